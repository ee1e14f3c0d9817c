/** The papers found, as BibTeX, RIS and CSL-JSON. */

/** @typedef {{title: string, id: string, url: string, year: string, venue: string, abstract?: string, authors?: string[],
 *   type?: string, date?: string, ids?: Record<string, string>, link?: string}} Record_ */

/** @type {Record<string, string>} */
const TEX = {
  "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", $: "\\$", "&": "\\&", "#": "\\#", _: "\\_", "%": "\\%",
  "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
}

/** @type {Record<string, string>} */
const RIS = { article: "JOUR", inproceedings: "CPAPER", misc: "UNPB" }
/** @type {Record<string, string>} */
const CSL = { article: "article-journal", inproceedings: "paper-conference", misc: "article" }

/** By BibTeX's word: format, genre and where the venue stands in COinS, as `outputs/coins.py` has them.
 * @type {Record<string, [string, string, string]>} */
const COINS = { article: ["journal", "article", "rft.jtitle"], inproceedings: ["book", "proceeding", "rft.btitle"], misc: ["journal", "preprint", "rft.jtitle"] }

/** BibTeX's word for a paper, where it is not given: by whether it has a venue. @param {Record_} paper */
const kindOf = ({ type, venue }) => (type && type in RIS ? type : venue ? "inproceedings" : "misc")

/** @param {string} text */
const flat = text => text.replace(/[\s\p{Cc}]+/gu, " ").trim()

/** @param {string} text */
const tex = text => flat(text).replace(/[\\{}$&#_%~^]/g, letter => TEX[letter])

/** @param {string} name @returns {{family: string, given: string}} */
function split(name) {
  const comma = name.indexOf(",")
  if (comma > 0) return { family: flat(name.slice(0, comma)), given: flat(name.slice(comma + 1)) }
  const words = flat(name).split(" ")
  const family = words.pop() ?? ""
  return { family, given: words.join(" ") }
}

/** @param {Record_[]} papers */
export function bibtex(papers) {
  return papers.map(paper => {
    const kind = kindOf(paper)
    const fields = {
      // a title keeps its capitals
      title: `{${tex(paper.title)}}`,
      author: (paper.authors ?? []).map(name => tex(name)).join(" and "),
      [kind === "article" ? "journal" : "booktitle"]: tex(paper.venue),
      year: tex(paper.year),
      doi: tex(paper.ids?.["doi"] ?? ""),
      eprint: tex(paper.ids?.["arxiv"] ?? ""),
      eprinttype: paper.ids?.["arxiv"] ? "arxiv" : "",
      url: tex(paper.link ?? ""),
    }
    const lines = Object.entries(fields).filter(([, value]) => value).map(([key, value]) => `  ${key} = {${value}},\n`)
    return `@${kind}{${paper.id.replace(/[^\w-]/g, "")},\n${lines.join("")}}\n`
  }).join("\n")
}

/** @param {Record_[]} papers */
export function ris(papers) {
  return papers.map(paper => {
    /** @type {[string, string | undefined][]} */
    const lines = [
      ["TY", RIS[kindOf(paper)]],
      ["ID", paper.id],
      ["TI", paper.title],
      ...(paper.authors ?? []).map(split).map(({ family, given }) => /** @type {[string, string]} */ (["AU", given ? `${family}, ${given}` : family])),
      ["PY", paper.year],
      ["T2", paper.venue],
      ["DO", paper.ids?.["doi"]],
      ["UR", paper.link],
      ["AB", paper.abstract],
    ]
    return `${lines.filter(([, value]) => value).map(([key, value]) => `${key}  - ${flat(value ?? "")}\r\n`).join("")}ER  - \r\n`
  }).join("\r\n")
}

/** What Zotero reads in the title of a span of class Z3988. @param {Record_} paper */
export function coins(paper) {
  const [form, genre, venue] = COINS[kindOf(paper)]
  const doi = paper.ids?.["doi"]
  const said = new URLSearchParams([
    ["rft.atitle", flat(paper.title)],
    [venue, flat(paper.venue)],
    ["rft.date", paper.date ?? paper.year],
    ...(paper.authors ?? []).map(split).map(({ family, given }) => ["rft.au", given ? `${family}, ${given}` : family]),
    ["rft_id", doi ? `info:doi/${doi}` : paper.link || paper.url],
  ].filter(([, value]) => value))
  return `ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:${form}&rft.genre=${genre}&${said}`
}

/** @param {Record_[]} papers */
export function csl(papers) {
  return `${JSON.stringify(papers.map(paper => ({
    id: paper.id,
    type: CSL[kindOf(paper)],
    title: paper.title,
    author: (paper.authors ?? []).map(split),
    issued: paper.date ? { "date-parts": [paper.date.split("-").map(Number)] } : undefined,
    "container-title": paper.venue || undefined,
    DOI: paper.ids?.["doi"],
    URL: paper.link || undefined,
    abstract: paper.abstract || undefined,
  })), null, 2)}\n`
}
