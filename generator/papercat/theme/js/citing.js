/** Citations of a paper from the BibTeX that its page has: RIS, CSL-JSON, plain text. */

import { csl, ris } from "../../search/js/cite.js"

/** @typedef {import("../../search/js/cite.js").Record_} Record_ */
/** @typedef {"BibTeX" | "RIS" | "CSL-JSON" | "Text"} Format */

/** @type {Format[]} */
export const FORMATS = ["BibTeX", "RIS", "CSL-JSON", "Text"]
/** @type {Record<string, string>} */
const TEXT_OF = { textbraceleft: "{", textbraceright: "}", textbackslash: "\\", textasciitilde: "~", textasciicircum: "^" }

/** @param {string} text of a field @returns {string} without TeX's escapes and braces */
export function untex(text) {
  return text.replace(/\\(text[a-z]+)(?:\{\})?|\\([{}$&#_%])|[{}]/g, (whole, name, letter) => (name ? TEXT_OF[name] ?? whole : letter ?? ""))
}

/** Where in its venue a paper stands, and who published it. @param {Record<string, string>} fields */
function detailed({ volume, number, pages, publisher, school, institution }) {
  const told = { volume, number, pages: pages?.replace("--", "-"), publisher: publisher ?? school ?? institution }
  return Object.fromEntries(Object.entries(told).flatMap(([name, said]) => (said ? [[name, untex(said)]] : [])))
}

/** One entry as Papercat writes it. @param {string} entry @param {string} [id] of the paper, else the entry's key
 * @returns {Record_} */
export function recordOf(entry, id) {
  const [, type = "misc", key = ""] = /^@(\w+)\{([^,]*),/.exec(entry) ?? []
  /** @type {Record<string, string>} */
  const fields = {}
  for (const [, name, braced, bare] of entry.matchAll(/^ *(\w+) = (?:\{(.*)\}|(\w+)),?$/gm)) fields[name] = braced ?? bare
  const { title = "", author = "", year = "", month, day, url = "", doi, eprint } = fields
  const venue = fields["booktitle"] ?? fields["journal"] ?? fields["howpublished"] ?? ""
  const number = month ? ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].indexOf(month) + 1 : 0
  return {
    id: id ?? key,
    type,
    title: untex(title),
    authors: author ? author.split(" and ").map(untex) : [],
    year,
    date: [year, number || "", (number && day) || ""].filter(Boolean).join("-"),
    venue: untex(venue),
    ...detailed(fields),
    link: url,
    url,
    // BibTeX counts braces even in an identifier, so they were written by their codes
    ids: { ...(doi && { doi: doi.replaceAll("%7B", "{").replaceAll("%7D", "}") }), ...(eprint && { arxiv: eprint }) },
  }
}

/** @param {Record_} paper */
function plain({ title, authors = [], year, venue, link }) {
  const names = authors.map(name => name.split(", ").reverse().join(" "))
  const by = names.length > 2 ? `${names.slice(0, -1).join(", ")}, and ${names.at(-1)}` : names.join(" and ")
  return `${[by && `${by}.`, year && `${year}.`, `${title.replace(/[.?!]?$/, end => end || ".")}`, venue && `${venue}.`, link].filter(Boolean).join(" ")}\n`
}

/** @param {Format} format @param {string[]} entries of BibTeX @returns {string} all of them in that format */
export function cited(format, entries) {
  if (format === "BibTeX") return entries.map(entry => `${entry.trim()}\n`).join("\n")
  const papers = entries.map(entry => recordOf(entry))
  if (format === "RIS") return ris(papers)
  return format === "CSL-JSON" ? csl(papers) : papers.map(plain).join("\n")
}
