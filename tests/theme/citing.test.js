import assert from "node:assert/strict"
import { readFileSync, readdirSync } from "node:fs"
import { describe, it } from "node:test"
import { cited, recordOf, untex } from "../../generator/papercat/theme/js/citing.js"

const CASES = new URL("../outputs/cases/", import.meta.url)
const NAMES = readdirSync(CASES).filter(name => name.endsWith(".bib")).map(name => name.slice(0, -4))
/** @param {string} file */
const read = file => readFileSync(new URL(file, CASES), "utf8")

describe("a citation made in the browser", () => {
  for (const name of NAMES) {
    it(`has the fields of the one that Python makes: ${name}`, () => {
      const made = JSON.parse(cited("CSL-JSON", [read(`${name}.bib`)]))[0]
      const wanted = [JSON.parse(read(`${name}.json`))].flat()[0]
      for (const field of ["type", "title", "DOI", "container-title"]) assert.equal(made[field], wanted[field], field)
      assert.deepEqual(made.issued, wanted.issued)
      assert.equal(made.author.length, (wanted.author ?? []).length)
    })

    it(`is RIS of the same type and title: ${name}`, () => {
      const lines = cited("RIS", [read(`${name}.bib`)]).split("\r\n")
      const wanted = read(`${name}.ris`).split(/\r?\n/)
      for (const tag of ["TY", "TI", "PY", "DO"]) {
        assert.equal(lines.find(line => line.startsWith(tag)), wanted.find(line => line.startsWith(tag)))
      }
    })
  }

  it("is a sentence as text", () => {
    const entry = "@article{k,\n  title = {On {BERT} \\& Co},\n  author = {Li, Ann and Roe, Bo and Wu, Cy},\n  journal = {J},\n  year = {2020},\n  month = mar,\n}"
    assert.equal(cited("Text", [entry]), "Ann Li, Bo Roe, and Cy Wu. 2020. On BERT & Co. J.\n")
    assert.equal(recordOf(entry).date, "2020-3")
  })

  it("has no TeX left", () => {
    assert.equal(untex("{A}\\_b \\textbackslash{}x \\{y\\} \\textasciitilde{}"), "A_b \\x {y} ~")
  })
})
