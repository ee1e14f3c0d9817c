/** Asks each engine the same questions: engines.mjs FOLDER QUESTIONS.jsonl [RELEVANT.tsv]; prints a line of JSON each.
 * The peers read records.json as a whole, as they do in a browser. */
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { runInThisContext } from "node:vm"
import { pathToFileURL } from "node:url"
import { gzipSync } from "node:zlib"
import lunr from "lunr"
import MiniSearch from "minisearch"

const [folder, file, judged, only = "papercat,lunr.js,MiniSearch,Material"] = process.argv.slice(2)
const records = JSON.parse(readFileSync(join(folder, "records.json"), "utf8"))
const questions = readFileSync(file, "utf8").trim().split("\n").map(line => JSON.parse(line))
const relevant = new Map()
for (const line of judged ? readFileSync(judged, "utf8").trim().split("\n") : []) {
  const [question, id, grade] = line.split("\t")
  if (Number(grade) > 0) relevant.set(question, (relevant.get(question) ?? new Set()).add(id))
}

/** Milliseconds without a request after which a round is over; questions of a kind that are asked cold. */
const PAUSE = 15
const COLD = 60

/** Holds answers back until nothing more is asked for: what had to wait for what. */
function inRounds(load, seen) {
  let waiting = []
  let timer
  const release = () => {
    seen.rounds++
    const all = waiting
    waiting = []
    for (const one of all) one()
  }
  return path => new Promise((resolve, reject) => {
    seen.requests++
    clearTimeout(timer)
    timer = setTimeout(release, PAUSE)
    waiting.push(() => load(path).then(bytes => {
      seen.bytes += bytes.length
      resolve(bytes)
    }, reject))
  })
}
const FIELDS = { title: 5, abstract: 1, authors: 3 }

const makers = {
  async papercat() {
    const { open } = await import(pathToFileURL(join(folder, "search", "engine.js")).href)
    const load = async path => new Uint8Array(await readFile(join(folder, "search", path)))
    const warm = open(load)
    const ask = async text => (await warm.query(text)).hits.map(({ id }) => id)
    const cold = async text => {
      const seen = { bytes: 0, requests: 0, rounds: 0 }
      await open(inRounds(load, seen)).query(text)
      return seen
    }
    return { ask, cold, gzip: 0 }
  },
  "lunr.js"() {
    const index = lunr(function () {
      this.ref("id")
      for (const [name, boost] of Object.entries(FIELDS)) this.field(name, { boost })
      for (const record of records) this.add(record)
    })
    // a question is words, not operators
    const plain = text => text.replace(/[:~^*+-]/g, " ")
    return { ask: text => index.search(plain(text)).slice(0, 10).map(({ ref }) => ref), gzip: gzipSync(JSON.stringify(index)).length }
  },
  MiniSearch() {
    const index = new MiniSearch({
      fields: Object.keys(FIELDS), searchOptions: { boost: FIELDS, prefix: true, fuzzy: 0.2 },
    })
    index.addAll(records)
    return { ask: text => index.search(text).slice(0, 10).map(({ id }) => id), gzip: gzipSync(JSON.stringify(index)).length }
  },
  async Material() {
    const script = execFileSync("python", ["-c", "import glob, os, material\nprint(glob.glob(os.path.join(os.path.dirname(material.__file__), 'templates/assets/javascripts/workers/search.*.min.js'))[0])"]).toString().trim()
    let listener
    let answer
    Object.assign(globalThis, {
      self: globalThis, addEventListener: (_, f) => (listener = f), postMessage: message => answer(message), location: { href: "" },
    })
    runInThisContext(readFileSync(script, "utf8"))
    const send = data => new Promise(resolve => {
      answer = resolve
      listener({ data })
    })
    const config = {
      lang: ["en"], separator: "[\\s\\-]+", pipeline: ["stopWordFilter"],
      fields: { title: { boost: 1e3 }, text: { boost: 1 }, tags: { boost: 1e6 } },
    }
    const docs = records.map(({ id, title, abstract, authors }) => ({ location: `${id}/`, title, text: `${authors} ${abstract}` }))
    await send({ type: 0, data: { config, docs, options: {} } })
    const ask = async text => (await send({ type: 2, data: text })).data.items.slice(0, 10).map(([{ location }]) => location.slice(0, -1))
    return { ask, gzip: gzipSync(JSON.stringify({ config, docs })).length }
  },
}

const mean = values => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)

/** nDCG@10 with relevant papers known, else the reciprocal rank of the one that is looked for. */
function score(question, found) {
  const good = judged ? relevant.get(question.id) : null
  if (!judged) {
    const place = found.indexOf(question.paper)
    return place < 0 ? 0 : 1 / (place + 1)
  }
  const gain = found.reduce((sum, id, i) => sum + (good?.has(id) ? 1 / Math.log2(i + 2) : 0), 0)
  const best = Array.from({ length: Math.min(10, good?.size ?? 0) }, (_, i) => 1 / Math.log2(i + 2)).reduce((a, b) => a + b, 0)
  return best ? gain / best : 0
}

for (const [name, make] of Object.entries(makers)) {
  if (!only.split(",").includes(name)) continue
  const begin = process.cpuUsage()
  const engine = await make()
  const { user, system } = process.cpuUsage(begin)
  const scores = {}
  const times = []
  const cold = {}
  for (const question of questions) {
    const start = performance.now()
    const found = await engine.ask(question.text)
    times.push(performance.now() - start)
    ;(scores[question.kind ?? "all"] ??= []).push(score(question, found))
    if (engine.cold && question.kind && (cold[question.kind] ??= []).length < COLD) {
      cold[question.kind].push({ ...await engine.cold(question.text), words: question.text.split(" ").length })
    }
  }
  times.sort((a, b) => a - b)
  console.log(JSON.stringify({
    engine: name, papers: records.length, build_cpu: (user + system) / 1e6, gzip: engine.gzip,
    score: Object.fromEntries(Object.entries(scores).map(([kind, values]) => [kind, Number(mean(values).toFixed(4))])),
    mean: Number(mean(Object.values(scores).map(mean)).toFixed(4)), p95_ms: times[Math.floor(times.length * 0.95)],
    cold: Object.fromEntries(Object.entries(cold).map(([kind, all]) => [kind, {
      bytes: mean(all.map(({ bytes }) => bytes)), bytes_max: Math.max(...all.map(({ bytes }) => bytes)),
      requests: mean(all.map(({ requests }) => requests)), requests_max: Math.max(...all.map(({ requests }) => requests)),
      rounds_max: Math.max(...all.map(({ rounds }) => rounds)),
    }])),
  }))
}
