/** The search page: a form, facets that combine, results, an export; its state is its address. */

import { bibtex, csl, ris } from "./cite.js"

/** @typedef {import("./engine.js").Result} Result */
/** @typedef {import("./engine.js").Hit} Hit */
/** @typedef {import("./columns.js").Count} Count */
/** @typedef {{ask: (text: string, options: object) => Promise<Result>, text: (slot: number) => Promise<any>,
 *   linkOf: (url: string) => string}} Search */
/** @typedef {{form: HTMLFormElement, input: HTMLInputElement, sort: HTMLSelectElement, status: HTMLElement,
 *   notes: HTMLElement, chips: HTMLElement, facets: HTMLElement, list: HTMLOListElement, more: HTMLButtonElement,
 *   exports: HTMLElement}} View */

const STEP = 20
const EXPORTED = 500
const SHOWN = 8
/** @type {Record<string, string>} */
const FACET_NAMES = { tag: "Tags", name: "Names", venue: "Venues", year: "Years", has: "Has", author: "Authors" }
/** @type {Record<string, string>} */
const SORTS = { relevance: "Relevance", date: "Date", trend: "Trend", citations: "Citations" }

/** @param {string} tag @param {Record<string, string>} [attributes] @param {(Node | string)[]} children */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** What the address says. */
function state() {
  const params = new URLSearchParams(location.search)
  /** @type {Record<string, string[]>} */
  const filters = {}
  for (const facet of Object.keys(FACET_NAMES)) {
    const values = params.getAll(facet).filter(Boolean)
    if (values.length) filters[facet] = values
  }
  return { text: params.get("q") ?? "", sort: params.get("sort") ?? "relevance", filters }
}

/** @param {string} text @param {string} sort @param {Record<string, string[]>} filters @param {boolean} replace */
function remember(text, sort, filters, replace) {
  const url = new URL(location.href)
  url.search = ""
  if (text) url.searchParams.set("q", text)
  for (const [facet, values] of Object.entries(filters)) for (const value of values) url.searchParams.append(facet, value)
  if (sort !== "relevance") url.searchParams.set("sort", sort)
  if (url.href === location.href) return
  if (replace) history.replaceState(history.state, "", url)
  else history.pushState(null, "", url)
}

/** @param {Element} place @returns {View} */
function build(place) {
  const input = /** @type {HTMLInputElement} */ (el("input", {
    type: "search", name: "q", "aria-label": "Search", autocomplete: "off", spellcheck: "false",
    placeholder: "Words, authors, an arXiv id, a DOI …",
  }))
  const sort = /** @type {HTMLSelectElement} */ (el("select", { name: "sort", "aria-label": "Sort by" },
    ...Object.entries(SORTS).map(([value, label]) => el("option", { value }, label))))
  const form = /** @type {HTMLFormElement} */ (el("form", { role: "search", class: "pc-query" }, input, sort))
  const view = {
    form, input, sort,
    status: el("p", { class: "pc-status", role: "status", "aria-live": "polite" }),
    notes: el("div", { class: "pc-notes" }),
    chips: el("div", { class: "pc-active" }),
    facets: el("div", { class: "pc-facets" }),
    list: /** @type {HTMLOListElement} */ (el("ol", { class: "pc-hits" })),
    more: /** @type {HTMLButtonElement} */ (el("button", { type: "button", class: "pc-more", hidden: "" }, "More results")),
    exports: el("p", { class: "pc-exports", hidden: "" }),
  }
  const wide = matchMedia("(width >= 60em)").matches
  const filters = el("details", { class: "pc-filters", ...(wide && { open: "" }) }, el("summary", {}, "Filters"), view.facets)
  place.replaceChildren(form, view.chips, view.status, view.notes, el("div", { class: "pc-columns" },
    filters, el("div", { class: "pc-found" }, view.list, view.more, view.exports)))
  return view
}

/** The page at work. */
class SearchPage {
  /** @param {Element} place @param {Search} search */
  constructor(place, search) {
    this.view = build(place)
    this.search = search
    this.limit = STEP
    this.asked = 0
  }

  /** Asks what the address says; results first, then facets and snippets. */
  async update() {
    const { view, search } = this
    const { text, sort, filters } = state()
    const number = ++this.asked
    const chips = Object.entries(filters).flatMap(([facet, values]) => values.map(value => this.chip(facet, value)))
    view.chips.replaceChildren(...chips)
    const idle = !text.trim() && !chips.length
    const options = { limit: idle ? 0 : this.limit, sort, filters, facets: false }
    try {
      const first = idle ? null : await search.ask(text, options)
      if (number !== this.asked) return
      if (first) show(view, search, first)
      else invite(view)
      const full = await search.ask(text, { ...options, facets: true, snippets: true, all: idle })
      if (number !== this.asked) return
      view.list.replaceChildren(...full.hits.map(hit => card(hit, search)))
      drawFacets(view, full.facets, filters, (facet, value, on) => this.pick(facet, value, on))
    } catch (error) {
      if (number === this.asked) failed(view, error)
    }
  }

  /** @param {string} facet @param {string} value @param {boolean} on */
  pick(facet, value, on) {
    const { text, sort, filters } = state()
    const others = (filters[facet] ?? []).filter(one => one !== value)
    this.change(text, sort, { ...filters, [facet]: on ? [...others, value] : others }, false)
  }

  /** @param {string} facet @param {string} value */
  chip(facet, value) {
    const button = el("button", { type: "button", "aria-label": `Remove the filter ${value}` }, `${FACET_NAMES[facet]}: ${value} ×`)
    button.addEventListener("click", () => this.pick(facet, value, false))
    return button
  }

  /** @param {string} text @param {string} sort @param {Record<string, string[]>} filters @param {boolean} replace */
  change(text, sort, filters, replace) {
    this.limit = STEP
    remember(text, sort, filters, replace)
    void this.update()
  }

  /** Takes the address for what is asked. */
  read() {
    const { text, sort } = state()
    if (this.view.input.value !== text) this.view.input.value = text
    this.view.sort.value = sort in SORTS ? sort : "relevance"
    void this.update()
  }

  listen() {
    const { form, input, sort, more } = this.view
    const typed = (/** @type {boolean} */ replace) => this.change(input.value, sort.value, state().filters, replace)
    let timer = 0
    input.addEventListener("input", () => {
      clearTimeout(timer)
      timer = window.setTimeout(typed, 40, true)
    })
    form.addEventListener("submit", event => {
      event.preventDefault()
      typed(false)
    })
    sort.addEventListener("change", () => typed(false))
    more.addEventListener("click", () => {
      this.limit += STEP
      void this.update()
    })
    addEventListener("popstate", () => form.isConnected && this.read())
  }
}

/** @param {Element} place */
function searchPage(place) {
  if (place.querySelector(".pc-query")) return
  const search = /** @type {Search} */ (/** @type {any} */ (window).papercatSearch)
  const page = new SearchPage(place, search)
  offer(page.view, search)
  page.listen()
  page.read()
  if (!matchMedia("(pointer: coarse)").matches) page.view.input.focus({ preventScroll: true })
}

/** Before anything is asked. @param {View} view */
function invite(view) {
  view.list.replaceChildren()
  view.notes.replaceChildren()
  view.more.hidden = true
  view.exports.hidden = true
  view.status.textContent = "Type what you remember: words of the title, an author, a year. “Phrases” and -without work, too."
}

/** @param {View} view @param {unknown} error */
function failed(view, error) {
  view.list.replaceChildren()
  view.status.textContent = `The search does not work here just now. ${error instanceof Error ? error.message : ""}`
}

/** @param {View} view @param {Search} search @param {Result} result */
function show(view, search, result) {
  const { total, hits, corrected, notes } = result
  const found = total === 1 ? "1 result" : `${total.toLocaleString("en")} results`
  view.status.textContent = total ? found : "Nothing found."
  if (corrected && total) view.status.append(" for ", el("mark", {}, corrected))
  view.notes.replaceChildren(...notes.map(note => el("p", {}, note)))
  if (!total) view.notes.append(el("p", {}, "Fewer words or fewer filters may help; a part of a word is enough."))
  view.list.replaceChildren(...hits.map(hit => card(hit, search)))
  view.more.hidden = hits.length >= total
  view.exports.hidden = !hits.some(({ kind }) => kind === "paper")
}

/** @param {Hit} hit @param {Search} search */
function card(hit, search) {
  const title = hit.marked ? hit.marked.map(mark) : [hit.title]
  const names = hit.authors.join(", ") + (hit.authorCount > hit.authors.length ? ` and ${hit.authorCount - hit.authors.length} more` : "")
  const about = [names, [hit.venue, hit.year].filter(Boolean).join(" ")].filter(Boolean).join(" · ")
  const made = el("li", { "data-slot": String(hit.slot) }, el("a", { class: "pc-title", href: search.linkOf(hit.url) }, ...title))
  if (about) made.append(el("p", { class: "pc-by" }, about))
  if (hit.snippet?.length) made.append(el("p", { class: "pc-snippet" }, ...hit.snippet.map(mark)))
  return made
}

/** @param {{text: string, hit: boolean}} piece @returns {Node | string} */
function mark({ text, hit }) {
  return hit ? el("mark", {}, text) : text
}

/** @param {View} view @param {Record<string, Count[]>} facets @param {Record<string, string[]>} filters
 * @param {(facet: string, value: string, on: boolean) => void} pick */
function drawFacets(view, facets, filters, pick) {
  const open = new Set([...view.facets.querySelectorAll("details[open]")].map(one => one.getAttribute("data-facet")))
  const first = !view.facets.childElementCount
  view.facets.replaceChildren(...Object.entries(facets).filter(([, counts]) => counts.length).map(([facet, counts], i) => {
    const ordered = facet === "year" ? [...counts].sort((a, b) => (a.value < b.value ? 1 : -1)) : counts
    const boxes = ordered.map(count => choice(facet, count, (filters[facet] ?? []).includes(count.value), pick))
    const some = boxes.slice(0, SHOWN)
    const rest = boxes.slice(SHOWN)
    const extra = rest.length ? [el("details", { class: "pc-rest" }, el("summary", {}, `${rest.length} more`), ...rest)] : []
    const unfolded = first ? i < 4 : open.has(facet)
    return el("details", { "data-facet": facet, ...(unfolded && { open: "" }) }, el("summary", {}, FACET_NAMES[facet]), ...some, ...extra)
  }))
}

/** @param {string} facet @param {Count} count @param {boolean} on @param {(facet: string, value: string, on: boolean) => void} pick */
function choice(facet, { value, label, count }, on, pick) {
  const box = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }))
  box.checked = on
  box.addEventListener("change", () => pick(facet, value, box.checked))
  return el("label", {}, box, el("span", {}, label), el("small", {}, count.toLocaleString("en")))
}

/** @param {View} view @param {Search} search */
function offer(view, search) {
  /** @type {[string, string, (papers: any[]) => string][]} */
  const kinds = [["BibTeX", "bib", bibtex], ["RIS", "ris", ris], ["CSL-JSON", "json", csl]]
  view.exports.append(`Export the papers found (the best ${EXPORTED} at most): `)
  for (const [label, ending, write] of kinds) {
    const button = el("button", { type: "button" }, label)
    button.addEventListener("click", async () => {
      const { text, sort, filters } = state()
      const { hits } = await search.ask(text, { limit: EXPORTED, sort, filters, facets: false })
      const papers = hits.filter(({ kind }) => kind === "paper")
      const texts = await Promise.all(papers.map(({ slot }) => search.text(slot)))
      const file = new Blob([write(papers.map((paper, i) => ({ ...paper, ...texts[i] })))], { type: "text/plain" })
      const link = /** @type {HTMLAnchorElement} */ (el("a", { href: URL.createObjectURL(file), download: `papers.${ending}` }))
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 1000)
    })
    view.exports.append(button, " ")
  }
}

Object.assign(window, { papercatSearchPage: searchPage })
