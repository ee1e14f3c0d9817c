import assert from "node:assert/strict"
import { before, describe, it } from "node:test"
import { build, openIndex } from "./index.js"

describe("the search engine", () => {
  /** @type {string} */
  let folder
  before(() => (folder = build(300)))

  it("finds a word in any form, in lower and upper case", async () => {
    const { engine } = await openIndex(folder)
    const one = await engine.query("distillation ")
    const other = await engine.query("DISTILLATIONS ")
    assert.ok(one.total > 0)
    assert.equal(one.total, other.total)
  })

  it("puts the paper whose title was typed first", async () => {
    const { engine } = await openIndex(folder)
    const { hits } = await engine.query("fabricated", { limit: 300 })
    for (const { id, title } of hits.slice(0, 40)) {
      if (/[<>{}*#"`/\\\p{Cc}\p{Co}-]|^\W*$/u.test(title)) continue
      const found = await engine.query(title)
      assert.ok(found.hits.slice(0, 2).some(hit => hit.id === id || hit.title === title), title)
    }
  })

  it("answers every prefix of a word", async () => {
    const { engine } = await openIndex(folder)
    for (let size = 1; size <= "contrastive".length; size++) {
      const { total } = await engine.query("contrastive".slice(0, size))
      assert.ok(total > 0, "contrastive".slice(0, size))
    }
  })

  it("puts slips right and says so", async () => {
    const { engine } = await openIndex(folder)
    for (const wrong of ["contrastve ", "kontrastive ", "ocntrastive ", "conrtastive ", "contrrastive "]) {
      const { total, corrected } = await engine.query(wrong)
      assert.equal(corrected?.trim(), "contrastive", wrong)
      assert.ok(total > 0, wrong)
    }
  })

  it("reads operators", async () => {
    const { engine } = await openIndex(folder)
    const all = await engine.query("contrastive ", { limit: 300 })
    const titled = await engine.query("title:contrastive", { limit: 300 })
    const without = await engine.query("contrastive -title:contrastive", { limit: 300 })
    assert.ok(titled.total > 0 && titled.total < all.total)
    assert.equal(titled.total + without.total, all.total)
  })

  it("finds a page that a person wrote", async () => {
    const { engine } = await openIndex(folder)
    const { hits } = await engine.query("about this site")
    assert.deepEqual([hits[0]?.kind, hits[0]?.url, hits[0]?.title], ["page", "about/", "About this site"])
  })

  it("answers nothing to nothing", async () => {
    const { engine } = await openIndex(folder)
    assert.equal((await engine.query("")).total, 0)
  })

  it("lists all papers of a tag, a venue, a year, an author, without a word", async () => {
    const { engine } = await openIndex(folder)
    const all = await engine.query("", { all: true, facets: true, limit: 0 })
    for (const facet of ["tag", "name", "venue", "year"]) {
      const { value, count } = all.facets[facet][0]
      const { total, hits } = await engine.query("", { filters: { [facet]: value }, sort: "date", limit: 1000 })
      assert.deepEqual([total, hits.length], [count, count])
      assert.ok(hits.every(({ year }, i) => i === 0 || year <= hits[i - 1].year))
    }
    const { hits } = await engine.query("", { filters: { author: "Ada Fabricated" }, limit: 1000 })
    assert.ok(hits.length > 0 && hits.length < 300)
  })

  it("finds the papers most like a text, with the words that they share", async () => {
    const { engine } = await openIndex(folder)
    const { hits } = await engine.query("contrastive", { limit: 20 })
    for (const { id, title, slot } of hits) {
      const text = `${title}. ${(await engine.text(slot)).abstract}`
      const near = await engine.like(text, { limit: 3 })
      assert.equal(near.hits.length, 3)
      assert.ok(near.hits.some(hit => hit.id === id) && near.hits.every(({ shared }) => shared?.length))
      const others = await engine.like(text, { limit: 3, without: id })
      assert.ok(others.hits.every(hit => hit.id !== id))
    }
    assert.equal((await engine.like("")).total, 0)
  })

  it("finds authors in any order, with and without accents", async () => {
    const { engine } = await openIndex(folder)
    const [first, ...others] = await Promise.all(["Jana Inventée", "inventee jana", "INVENTÉE, Jana", "+author:inventée +author:jana"].map(async text => {
      const { hits } = await engine.query(`${text} `, { limit: 300 })
      return hits.filter(({ authors }) => authors.includes("Jana Inventée")).length
    }))
    assert.ok(first > 0)
    for (const other of others) assert.equal(other, first)
  })

  it("counts for a venue what its own filter keeps out, because of several any will do", async () => {
    const { engine } = await openIndex(folder)
    const all = await engine.query("fabricated", { facets: ["venue"] })
    const [one, other] = all.facets["venue"]
    const some = await engine.query("fabricated", { facets: ["venue"], filters: { venue: one.value } })
    assert.deepEqual(some.facets["venue"], all.facets["venue"])
    const both = await engine.query("fabricated", { filters: { venue: [one.value, other.value] }, limit: 0 })
    assert.equal(both.total, one.count + other.count)
  })
})
