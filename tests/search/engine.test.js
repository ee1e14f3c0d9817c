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
})
