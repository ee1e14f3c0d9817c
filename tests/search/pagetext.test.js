import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { textIn } from "../../generator/papercat/search/js/pagetext.js"

/** A page as the site has them; its paper is fabricated. @param {string} head @param {string} body */
const page = (head, body) => `<!doctype html><html><head>${head}</head><body><article class="x">${body}</article></body></html>`
const LD = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"ScholarlyArticle","headline":"A \\u003cb\\u003e title",' +
  '"author":["Ann \\u0026 Co",{"@type":"Person","name":"Bo Li","sameAs":"https://orcid.org/0"}],"datePublished":"2024-05",' +
  '"isPartOf":{"@type":"Periodical","name":"Journal of X"},"sameAs":"https://doi.org/10.1/x"}</script>'
const IDS = '<meta name=citation_doi content="10.1/x"><meta name=citation_arxiv_id content="2405.00001">'
const BODY = '<h1 id="paper">A title</h1>\n<h2 id="abstract">Abstract</h2>\n<p>We use <a href="../../names/bert/">BERT</a> &amp; "it" &lt;b&gt;, &#x2192; and\n' +
  '<math><msup><mi>k</mi><mn>2</mn></msup></math>.</p>\n<p>More &#169;.</p>\n<aside class="pc-side"><p>Tags</p></aside>'

describe("the text on a page", () => {
  it("is what a reader sees of the abstract, and what the head says of the paper", () => {
    assert.deepEqual(textIn(page(IDS + LD, BODY)), {
      abstract: 'We use BERT & "it" <b>, → and k2. More ©.', authors: ["Ann & Co", "Bo Li"], date: "2024-05", venue: "Journal of X",
      type: "article", ids: { doi: "10.1/x", arxiv: "2405.00001" }, link: "https://doi.org/10.1/x",
    })
  })

  it("says what kind of thing the paper is, and where in its venue it stands", () => {
    const thesis = LD.replace("ScholarlyArticle", "Thesis").replace(/"isPartOf":\{.*?\},/, "")
    const place = '<meta name=citation_volume content="7"><meta name=citation_issue content="1"><meta name=citation_firstpage content="12">' +
      '<meta name=citation_lastpage content="34"><meta name=citation_dissertation_institution content="A &amp; B">'
    const { type, venue, volume, number, pages, publisher } = textIn(page(place + thesis, BODY))
    assert.deepEqual([type, venue, volume, number, pages, publisher], ["phdthesis", undefined, "7", "1", "12-34", "A & B"])
  })

  it("is no sentence that there is none", () => {
    const none = BODY.replace(/<p>We[^]*?<\/p>\n<p>.*?<\/p>/, '<p class="pc-none">No abstract is known.</p>')
    assert.equal(textIn(page(LD, none)).abstract, "")
  })

  it("is the whole article where a person wrote the page", () => {
    const script = "<script>if (1 < 2) alert(3)</script><style>p {}</style>"
    assert.deepEqual(textIn(page("", `<h1>About</h1>\n<p>Some <em>text</em>.${script}</p>`)), { abstract: "About Some text." })
    assert.deepEqual(textIn("nothing of the kind"), { abstract: "" })
  })
})
