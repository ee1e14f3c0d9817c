/** The page that takes a text or a bibliography and finds what is near it here; nothing leaves the browser. */

import { cardOf } from "./listing.js"
import { button, make } from "./dom.js"
import { seen } from "./latex.js"
import { cameBack } from "./left.js"
import { amount, t } from "./words.js"

/** @typedef {import("./listing.js").Search} Search */
/** @typedef {{title: string, text: string}} Entry */

const NEAR = 20
const ENTRIES = 200
const ROOM = 20000

/** The entries of a BibTeX file, as far as they can be read: title, and title with abstract and keywords.
 * @param {string} text @returns {Entry[]} */
export function entriesIn(text) {
  const starts = [...text.matchAll(/@(?!comment|string|preamble)[a-z]+\s*[{(]/gi)].map(({ index }) => index)
  return starts.slice(0, ENTRIES).flatMap((start, i) => {
    const entry = text.slice(start, starts[i + 1])
    const title = field(entry, "title")
    return title ? [{ title, text: [title, field(entry, "abstract"), field(entry, "keywords")].join(" ") }] : []
  })
}

/** @param {string} entry @param {string} name @returns {string} the field's value as a reader sees it */
function field(entry, name) {
  const found = new RegExp(`[,\\s]${name}\\s*=\\s*(?=[{"])`, "i").exec(entry)
  if (!found) return ""
  const start = found.index + found[0].length
  const quoted = entry[start] === '"'
  let depth = 0
  for (let at = start; at < entry.length; at++) {
    const letter = entry[at]
    if (entry[at - 1] === "\\") continue
    if (letter === "{") depth++
    else if (letter === "}") depth--
    const ends = quoted ? letter === '"' && at > start && depth === 0 : depth === 0
    if (ends && at > start) return seen(entry.slice(start + 1, at))
  }
  return ""
}

/** Whether two titles are the same but for case, accents and signs. @param {string} one @param {string} other */
export function sameTitle(one, other) {
  const [a, b] = [one, other].map(text => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ""))
  return a === b && a !== ""
}

/** @param {Entry} entry @param {Search} search */
async function placed(entry, search) {
  const { hits } = await search.ask(entry.title, { limit: 3, facets: false })
  const here = hits.find(hit => hit.kind === "paper" && sameTitle(hit.title, entry.title))
  return { here, near: here ? [] : (await search.like(entry.text, { limit: 3 })).hits }
}

/** What was looked for last, for who comes back from a paper. */
let lookedFor = ""

/** @param {Element} place @param {Search} search */
function build(place, search) {
  const area = /** @type {HTMLTextAreaElement} */ (make("textarea", { rows: "9", "aria-label": t("An abstract, or a BibTeX file"), placeholder: t("Paste an abstract, any text, or a whole .bib file …") }))
  const file = /** @type {HTMLInputElement} */ (make("input", { type: "file", hidden: "", accept: ".bib,.txt,.md" }))
  const status = make("p", { class: "pc-papers", role: "status" })
  const list = make("ul")
  const find = () => {
    lookedFor = area.value.slice(0, ROOM * 50)
    return nearest(lookedFor, { status, list }, search)
  }
  file.addEventListener("change", async () => {
    area.value = await file.files?.[0]?.text() ?? ""
    void find()
  })
  area.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void find()
  })
  place.replaceChildren(area, make("div", { class: "pc-desk-bar" }, button(t("Find the nearest papers"), () => void find(), { class: "pc-button pc-main" }),
    button(t("Open a .bib file"), () => file.click(), { class: "pc-button" }), file), status, list)
  if (!lookedFor || !cameBack()) return
  area.value = lookedFor
  void find()
}

/** @param {string} text @param {{status: Element, list: Element}} view @param {Search} search */
async function nearest(text, { status, list }, search) {
  list.replaceChildren()
  if (!text.trim()) {
    status.textContent = ""
    return
  }
  status.textContent = t("Looking …")
  const entries = entriesIn(text)
  if (entries.length) await bibliography(entries, { status, list }, search)
  else {
    const { hits } = await search.like(text.slice(0, ROOM), { limit: NEAR })
    status.textContent = hits.length ? t("Nearest first, with the words that they share") : t("Nothing here is near that text.")
    list.replaceChildren(...hits.map(hit => cardOf(hit, search, (hit.shared ?? []).join(" · "))))
  }
  dispatchEvent(new Event("papercat:cards"))
}

/** @param {Entry[]} entries @param {{status: Element, list: Element}} view @param {Search} search */
async function bibliography(entries, { status, list }, search) {
  let here = 0
  for (const entry of entries) {
    const found = await placed(entry, search)
    if (found.here) here++
    const items = found.here ? [cardOf(found.here, search)] : found.near.map(hit => cardOf(hit, search, (hit.shared ?? []).join(" · ")))
    const label = found.here ? t("here") : found.near.length ? t("not here; nearest:") : t("not here")
    list.append(make("li", { class: found.here ? "pc-is-here" : "" }, make("strong", {}, entry.title), " ", make("span", { class: "pc-fresh" }, label), make("ul", { class: "pc-near" }, ...items)))
    status.textContent = t("{here} of {papers} are here", { here, papers: amount(entries.length, "paper", "papers") })
  }
}

/** @param {Element} place */
export function nearestPage(place) {
  const search = /** @type {Search | undefined} */ (/** @type {any} */ (window).papercatSearch)
  if (search && !place.querySelector("textarea")) build(place, search)
}
