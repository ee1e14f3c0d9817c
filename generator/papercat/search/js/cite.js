/** The papers found, as BibTeX, RIS and CSL-JSON. */

/** @typedef {{title: string, id: string, url: string, year: string, venue: string, abstract?: string, authors?: string[],
 *   type?: string, volume?: string, number?: string, pages?: string, publisher?: string, date?: string, ids?: Record<string, string>, link?: string}} Record_ */

/** @type {Record<string, string>} */
const TEX = {
  "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", $: "\\$", "&": "\\&", "#": "\\#", _: "\\_", "%": "\\%",
  "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
}

/** @type {Record<string, string>} */
const RIS = {
  article: "JOUR", inproceedings: "CPAPER", misc: "UNPB", book: "BOOK", incollection: "CHAP", phdthesis: "THES", mastersthesis: "THES", techreport: "RPRT",
}
/** @type {Record<string, string>} */
const CSL = {
  article: "article-journal", inproceedings: "paper-conference", misc: "article", book: "book", incollection: "chapter", phdthesis: "thesis",
  mastersthesis: "thesis", techreport: "report",
}
/** Where the venue stands in BibTeX, where it is no `booktitle`. @type {Record<string, string>} */
const VENUE = { article: "journal", misc: "howpublished", book: "howpublished", phdthesis: "howpublished", mastersthesis: "howpublished", techreport: "howpublished" }

/** @type {Record<string, string>} */
const PRESS = { phdthesis: "school", mastersthesis: "school", techreport: "institution" }

/** By BibTeX's word: format, genre and where title and venue stand in COinS, as `outputs/coins.py` has them.
 * @type {Record<string, [string, string, string, string]>} */
const COINS = {
  article: ["journal", "article", "rft.atitle", "rft.jtitle"], inproceedings: ["book", "proceeding", "rft.atitle", "rft.btitle"],
  misc: ["journal", "preprint", "rft.atitle", "rft.jtitle"], book: ["book", "book", "rft.btitle", ""],
  incollection: ["book", "bookitem", "rft.atitle", "rft.btitle"], phdthesis: ["dissertation", "dissertation", "rft.title", ""],
  mastersthesis: ["dissertation", "dissertation", "rft.title", ""], techreport: ["book", "report", "rft.btitle", ""],
}

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
      [VENUE[kind] ?? "booktitle"]: tex(paper.venue),
      volume: tex(paper.volume ?? ""),
      number: tex(paper.number ?? ""),
      pages: tex(paper.pages ?? "").replace("-", "--"),
      [PRESS[kind] ?? "publisher"]: tex(paper.publisher ?? ""),
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
      ["VL", paper.volume],
      ["IS", paper.number],
      ["SP", paper.pages?.split("-")[0]],
      ["EP", paper.pages?.split("-")[1]],
      ["PB", paper.publisher],
      ["DO", paper.ids?.["doi"]],
      ["UR", paper.link],
      ["AB", paper.abstract],
    ]
    return `${lines.filter(([, value]) => value).map(([key, value]) => `${key}  - ${flat(value ?? "")}\r\n`).join("")}ER  - \r\n`
  }).join("\r\n")
}

/** What Zotero reads in the title of a span of class Z3988. @param {Record_} paper */
export function coins(paper) {
  const [form, genre, title, venue] = COINS[kindOf(paper)]
  const doi = paper.ids?.["doi"]
  /** @type {[string, string | undefined][]} */
  const fields = [
    [title, flat(paper.title)],
    [venue, venue && flat(paper.venue)],
    ["rft.volume", paper.volume], ["rft.issue", paper.number], ["rft.pages", paper.pages],
    ["rft.date", paper.date ?? paper.year],
    ...(paper.authors ?? []).map(split).map(({ family, given }) => /** @type {[string, string]} */ (["rft.au", given ? `${family}, ${given}` : family])),
    ["rft_id", doi ? `info:doi/${doi}` : paper.link || paper.url],
  ]
  const said = new URLSearchParams(fields.flatMap(([name, value]) => (value ? [[name, value]] : [])))
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
    volume: paper.volume,
    issue: paper.number,
    page: paper.pages,
    publisher: paper.publisher,
    DOI: paper.ids?.["doi"],
    URL: paper.link || undefined,
    abstract: paper.abstract || undefined,
  })), null, 2)}\n`
}
