/** The page of one paper: star, read mark, citation in one click. */

import { FORMATS, cited } from "./citing.js"
import { button, copy, idOf, make, root } from "./dom.js"
import { t } from "./words.js"

/** @typedef {import("./marks.js").Marks} Marks */
/** @typedef {import("./marks.js").Mark} Mark */

/** The citation that a page of a paper has. @param {ParentNode} page */
export function citationIn(page) {
  return page.querySelector(".pc-cite code")?.textContent?.trim() ?? ""
}

/** What a page says of its paper. @param {ParentNode} page @param {string} id @returns {Mark} */
export function aboutIn(page, id) {
  const names = (page.querySelector(".pc-authors")?.textContent ?? "").trim().split(", ").filter(Boolean)
  const people = names.length > 3 ? t("{names} et al.", { names: names.slice(0, 3).join(", ") }) : names.join(", ")
  const facts = page.querySelector(".pc-facts")?.textContent?.trim().split(" · ").slice(0, 2).join(" ") ?? ""
  const bib = citationIn(page)
  return {
    id,
    title: page.querySelector("h1#paper")?.textContent?.replace(/¶$/, "").trim() || id,
    by: [people, facts].filter(Boolean).join(" · "),
    ...(bib && { bib }),
  }
}

/** The paper that this page is about, or nothing. */
export function paperHere() {
  return document.querySelector("h1#paper") ? idOf(location.href) : ""
}

/** Where an author has no page here, the name leads to the search for their papers. */
function linkAuthors() {
  for (const text of [...document.querySelectorAll(".pc-authors")].flatMap(({ childNodes }) => [...childNodes])) {
    if (!(text instanceof Text)) continue
    const pieces = text.data.split(/(, )/).map(piece => {
      if (!piece.trim() || piece === ", ") return piece
      const url = new URL("search/", root)
      url.searchParams.set("author", piece.trim())
      return make("a", { href: url.href }, piece)
    })
    text.replaceWith(...pieces)
  }
}

/** Copies this page's citation. @param {import("./citing.js").Format} [format] */
export function copyCitation(format = "BibTeX") {
  const bib = citationIn(document)
  if (bib) void copy(cited(format, [bib]), format)
}

/** A button that is pressed or not, with words for both. @param {string} kind @param {() => void} press */
function toggle(kind, press) {
  const made = button("", press, { class: `pc-button pc-${kind}` })
  /** @param {boolean} on @param {string} words */
  const show = (on, words) => {
    made.setAttribute("aria-pressed", String(on))
    made.textContent = words
  }
  return { made, show }
}

/** Adds the buttons beside the abstract's heading. @param {Marks} marks @returns {() => void} what to do when marks changed */
export function paperActions(marks) {
  const id = paperHere()
  const heading = document.querySelector("h2#abstract")
  if (!id || !heading || document.querySelector(".pc-act")) return () => {}
  const star = toggle("star", () => marks.star(aboutIn(document, id)))
  const read = toggle("done", () => marks.read(aboutIn(document, id)))
  const cite = citationIn(document) ? [button(t("Copy citation"), copyCitation, { class: "pc-button pc-quote" })] : []
  heading.after(make("div", { class: "pc-act" }, star.made, read.made, ...cite))
  const update = () => {
    const mark = marks.get(id)
    star.show(Boolean(mark?.star), mark?.star ? t("Saved") : t("Save"))
    read.show(Boolean(mark?.read), mark?.read ? t("Read") : t("Mark as read"))
  }
  update()
  formats()
  linkAuthors()
  return update
}

/** A button for each way of citing, where the citation stands. */
function formats() {
  const code = document.querySelector(".pc-cite pre")
  if (!code) return
  const buttons = FORMATS.map(format => button(format === "Text" ? t("Text") : format, () => copyCitation(format)))
  code.before(make("p", { class: "pc-formats" }, t("Copy as"), " ", ...buttons))
}
