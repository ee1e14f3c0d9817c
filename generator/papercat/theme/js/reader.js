/** What readers can do on every page; it adds to pages that are whole without it. */

import { lookAhead } from "./ahead.js"
import { aboutCard, cards, decorate, freshPapers, hider } from "./cards.js"
import { desk } from "./desk.js"
import { make, root, tell } from "./dom.js"
import { showHints } from "./hints.js"
import { help, listenToKeys } from "./keys.js"
import { comeBack, noteLeaving } from "./left.js"
import { listing } from "./listing.js"
import { Marks, keeper } from "./marks.js"
import { nearestPage } from "./nearest.js"
import { aboutIn, copyCitation, paperActions, paperHere } from "./paper.js"
import { figure, t } from "./words.js"

const KEY = `${root.pathname}.papercat`

/** @param {Marks} marks @param {{on: () => boolean, set: (on: boolean) => void}} single */
function headerLink(marks, single) {
  const old = /** @type {HTMLElement | null} */ (document.querySelector(".pc-header .pc-list"))
  const header = document.querySelector(".pc-header")
  const link = old ?? make("a", { class: "md-header__button pc-icon pc-list", href: new URL("reading-list/", root).href })
  const count = marks.starred().length
  link.setAttribute("aria-label", `${t("Reading list")}${count ? ` (${figure(count)})` : ""}`)
  link.setAttribute("title", t("Reading list"))
  link.dataset["count"] = count ? figure(count) : ""
  if (old || !header) return
  header.querySelector(".md-search, .pc-find")?.after(link)
  const keys = make("button", { type: "button", class: "md-header__button pc-icon pc-keyboard", "aria-label": t("Keys"), title: `${t("Keys")} (?)` })
  keys.addEventListener("click", () => help(single))
  link.after(keys)
}

/** Goes to the search: the page's own box where it is the page of the search, else that of the header. */
function search() {
  const field = document.querySelector("[data-papercat-search] input[name=q]") ?? document.querySelector("input[name=q]")
  if (!(field instanceof HTMLInputElement)) return
  field.focus()
  field.select()
}

/** @param {number} by */
function step(by) {
  const links = cards().filter(({ card }) => card.getClientRects().length).map(({ link }) => link)
  const at = links.findIndex(link => link.closest("li")?.contains(document.activeElement))
  const next = at < 0 ? (by > 0 ? links.find(link => link.getBoundingClientRect().top > 60) : links.at(-1)) : links[at + by]
  next?.focus()
  next?.scrollIntoView({ block: "center" })
}

/** @param {Marks} marks @param {"star" | "read"} what */
function markHere(marks, what) {
  const card = cards().find(one => one.card.contains(document.activeElement))
  const id = paperHere()
  if (card) marks[what](aboutCard(card.card, card.link, card.id))
  else if (id) marks[what](aboutIn(document, id))
}

/** On a page that came without a reload: its section is marked in the header, which stays, and who listens to pages or goes by
 * the Tab key begins at its heading. */
function arrive() {
  const active = document.querySelector("main .md-nav--primary > .md-nav__list > .md-nav__item--active")
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".pc-nav a"))) {
    const inside = [...active?.querySelectorAll("a") ?? []].some(({ href }) => href === link.href)
    if (inside || location.href.startsWith(link.href)) link.setAttribute("aria-current", "true")
    else link.removeAttribute("aria-current")
  }
  const heading = document.querySelector("main h1")
  if (!(heading instanceof HTMLElement) || location.hash || heading.closest("main")?.contains(document.activeElement)) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}

/** @param {Marks} marks @param {import("./marks.js").Kept} storage @param {{on: () => boolean, set: (on: boolean) => void}} single */
function start(marks, storage, single) {
  /** @type {Set<string>} */
  let fresh = new Set()
  /** @type {(() => void)[]} */
  let parts = []
  const update = () => {
    decorate(marks, fresh)
    hider(storage.getItem(`${KEY}.hide`) === "yes", on => {
      storage.setItem(`${KEY}.hide`, on ? "yes" : "no")
      update()
    })
    headerLink(marks, single)
    for (const part of parts) part()
  }
  /** @type {Element | null} */
  let here = null
  const mount = (/** @type {unknown} */ again) => {
    // Material's search box has articles, too, which stay
    const article = document.querySelector("main article")
    if (article === here && again !== true) return
    if (here) arrive()
    here = article
    dispatchEvent(new Event("papercat:page"))
    const place = document.querySelector("[data-papercat-desk]")
    parts = [paperActions(marks), ...(place ? [desk(place, marks)] : [])]
    setTimeout(listing)
    const near = document.querySelector("[data-papercat-nearest]")
    if (near) nearestPage(near)
    update()
    comeBack()
    void freshPapers(storage, `${KEY}.visit`).then(found => {
      fresh = found
      decorate(marks, fresh)
    })
  }
  marks.listeners.push(update)
  addEventListener("papercat:cards", update)
  addEventListener("papercat:cards", comeBack)
  return { mount, update }
}

/** What scrolls sideways: wide tables, in a box when Material comes, and a chart of many years. */
const SCROLLS = ".md-typeset__scrollwrap, .md-typeset table:not([class]), #years + .pc-chart"

/** The keyboard reaches what scrolls; and a code block is no landmark, which Material makes of each. */
function tidy() {
  for (const box of document.querySelectorAll(SCROLLS)) {
    if (box.parentElement?.closest(SCROLLS)) box.removeAttribute("tabindex")
    else box.setAttribute("tabindex", "0")
  }
  for (const buttons of document.querySelectorAll("nav.md-code__nav:not([role])")) buttons.setAttribute("role", "none")
}

/** Where no page is, the address may still tell what is looked for. */
function guess() {
  const field = document.querySelector(".pc-lost input")
  const words = /([^/]+?)(?:\.html)?\/*$/.exec(location.pathname)?.[1].replace(/%[^]{0,2}|[-_+]/g, " ").trim()
  if (field instanceof HTMLInputElement && words && !field.value) field.value = words
}

/** Shows what was marked elsewhere. @param {Marks} marks @param {() => void} update */
function stayCurrent(marks, update) {
  const again = () => {
    marks.reload()
    update()
  }
  addEventListener("storage", event => event.key === marks.key && again())
  // a page that comes back as it was has missed what was marked since
  addEventListener("pageshow", event => event.persisted && again())
}

function reader() {
  const storage = keeper(() => localStorage)
  const marks = new Marks(storage, `${KEY}.marks`)
  const single = { on: () => storage.getItem(`${KEY}.keys`) !== "no", set: (/** @type {boolean} */ on) => storage.setItem(`${KEY}.keys`, on ? "yes" : "no") }
  marks.lost = () => tell(t("Kept for this page only: the browser’s storage is full or forbidden."))
  const { mount, update } = start(marks, storage, single)
  listenToKeys({
    search,
    step,
    turn: where => /** @type {HTMLElement | null} */ (document.querySelector(`a[rel=${where}]`))?.click(),
    star: () => markHere(marks, "star"),
    read: () => markHere(marks, "read"),
    cite: () => copyCitation(),
    list: () => location.assign(new URL("reading-list/", root)),
  }, single)
  noteLeaving()
  showHints()
  lookAhead()
  guess()
  stayCurrent(marks, update)
  // Material looks at its box when a key is let go; what is pasted by pointer or said comes without one
  addEventListener("input", ({ target }) => {
    if (target instanceof Element && target.matches("[data-md-component=search-query]")) target.dispatchEvent(new KeyboardEvent("keyup"))
  })
  // what the search draws gets its stars too
  let drawn = 0
  new MutationObserver(() => {
    tidy()
    cancelAnimationFrame(drawn)
    if (document.querySelector(".pc-hits > li:not(:has(.pc-star)) > a[href*='/papers/']")) drawn = requestAnimationFrame(update)
  }).observe(document.body, { childList: true, subtree: true })
  tidy()
  // from a disk Material never tells, and elsewhere it may come late
  const follow = () => /** @type {any} */ (window).document$?.subscribe(() => mount(false))
  addEventListener("papercat:theme", follow)
  // in a task of its own, so that a press in between is answered at once
  setTimeout(() => {
    mount(false)
    follow()
  })
  addEventListener("hashchange", () => document.querySelector("[data-papercat-desk]") && mount(true))
}

reader()
