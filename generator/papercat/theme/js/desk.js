/** The page of the reading list: what has a star here, or a list that somebody shared. */

import { coins } from "../../search/js/cite.js"
import { FORMATS, cited, recordOf } from "./citing.js"
import { askZotero, button, copy, each, fetched, idOf, make, paperUrl, save, tell } from "./dom.js"
import { marksOf } from "./marks.js"
import { aboutIn } from "./paper.js"
import { amount, t } from "./words.js"

/** @typedef {import("./marks.js").Marks} Marks */
/** @typedef {import("./marks.js").Mark} Mark */

const ENDINGS = { BibTeX: "bib", RIS: "ris", "CSL-JSON": "json", Text: "txt" }

/** The papers that an address shares, in order. @param {string} hash */
export function sharedIn(hash) {
  const listed = new URLSearchParams(hash.replace(/^#/, "")).get("papers") ?? ""
  return [...new Set(listed.split(",").filter(id => /^[\w.~%-]{1,300}$/.test(id)))].slice(0, 1000)
}

/** The papers in a file: a list that was saved here, or any text with addresses of this site's papers.
 * @param {string} text @param {(url: string) => string} paperAt @returns {Mark[]} */
export function marksIn(text, paperAt) {
  const kept = [...marksOf(text).values()]
  if (kept.length) return kept
  const linked = [...text.matchAll(/\[((?:\\.|[^\]\\])*)\]\((https?:[^)\s]+)\)|(https?:[^\s)>\]"]+)/g)]
  const found = linked.flatMap(([, title, url, bare]) => {
    const address = url ?? bare
    const shared = sharedIn(address.split("#")[1] ?? "").map(id => ({ id, title: id }))
    const id = paperAt(address)
    return id ? [{ id, title: title?.replace(/\\(.)/g, "$1") || id }, ...shared] : shared
  })
  return [...new Map(found.map(one => [one.id, one])).values()]
}

/** The list as Markdown. @param {Mark[]} papers */
export function markdown(papers) {
  /** @param {string} text */
  const plain = text => text.replace(/[\\`*_{}[\]<>#]/g, "\\$&").replace(/\s+/g, " ")
  return papers.map(({ id, title, by, note }) => `- [${plain(title)}](${paperUrl(id)})${by ? `. ${plain(by)}` : ""}${note ? `\n  ${plain(note)}` : ""}\n`).join("")
}

/** What is not known yet of papers, from their pages. @param {Mark[]} papers @param {Marks} marks @returns {Promise<Mark[]>} */
async function completed(papers, marks) {
  const made = new Map(papers.map(one => [one.id, one]))
  await each(papers.filter(({ bib }) => !bib), async ({ id }) => {
    try {
      const about = aboutIn((await fetched(paperUrl(id))).querySelector("article") ?? document, id)
      made.set(id, { ...made.get(id), ...about })
      marks.change(id, about)
    } catch {
      // a paper that left, or a copy on a disk: what is known stays
    }
  })
  return [...made.values()]
}

/** A citation with what is known where the page cannot be asked. @param {Mark} paper */
function entryOf({ bib, id, title }) {
  return bib ?? `@misc{${id},\n  title = {${title.replace(/[{}\\]/g, "")}},\n  url = {${paperUrl(id)}},\n}`
}

/** Draws the list and everything to do with it. @param {Element} place @param {Marks} marks @returns {() => void} */
export function desk(place, marks) {
  const shared = sharedIn(location.hash)
  /** @type {Mark[]} */
  let others = shared.map(id => marks.get(id) ?? { id, title: id })
  const show = make("select", { "aria-label": t("Show") },
    ...[["all", t("All")], ["open", t("To read")], ["read", t("Read")]].map(([value, label]) => make("option", { value }, label)))
  const list = make("ul", { class: "pc-desk-list" })
  const status = make("p", { class: "pc-desk-count", role: "status" })
  const mine = () => (shared.length ? others : marks.starred())
  const bar = make("div", { class: "pc-desk-bar" }, ...(shared.length ? [] : [show]), make("div", {}, make("small", {}, t("Export")), ...exports(mine, marks)),
    make("div", {}, ...more(mine, marks, shared)))
  place.replaceChildren(status, bar, list)
  const draw = () => {
    const wanted = /** @type {HTMLSelectElement} */ (show).value
    const papers = mine().filter(({ id }) => wanted === "all" || Boolean(marks.get(id)?.read) === (wanted === "read"))
    status.textContent = !papers.length && !shared.length && wanted === "all"
      ? t("Nothing here yet. Press the star beside any paper, or the key *, and it comes here.")
      : shared.length ? t("A shared list: {papers}", { papers: amount(papers.length, "paper", "papers") }) : amount(papers.length, "paper", "papers")
    bar.classList.toggle("pc-empty", !mine().length)
    offer(mine())
    // who writes a note keeps the caret
    if (!list.contains(document.activeElement) || !document.activeElement?.matches("textarea")) {
      list.replaceChildren(...papers.map(paper => item(paper, marks, shared.length > 0)))
    }
  }
  show.addEventListener("change", draw)
  draw()
  void completed(mine(), marks).then(papers => {
    others = papers
    draw()
  })
  return draw
}

/** Lets Zotero offer the papers whose citations are known. @param {Mark[]} papers */
function offer(papers) {
  const spans = papers.flatMap(({ id, bib }) => (bib ? [make("span", { class: "Z3988", title: coins({ ...recordOf(bib, id), url: paperUrl(id) }) })] : []))
  const old = document.querySelector(".pc-desk > .pc-zotero")
  if (old?.childElementCount === spans.length) return
  old?.remove()
  document.querySelector(".pc-desk")?.append(make("div", { class: "pc-zotero", hidden: "" }, ...spans))
  askZotero()
}

/** @param {() => Mark[]} papers @param {Marks} marks */
function exports(papers, marks) {
  const files = FORMATS.filter(format => format !== "Text").map(format => button(format, async () => {
    const whole = await completed(papers(), marks)
    save(`reading-list.${ENDINGS[format]}`, cited(format, whole.map(entryOf)))
  }, { class: "pc-button" }))
  return [...files, button("Markdown", async () => save("reading-list.md", markdown(papers())), { class: "pc-button" })]
}

/** Sharing, keeping a copy, taking one in. @param {() => Mark[]} papers @param {Marks} marks @param {string[]} shared */
function more(papers, marks, shared) {
  if (shared.length) {
    return [button(t("Add all to my list"), () => {
      marks.add(papers())
      location.assign(location.pathname)
    }, { class: "pc-button pc-main" })]
  }
  const file = /** @type {HTMLInputElement} */ (make("input", { type: "file", hidden: "", accept: ".json,.md,.txt,.bib" }))
  file.addEventListener("change", async () => {
    const found = marksIn(await (file.files?.[0]?.text() ?? ""), url => idOf(url))
    const added = marks.add(found)
    tell(found.length ? t("{papers} added", { papers: amount(added, "paper", "papers") }) : t("No paper of this site in that file"))
    file.value = ""
  })
  return [
    button(t("Copy link to share"), () => void copy(`${location.href.split("#")[0]}#papers=${papers().map(({ id }) => id).join(",")}`, t("Link")), { class: "pc-button" }),
    button(t("Save a copy"), () => save("reading-list.json", `${JSON.stringify({ version: 1, papers: papers() }, null, 1)}\n`), { class: "pc-button" }),
    button(t("Take in a copy"), () => file.click(), { class: "pc-button pc-import" }),
    file,
  ]
}

/** @param {Mark} paper @param {Marks} marks @param {boolean} foreign */
function item(paper, marks, foreign) {
  const { id, title, by, note, star } = paper
  const mark = marks.get(id)
  const made = make("li", { class: mark?.read ? "pc-seen" : "" }, make("a", { href: paperUrl(id) }, title))
  if (by) made.append(make("em", {}, by))
  made.append(button("", () => marks.star(paper), { class: "pc-star", "aria-pressed": String(Boolean(mark?.star)), "aria-label": t("Save “{title}”", { title }) }))
  if (foreign) return made
  const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }))
  box.checked = Boolean(mark?.read)
  box.addEventListener("change", () => marks.read(paper))
  const area = /** @type {HTMLTextAreaElement} */ (make("textarea", { rows: "1", placeholder: t("Note"), "aria-label": t("Note on “{title}”", { title }) }))
  area.value = note ?? ""
  area.addEventListener("input", () => marks.change(id, { note: area.value }))
  const day = star ? new Date(star).toLocaleDateString(document.documentElement.lang, { dateStyle: "medium" }) : ""
  made.append(make("div", { class: "pc-desk-line" }, make("label", {}, box, " ", t("Read")), make("small", {}, day)), area)
  return made
}
