import assert from "node:assert/strict"
import { before, describe, it } from "node:test"
import { build, openIndex, random } from "./index.js"

/** Words in lower case, one space around each. @param {string} text */
const plain = text => ` ${text.toLowerCase().split(/[\s-]+/).join(" ")} `

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

  it("finds a part of what a script without spaces writes in one piece", async () => {
    const { engine } = await openIndex(folder)
    const whole = await engine.query("数学 ")
    const part = await engine.query("学")
    assert.ok(whole.total > 0)
    assert.deepEqual(part.hits.map(({ id }) => id), whole.hits.map(({ id }) => id))
    assert.equal((await engine.query("学数")).total, 0)
    assert.equal((await engine.query("学", { forgive: false })).total, 0)
  })

  it("takes no word for one that does not exist", async () => {
    const { engine } = await openIndex(folder)
    const pick = random(9)
    const { hits } = await engine.query("fabricated", { limit: 40 })
    const words = [...new Set(hits.flatMap(({ title }) => title.toLowerCase().match(/[a-z]{6,}/g) ?? []))]
    let put = 0
    for (let n = 0; n < 400; n++) {
      const wrong = slipped(slipped(words[pick(words.length)], pick), pick) + (pick(2) ? " " : "")
      const { corrected, total } = await engine.query(wrong)
      if (!corrected) continue
      put++
      assert.ok(total > 0, wrong)
      assert.ok((await engine.query(corrected.trim(), { forgive: false })).total > 0, `${wrong} -> ${corrected}`)
    }
    assert.ok(put > 150)
  })

  it("looks for a frequent word beside a rare one that may be it with a slip, weighs each by its own frequency, and says so", async () => {
    const { engine } = await openIndex(folder)
    for (const [rare, frequent] of [["retreival", "retrieval"], ["rpotein", "protein"]]) {
      const { total, hits, likelier, corrected } = await engine.query(`${rare} `)
      assert.deepEqual([hits[0].kind, likelier, corrected], ["page", `${frequent} `, undefined])
      assert.equal(total, (await engine.query(`${frequent} `)).total + 1)
      assert.equal((await engine.query(`+${rare}`, { forgive: false })).total, 1)
      assert.equal((await engine.query(frequent)).likelier, undefined)
    }
  })

  it("finds a phrase where its words stand in a row, in a title or an abstract, as a look at each text does", async () => {
    const { engine } = await openIndex(folder)
    const { hits } = await engine.query("", { all: true, limit: 400 })
    const texts = await Promise.all(hits.map(async ({ id, title, slot }) => ({ id, said: [title, (await engine.text(slot)).abstract ?? ""].map(plain) })))
    const pick = random(13)
    let found = 0
    for (let n = 0; n < 300 && found < 40; n++) {
      const words = texts[pick(texts.length)].said[pick(2)].trim().split(" ")
      const at = pick(words.length)
      const [one, other] = words.slice(at, at + 2)
      if (!other || ![one, other].every(word => /^[a-z]{4,}$/.test(word) && !/ing$|s$/.test(word))) continue
      const { total, notes } = await engine.query(`"${one} ${other}"`)
      const least = texts.filter(({ said }) => said.some(text => text.includes(` ${one} ${other} `))).length
      assert.ok(total >= least && least > 0 && !notes.length, `${one} ${other}: ${total}, ${least}`)
      const { total: apart } = await engine.query(`+${one} +${other} -"${one} ${other}"`)
      assert.equal(apart + total, (await engine.query(`+${one} +${other}`)).total, `${one} ${other}`)
      found++
    }
    assert.ok(found > 15)
  })

  it("reads operators", async () => {
    const { engine } = await openIndex(folder)
    const all = await engine.query("contrastive ", { limit: 300 })
    const titled = await engine.query("title:contrastive", { limit: 300 })
    const without = await engine.query("contrastive -title:contrastive", { limit: 300 })
    assert.ok(titled.total > 0 && titled.total < all.total)
    assert.equal(titled.total + without.total, all.total)
  })

  it("says of a word that it is there, but not in the field asked for", async () => {
    const { engine } = await openIndex(folder)
    const { total, notes } = await engine.query("venue:contrastive")
    assert.deepEqual([total, notes], [0, ["“contrastive” is in papers here, but not in that field."]])
    assert.deepEqual((await engine.query("title:contrastive")).notes, [])
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

/** A word with a letter lost, doubled, replaced or swapped. @param {string} word @param {(below: number) => number} pick */
function slipped(word, pick) {
  const at = pick(word.length - 1)
  const [start, one, two, after] = [word.slice(0, at), word[at], word[at + 1], word.slice(at + 2)]
  return start + [two, one + one + two, `z${two}`, two + one][pick(4)] + after
}
