import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { fixedBy, queryOf, wishIn } from "../../generator/papercat/theme/js/listing.js"
import { byline } from "../../generator/papercat/theme/js/words.js"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { entriesIn, sameTitle } from "../../generator/papercat/theme/js/nearest.js"

describe("a list at work", () => {
  it("is the search with the list's own filter", () => {
    assert.deepEqual(fixedBy("tags/graphs/", "Graphs"), { tag: ["graphs"] })
    assert.deepEqual(fixedBy("names/bert/page-2/", "BERT"), { name: ["bert"] })
    assert.deepEqual(fixedBy("authors/ada-roe/index.html", "Ada Roe"), { author: ["Ada Roe"] })
    assert.deepEqual(fixedBy("years/2024.html", "2024"), { year: ["2024"] })
    assert.deepEqual(fixedBy("papers/", "Papers"), {})
    assert.deepEqual(fixedBy("papers/page-3/", "Papers"), {})
    for (const path of ["", "papers/a-paper/", "tags/", "about/", "tags/page-2/"]) assert.equal(fixedBy(path, "x"), null, path)
  })

  it("keeps its wishes in the address, and takes no others from it", () => {
    const wish = { text: "a & b", sort: "title", filters: { tag: ["x", "y"], year: ["2024"] } }
    assert.deepEqual(wishIn(queryOf(wish)), wish)
    assert.deepEqual(wishIn("?sort=evil&foo=1"), { text: "", sort: "", filters: {} })
    assert.equal(queryOf({ text: "", sort: "", filters: {} }), "")
  })

  it("names three authors and where it came out", () => {
    const hit = { id: "a", title: "", url: "", score: 0, slot: 0, kind: /** @type {const} */ ("paper"), year: "2024", venue: "V", authors: ["A", "B", "C"], authorCount: 5 }
    assert.equal(byline(hit), "A, B, C et al. · V 2024")
    assert.equal(byline({ ...hit, authors: [], authorCount: 0, venue: "", year: "" }), "")
  })
})

/** A title as the cards of the search have it, roughly: formulas without dollars. @param {string} title */
const shown = title => title.replace(/\$([^$]+)\$/g, (_, formula) => formula.replace(/[_^{}]/g, "").replace("\\alpha", "α").replace("\\mu", "μ"))

describe("a pasted bibliography", () => {
  it("gives its entries, however they are written", () => {
    const text = `@comment{no} @string{x = {y}}
@Article{a, author = {A}, title = {Self-{A}ttention of \\emph{graphs}}, booktitle={Not this}}
@misc{b, title="A {"}quoted{"} thing", abstract = {One
 two}}
@book{c, author={no title}}`
    assert.deepEqual(entriesIn(text).map(({ title }) => title), ["Self-Attention of graphs", 'A "quoted" thing'])
    assert.match(entriesIn(text)[1].text, /One two/)
  })

  it("has the titles that the catalogue has of the same file", () => {
    for (const name of ["library", "managers", "titles"]) {
      const file = new URL(`../readers/cases/bibtex/${name}.bib`, import.meta.url)
      /** @type {{title: string}[]} */
      const papers = JSON.parse(readFileSync(`${fileURLToPath(file)}.expected.json`, "utf8")).papers
      const found = entriesIn(readFileSync(file, "utf8")).map(({ title }) => title)
      for (const title of found) assert.ok(papers.some(paper => sameTitle(shown(paper.title), title)), title)
      assert.ok(found.length > 1)
    }
  })

  it("shows them as a reader sees them", () => {
    const titles = ["$\\alpha$-Helices at 300~C", "Fe$_2$O$_3$ --- ``Rust''", "{\\O}l of {\\'E}va \\& Jos\\'{e}", "$5 and $10\\footnote{Of \\emph{us}}"]
    const found = entriesIn(titles.map((title, i) => `@misc{k${i}, title = {${title}}}`).join("\n")).map(({ title }) => title)
    assert.deepEqual(found, ["α-Helices at 300 C", "Fe2O3 — “Rust”", "Øl of Éva & José", "$5 and $10"])
  })

  it("survives text that is none, and entries cut off", () => {
    assert.deepEqual(entriesIn("We propose a@b.c {"), [])
    assert.deepEqual(entriesIn("@article{a, title = {never closed"), [])
  })

  it("knows a title by its letters", () => {
    assert.ok(sameTitle("Été: A Study!", "ete a study"))
    assert.ok(!sameTitle("", "..."))
  })
})
