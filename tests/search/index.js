/** Opens an index of fabricated papers for the tests. */
import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

const HERE = fileURLToPath(new URL(".", import.meta.url))

/** Builds an index in a new folder. @param {number} count @param {string[]} languages by default English */
export function build(count, ...languages) {
  const folder = mkdtempSync(join(tmpdir(), "papercat-search-"))
  execFileSync("python", [join(HERE, "build_index.py"), folder, String(count), ...languages], { stdio: "inherit" })
  return join(folder, "search")
}

/** Opens it, and notes what is loaded. @param {string} folder */
export async function openIndex(folder) {
  writeModule(folder)
  /** @type {typeof import("../../generator/papercat/search/js/engine.js")} */
  const { open } = await import(pathToFileURL(join(folder, "engine.mjs")).href)
  /** @type {string[]} */
  const loaded = []
  const engine = open(async path => {
    loaded.push(path)
    return new Uint8Array(await readFile(join(folder, path)))
  })
  return { engine, loaded, open }
}

/** Milliseconds without a request after which a round of requests is over. */
const PAUSE = 40

/** A way to load that holds all answers back until nothing more is asked for: each round had to wait for the one before.
 * @param {string} folder */
export function inRounds(folder) {
  /** @type {string[][]} */
  const rounds = []
  /** @type {(() => void)[]} */
  let waiting = []
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  const release = () => {
    const all = waiting
    waiting = []
    for (const one of all) one()
  }
  /** @param {string} path @returns {Promise<Uint8Array>} */
  const load = async path => {
    if (!waiting.length) rounds.push([])
    rounds[rounds.length - 1].push(path)
    clearTimeout(timer)
    timer = setTimeout(release, PAUSE)
    await new Promise(resolve => waiting.push(() => resolve(undefined)))
    return new Uint8Array(await readFile(join(folder, path)))
  }
  return { load, rounds }
}

/** The engine under a name that Node takes for a module. @param {string} folder */
function writeModule(folder) {
  writeFileSync(join(folder, "engine.mjs"), readFileSync(join(folder, "engine.js")))
}

/** Whole numbers below a bound, the same in every run. @param {number} seed */
export function random(seed) {
  let state = seed
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
