/** Asks random and hostile questions one after the other, of an engine that starts cold: hostile.mjs FOLDER [COUNT].
 * Prints a line of JSON: milliseconds until the answer, files read from the disk of this machine included, and of CPU, which count where
 * the machine is busy. */
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { hostile } from "../../tests/search/hostile.js"
import { random } from "../../tests/search/index.js"

const [folder, count = "10000"] = process.argv.slice(2)
const { open } = await import(pathToFileURL(join(folder, "search", "engine.js")).href)
const engine = open(async path => new Uint8Array(await readFile(join(folder, "search", path))))
const pick = random(99)
const times = []
const work = []
const slowest = []
let thrown = 0
for (let n = 0; n < Number(count); n++) {
  const text = hostile(pick, n)
  const [start, before] = [performance.now(), process.cpuUsage()]
  try {
    await engine.query(text, { limit: 3 })
  } catch {
    thrown++
  }
  const spent = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  times.push(spent)
  work.push((user + system) / 1000)
  slowest.push([Math.round(spent), Math.round((user + system) / 1000), text.slice(0, 60)])
}
/** Median, 99th of a hundred, most, and how many are over 100. */
function spread(values) {
  values.sort((a, b) => a - b)
  const at = share => Number(values[Math.min(Math.floor(values.length * share), values.length - 1)].toFixed(1))
  return { p50: at(0.5), p99: at(0.99), max: at(1), over_100: values.filter(value => value > 100).length }
}
slowest.sort((a, b) => b[1] - a[1])
console.log(JSON.stringify({
  engine: "papercat", hostile: times.length, thrown, ms: spread(times), cpu_ms: spread(work), slowest: slowest.slice(0, 8),
}))
