/** What a page says of its paper: so the search needs no second copy of each text. */

/** @typedef {{abstract?: string, authors?: string[], date?: string, venue?: string, type?: string, volume?: string,
 *   number?: string, pages?: string, publisher?: string, ids?: Record<string, string>,
 *   link?: string, status?: string}} Text */

const WORK = /<script type="application\/ld\+json">(\{[^<]*"@type":"(?:ScholarlyArticle|Book|Chapter|Thesis|Report)"[^<]*)<\/script>/
const ABSTRACT = /<h2 id="abstract">[^]*?<\/h2>([^]*?)<aside/
const ARTICLE = /<article[^>]*>([^]*)<\/article>/
/** The paragraph that says that there is none. */
const NONE = /^\s*<p class="pc-none">/
/** What a reader does not see. */
const UNSEEN = /<(script|style|svg)\b[^]*?<\/\1>|<[^>]*>/g
const REFERENCE = /&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos|nbsp));/gi
/** @type {Record<string, string>} */
const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " }
const PRESS = ["publisher", "dissertation_institution", "technical_report_institution"]
/** By the type on the page, BibTeX's word for the paper. @type {Record<string, string>} */
const ALONE = { Book: "book", Chapter: "incollection", Thesis: "phdthesis", Report: "techreport" }
/** The same by the venue's type. @type {Record<string, string>} */
const WORKS = { Periodical: "article", CreativeWorkSeries: "inproceedings", CreativeWork: "misc" }

/** @param {string} html of a page, a paper's or one that a person wrote @returns {Text} */
export function textIn(html) {
  const found = WORK.exec(html)
  if (!found) return { abstract: plain(ARTICLE.exec(html)?.[1] ?? "") }
  const { "@type": about, author = [], datePublished: date, isPartOf, sameAs: link } = JSON.parse(found[1])
  const abstract = ABSTRACT.exec(html)?.[1] ?? ""
  const ids = Object.fromEntries(["doi", "arxiv"].map(kind => [kind, metaOf(html, kind)]).filter(([, id]) => id))
  const type = ALONE[about] ?? (isPartOf && WORKS[isPartOf["@type"]])
  const venue = { ...(isPartOf && { venue: isPartOf.name }), ...(type && { type }) }
  return {
    abstract: NONE.test(abstract) ? "" : plain(abstract),
    authors: author.map((/** @type {string | {name: string}} */ one) => (typeof one === "string" ? one : one.name)),
    date, ...venue, ...placeIn(html), ids, link,
  }
}

/** Volume, number, pages and publisher, as far as the page has them. @param {string} html @returns {Record<string, string>} */
function placeIn(html) {
  const pages = [metaOf(html, "firstpage"), metaOf(html, "lastpage")].filter(Boolean).join("-")
  const publisher = PRESS.map(name => metaOf(html, name)).find(Boolean) ?? ""
  const found = { volume: metaOf(html, "volume"), number: metaOf(html, "issue"), pages, publisher }
  return Object.fromEntries(Object.entries(found).filter(([, said]) => said))
}

/** @param {string} html @param {string} kind of an identifier @returns {string} */
function metaOf(html, kind) {
  const written = new RegExp(`<meta name=citation_${kind}(?:_id)? content="([^"]*)">`).exec(html)
  return plain(written?.[1] ?? "")
}

/** @param {string} html @returns {string} what a reader sees of it */
function plain(html) {
  const text = html.replace(UNSEEN, "").replace(REFERENCE, (_, decimal, hexadecimal, name) =>
    name ? SIGNS[name.toLowerCase()] : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hexadecimal, 16)))
  return text.replace(/\s+/g, " ").trim()
}
