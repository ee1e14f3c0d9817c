import assert from "node:assert/strict"
import { before, describe, it } from "node:test"
import { Board } from "../../generator/papercat/search/js/rank.js"
import { PIECES, hostile } from "./hostile.js"
import { build, inRounds, openIndex, random } from "./index.js"

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

  it("gives the first ten of the exhaustive ranking, for words with slips, stars, operators and phrases, filtered and sorted", async () => {
    const { engine } = await openIndex(folder)
    const pick = random(17)
    const words = ["graph", "contrastve", "kontrastive", "*ing", "pro*", "title:speech", "+retrieval", "-token", '"contrastive learning"', "colou~1", "attention^3"]
    let compared = 0
    for (let n = 0; n < 120; n++) {
      const text = Array.from({ length: 1 + pick(3) }, () => words[pick(words.length)]).join(" ")
      const options = { sort: /** @type {const} */ (["relevance", "date", "trend", "citations"])[pick(4)], filters: pick(3) ? {} : { year: "2020-" } }
      const all = await engine.query(text, { ...options, limit: 10000, slots: true })
      const ten = await engine.query(text, { ...options, limit: 10 })
      assert.deepEqual(ten.hits, all.hits.slice(0, 10), text)
      assert.deepEqual(all.hits.map(({ slot }) => slot).sort((a, b) => a - b), [...all.slots ?? []].sort((a, b) => a - b), text)
      compared += Number(all.total > 10)
    }
    assert.ok(compared > 60)
  })

  it("keeps the best of many without sorting all, of equals the first", () => {
    const pick = random(19)
    for (let n = 0; n < 200; n++) {
      const total = 1 + pick(400)
      const scores = Array.from({ length: total }, () => pick(9))
      const board = new Board(total)
      const every = scores.map((score, slot) => ({ slot, score })).sort((a, b) => b.score - a.score || a.slot - b.slot)
      const most = pick(30)
      assert.deepEqual(board.top(Uint32Array.from(scores.keys()), slot => scores[slot], most), every.slice(0, most))
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
