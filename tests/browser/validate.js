// Prints what html-validate finds in the HTML files that it is given, one line a finding.
import { readFileSync } from "node:fs"
import process from "node:process"
import { HtmlValidate } from "html-validate"

const validator = new HtmlValidate({ root: true, extends: ["html-validate:standard"] })
for (const file of process.argv.slice(2)) {
  const report = await validator.validateString(readFileSync(file, "utf8"))
  for (const { messages } of report.results) {
    for (const { line, message, ruleId } of messages) process.stdout.write(`${file}:${line}: ${ruleId}: ${message}\n`)
  }
}
