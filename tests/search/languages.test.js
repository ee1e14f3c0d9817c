import assert from "node:assert/strict"
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, it } from "node:test"
import lunr from "lunr"
import { build, openIndex, random } from "./index.js"

const HERE = dirname(fileURLToPath(import.meta.url))
const FILES = execFileSync("python", ["-c", "from papercat.search import languages as l\nprint(l.files('material') / 'templates/assets/javascripts/lunr/min')"]).toString().trim()
const LANGUAGES = ["da", "de", "es", "fi", "fr", "it", "nl", "no", "ro", "ru", "sv", "tr"]

/** Gives lunr what lunr-languages has. @param {string} name */
function load(name) {
  // eslint-disable-next-line no-new-func -- a classic script that wants lunr in `this`
  new Function("define", "exports", readFileSync(join(FILES, name), "utf8")).call({ lunr })
}
load("lunr.stemmer.support.min.js")
for (const name of LANGUAGES) load(`lunr.${name}.min.js`)

/** Words of a language's letters that end as its words do. @param {string} name @param {number} count */
function invented(name, count) {
  const pick = random(name.charCodeAt(0) * 256 + name.charCodeAt(1))
  const source = readFileSync(join(FILES, `lunr.${name}.min.js`), "utf8")
  const endings = [...source.matchAll(/\("(\p{L}{1,12})",-?\d+,-?\d+/gu)].map(([, ending]) => ending.toLowerCase())
  const letters = [...new Set([...endings.join(""), ...(name === "ru" ? "абвгдежзиклмнопрстуфхцчшщыьэюя" : "abcdefghijklmnopqrstuvwxyz")])]
  const [vowels, others] = [true, false].map(one => letters.filter(letter => /[aeiouyäöüéèàêâîôûáíóúıыеуиоаяю]/.test(letter) === one))
  return Array.from({ length: count }, () => {
    const parts = Array.from({ length: 1 + pick(3) }, () => `${pick(3) ? others[pick(others.length)] : ""}${vowels[pick(vowels.length)]}${pick(2) ? others[pick(others.length)] : ""}`)
    const tail = Array.from({ length: 1 + pick(3) }, () => (pick(4) ? endings[pick(endings.length)] : ""))
    // two letters of French that we read alike on both sides
    return [...parts, ...tail].join("").replace(/[ëï]/g, name === "fr" ? "e" : "$&")
  })
}

describe("languages", () => {
  it("stem in the build as in the browser, for 300 invented words of each", () => {
    const words = Object.fromEntries(LANGUAGES.map(name => [name, invented(name, 300)]))
    const stems = JSON.parse(execFileSync("python", [join(HERE, "stems.py")], { input: JSON.stringify(words), maxBuffer: 1e8 }).toString())
    for (const name of LANGUAGES) {
      const { stemmer } = /** @type {any} */ (lunr)[name]
      assert.deepEqual(words[name].map(stemmer), stems[name], name)
      assert.ok(stems[name].filter((/** @type {string} */ one, /** @type {number} */ i) => one !== words[name][i]).length > 80, name)
    }
  })

  for (const spoken of [["de"], ["en", "de"]]) {
    it(`agree with lunr and lunr-languages on the whole index: ${spoken.join(" and ")}, 300 random queries`, async () => {
      const folder = build(150, ...spoken)
      const json = JSON.parse(readFileSync(join(folder, "..", "lunr.json"), "utf8"))
      json.pipeline = spoken.map(name => (name === "en" ? "stemmer" : `stemmer-${name}`))
      const whole = lunr.Index.load(json)
      const { engine } = await openIndex(folder)
      const { hits } = await engine.query("", { all: true, limit: 1000 })
      const texts = await Promise.all(hits.map(async ({ title, slot }) => `${title} ${(await engine.text(slot)).abstract}`))
      const words = [...new Set(texts.join(" ").split(/[^\p{L}]+/u))]
        .filter(word => word.length > 3 && [lunr, /** @type {any} */ (lunr).de].every(one => one.stopWordFilter(word.toLowerCase()))).sort()
      const pick = random(3)
      let found = 0
      for (let n = 0; n < 300; n++) {
        const query = Array.from({ length: 1 + pick(3) }, () => `${["", "", "+", "-"][pick(4)]}${pick(4) ? "" : "title:"}${words[pick(words.length)]}`).join(" ")
        const expected = whole.search(query).map(({ ref }) => ref).sort()
        const result = await engine.query(query, { limit: 1000, prefix: false, forgive: false })
        assert.deepEqual(result.hits.map(({ id }) => id).sort(), expected, query)
        found += expected.length
      }
      assert.ok(found > 1500)
    })
  }

  it("find a form by another, with accents or without, and put slips right", async () => {
    const { engine } = await openIndex(build(150, "de"))
    const [one, other, bare] = await Promise.all(["Übersetzungen ", "übersetzung ", "ubersetzung "].map(text => engine.query(text)))
    assert.ok(one.total > 0)
    assert.deepEqual([other.total, bare.total], [one.total, one.total])
    assert.equal((await engine.query("für ")).total, 0)
    assert.ok((await engine.query("Übersetzugn ")).corrected)
  })
})
