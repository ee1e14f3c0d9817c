import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { before, describe, it } from "node:test"
import lunr from "lunr"
import { build, openIndex, random } from "./index.js"

describe("what a query matches", () => {
  /** @type {string} */
  let folder
  /** @type {lunr.Index} */
  let whole
  /** @type {string[]} */
  let terms
  before(() => {
    folder = build(300)
    const json = JSON.parse(readFileSync(join(folder, "..", "lunr.json"), "utf8"))
    terms = json.invertedIndex.map((/** @type {[string]} */ [term]) => term).filter((/** @type {string} */ term) => /^[a-z]{3,}$/.test(term))
    const warn = console.warn
    console.warn = () => {}
    whole = lunr.Index.load(json)
    console.warn = warn
  })

  it("agrees with lunr on the whole index, for 400 random queries of its language", async () => {
    const { engine } = await openIndex(folder)
    const pick = random(11)
    const fields = ["title", "abstract", "author", "tag", "name", "venue"]
    let found = 0
    for (let n = 0; n < 400; n++) {
      const query = Array.from({ length: 1 + pick(4) }, () => clause(terms[pick(terms.length)], pick, fields)).join(" ")
      const expected = whole.search(query).map(({ ref }) => ref).sort()
      const { hits } = await engine.query(query, { limit: 10000, prefix: false, forgive: false })
      assert.deepEqual(hits.map(({ id }) => id).sort(), expected, query)
      found += expected.length
    }
    assert.ok(found > 4000)
  })

  it("finds identifiers as lunr does", async () => {
    const { engine } = await openIndex(folder)
    const json = JSON.parse(readFileSync(join(folder, "..", "lunr.json"), "utf8"))
    const ids = json.invertedIndex.filter((/** @type {[string, any]} */ [, posting]) => Object.keys(posting.id).length)
    let tried = 0
    for (const [id, posting] of ids) {
      if (!/^(10\.\d{4,9}\/\S+|\d{4}\.\d{4,5})$/.test(id)) continue
      tried++
      const { hits } = await engine.query(`see https://doi.org/${id}`.replace("doi.org/2", "arxiv.org/abs/2"), { limit: 10000 })
      assert.ok(Object.keys(posting.id).every(key => hits.slice(0, 3).some(hit => hit.id === key)), id)
    }
    assert.ok(tried > 20)
  })
})

/** @param {string} term @param {(below: number) => number} pick @param {string[]} fields */
function clause(term, pick, fields) {
  const field = pick(4) === 0 ? `${fields[pick(fields.length)]}:` : ""
  const sign = ["", "", "", "+", "-"][pick(5)]
  const kind = pick(8)
  if (kind === 0) return `${sign}${field}${term.slice(0, 3)}*`
  if (kind === 1) return `${sign}${field}*${term.slice(-3)}`
  if (kind === 2 && term.length > 4) return `${sign}${field}${term.slice(0, 2)}${term.slice(3)}~1`
  return `${sign}${field}${term}`
}
