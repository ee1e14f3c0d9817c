/** Cards of papers in lists: a star on each, a mark on what is new, read ones hidden where the reader wants it. */

import { button, idOf, make, root } from "./dom.js"
import { t } from "./words.js"
import { visited } from "./visits.js"

/** @typedef {import("./marks.js").Marks} Marks */
/** @typedef {import("./marks.js").Kept} Kept */

const LISTS = ".pc-papers, #newest, #trending, #introduced-by, #related-papers, #versions"
export const CARDS = `:is(${LISTS}) + ul > li, .pc-hits > li, .pc-near > li`

/** All cards on the page: the link with the paper's title, and its paper. @returns {{card: Element, link: HTMLAnchorElement, id: string}[]} */
export function cards() {
  return [...document.querySelectorAll(CARDS)].flatMap(card => {
    const link = /** @type {HTMLAnchorElement | null} */ (card.querySelector(":scope > a[href]"))
    const id = link ? idOf(link.href) : ""
    return link && id ? [{ card, link, id }] : []
  })
}

/** What a card says. @param {Element} card @param {HTMLAnchorElement} link @param {string} id @returns {import("./marks.js").Mark} */
export function aboutCard(card, link, id) {
  const line = link.nextElementSibling?.matches("em:not(:has(a)), .pc-by") ? link.nextElementSibling : null
  const reason = card.closest("ul")?.previousElementSibling?.id === "related-papers"
  return { id, title: link.textContent?.trim() || id, ...(line && !reason && { by: line.textContent ?? "" }) }
}

/** Puts a star on each card and shows what is marked. @param {Marks} marks @param {Set<string>} fresh ids of new papers */
export function decorate(marks, fresh) {
  for (const { card, link, id } of cards()) {
    const mark = marks.get(id)
    const star = card.querySelector(":scope > .pc-star") ?? card.appendChild(button("", () => marks.star(aboutCard(card, link, id)), { class: "pc-star" }))
    star.setAttribute("aria-pressed", String(Boolean(mark?.star)))
    star.setAttribute("aria-label", t("Save “{title}”", { title: link.textContent?.trim() ?? "" }))
    card.classList.toggle("pc-seen", Boolean(mark?.read))
    if (fresh.has(id) && !card.querySelector(":scope > .pc-fresh")) link.after(make("span", { class: "pc-fresh" }, t("new")))
  }
}

/** Offers to hide what was read, where a list has such papers. @param {boolean} on @param {(on: boolean) => void} choose */
export function hider(on, choose) {
  document.body.classList.toggle("pc-hide-seen", on)
  const place = document.querySelector(".pc-papers, h2#newest")
  const old = document.querySelector(".pc-hider")
  const count = document.querySelectorAll(".pc-seen").length
  if (!place || (!count && !on)) {
    old?.remove()
    return
  }
  const words = on ? t("Show what I have read") : t("Hide what I have read")
  const made = button(words, () => choose(!on), { class: "pc-hider" })
  if (old?.textContent === words) return
  old?.remove()
  place.append(made)
}

/** The papers that came since the last visit. @param {Kept} storage @param {string} key @returns {Promise<Set<string>>} */
export async function freshPapers(storage, key) {
  if (!cards().length || location.protocol === "file:") return new Set()
  const answer = await fetch(new URL("assets/papercat/newest.json", root))
  if (!answer.ok) return new Set()
  /** @type {string[]} */
  const newest = await answer.json()
  const { visit, fresh } = visited(JSON.parse(storage.getItem(key) ?? "null"), newest, Date.now())
  storage.setItem(key, JSON.stringify(visit))
  return fresh
}
