import assert from "node:assert/strict"
import { before, describe, it } from "node:test"
import { build, inRounds, openIndex, random } from "./index.js"

const PIECES = [
  "graph", "contrastive", "fabricated", "transf*", "*", "**", "a*b*c", "colou~1", "x~9999999", "^", "~", "+", "-", "--", "+-",
  "title:", "title:graph", "foo:bar", "author:ada", "year:2024", '"next token"', '"', '""', "\\", "(", ")", "[a-z]+", "(a+)+$",
  "<script>alert(1)</script>", "&lt;", "😀", "👩‍👩‍👧", "שלום", "مرحبا", "数据", "\u202e", "\0", "\ud800", "10.1145/1", "2301.12345",
  "arxiv:", "https://x.y/z?q=1", "%00", "${x}", "{{7}}", "a".repeat(500), "ＡＢ", "İ", "ß", "the", "g", "t*", "*s", "constructor",
  "__proto__", "toString", "word^99999", "~1", "\n", "\t",
]

describe("the laws of the search", () => {
  /** @type {string} */
  let folder
  before(() => (folder = build(300)))

  it("never throws and always answers, for 1,500 random and hostile queries", async () => {
    const { engine } = await openIndex(folder)
    const pick = random(7)
    for (let n = 0; n < 1500; n++) {
      const result = await engine.query(hostile(pick, n), { limit: 3 })
      assert.ok(Number.isInteger(result.total) && result.hits.length <= 3)
    }
  })

  it("gives the box no markup but its own", async () => {
    const { engine } = await openIndex(folder)
    const pick = random(5)
    for (const text of [...PIECES, "alert", "script img onerror", "fabricated"]) {
      for (const [{ title, text: body, location }] of (await engine.box(`${text} alert ${hostile(pick, 1)}`)).items) {
        for (const part of [title, body]) assert.match(part, /^(?:[^<>]|<\/?p>|<mark data-md-highlight>|<\/mark>)*$/)
        assert.match(location, /^(papers\/[\w-]+\/|about\/|search\/\?q=[\w%.!~*'()-]*)$/)
      }
    }
  })

  it("gives the same first ten whatever the limit, in an order that scores explain", async () => {
    const { engine } = await openIndex(folder)
    const pick = random(3)
    const words = ["graph", "attention", "contrastive", "learning", "protein", "speech", "fabricated", "retrieval", "token"]
    for (let n = 0; n < 100; n++) {
      const text = Array.from({ length: 1 + pick(3) }, () => words[pick(words.length)]).join(" ")
      const all = await engine.query(text, { limit: 10000 })
      const ten = await engine.query(text)
      assert.deepEqual(ten.hits, all.hits.slice(0, 10))
      assert.equal(all.hits.length, all.total)
      assert.ok(all.hits.every((hit, i) => i === 0 || hit.score <= all.hits[i - 1].score))
    }
  })

  it("reads a cold question of up to four words in at most 20 requests, at most three one after the other, slips or not", async () => {
    for (const text of [
      "contrastive protein folding", "kontrastive protein foldign", "cntrastive portein folding", "dense retrieval g",
      "contrastive protein folding speech", "contrastive protein folding seech", "contrastive protein folding qqqq", "knotrastive rpotein ofldign psech",
    ]) {
      const { open } = await openIndex(folder)
      const { load, rounds } = inRounds(folder)
      const { total } = await open(load).query(text)
      assert.ok(total > 0, text)
      assert.ok(rounds.flat().length <= 20 && rounds.length <= 3, `${text}: ${JSON.stringify(rounds)}`)
    }
  })

  it("compares few words of a query with the whole index, and says which it left out", async () => {
    const { engine } = await openIndex(folder)
    const { notes } = await engine.query("*ing *ion *ure *ing2 *one colou~1 graph")
    assert.deepEqual(notes.filter(note => note.startsWith("Not searched")), ["Not searched: *one, colou."])
  })

  it("filters and counts agree", async () => {
    const { engine } = await openIndex(folder)
    const all = await engine.query("fabricated", { facets: true, limit: 0 })
    for (const facet of ["tag", "name", "venue", "year", "has"]) {
      for (const { value, count } of all.facets[facet].slice(0, 5)) {
        const some = await engine.query("fabricated", { filters: { [facet]: [value] }, limit: 0 })
        assert.equal(some.total, count, `${facet} ${value}`)
      }
    }
    const [tag, year] = [all.facets["tag"][0].value, all.facets["year"][0].value]
    const both = await engine.query("fabricated", { filters: { tag, year } })
    const one = await engine.query("fabricated", { filters: { tag } })
    assert.ok(both.total <= one.total)
    assert.equal(one.facets["year"].find(({ value }) => value === year)?.count ?? 0, both.total)
  })
})

/** @param {(below: number) => number} pick @param {number} n */
function hostile(pick, n) {
  if (pick(20) === 0) return Array.from({ length: pick(80) }, () => String.fromCharCode(pick(65536))).join("")
  if (n % 500 === 499) return Array.from({ length: 1500 }, () => PIECES[pick(PIECES.length)]).join(" ").slice(0, 10240)
  return Array.from({ length: 1 + pick(5) }, () => PIECES[pick(PIECES.length)]).join(pick(4) ? " " : "")
}
