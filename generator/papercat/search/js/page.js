/** The search page: a form, facets that combine, results, an export; its state is its address. */

import { bibtex, csl, ris } from "./cite.js"
import { FACET_NAMES, drawChips, drawFacets, el, namedBy } from "./facets.js"
import { amount, byline, figure, t } from "../../theme/js/words.js"

/** @typedef {import("./engine.js").Result} Result */
/** @typedef {import("./engine.js").Hit} Hit */
/** @typedef {import("./columns.js").Count} Count */
/** @typedef {import("./facets.js").Filters} Filters */
/** @typedef {{ask: (text: string, options: object) => Promise<Result>, text: (slot: number) => Promise<any>,
 *   linkOf: (url: string) => string}} Search */
/** @typedef {{form: HTMLFormElement, input: HTMLInputElement, sort: HTMLSelectElement, status: HTMLElement,
 *   notes: HTMLElement, chips: HTMLElement, facets: HTMLElement, list: HTMLOListElement, more: HTMLButtonElement,
 *   exports: HTMLElement}} View */

const STEP = 20
const EXPORTED = 500
/** Letters of a question: its address is asked of a server, too, and those refuse very long ones. */
const LONGEST_QUESTION = 2000
/** @type {Record<string, string>} */
const SORTS = { relevance: t("Best match"), date: t("Newest first"), trend: t("Rising subjects"), citations: t("Most cited") }

/** What the reader's script knows of pages that were left. @returns {typeof import("../../theme/js/left.js") | undefined} */
const left = () => /** @type {any} */ (window).papercatLeft

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
    type: "search", name: "q", "aria-label": t("Search"), autocomplete: "off", spellcheck: "false",
    placeholder: t("Words, authors, an arXiv id, a DOI …"), maxlength: String(LONGEST_QUESTION),
  }))
  const sort = /** @type {HTMLSelectElement} */ (el("select", { name: "sort", "aria-label": t("Sort by") },
    ...Object.entries(SORTS).map(([value, label]) => el("option", { value }, label))))
  const form = /** @type {HTMLFormElement} */ (el("form", { role: "search", "aria-label": t("Papers"), class: "pc-query" }, input, el("span", { class: "pc-sort" }, sort)))
  const view = {
    form, input, sort,
    status: el("p", { class: "pc-status", role: "status", "aria-live": "polite" }),
    notes: el("div", { class: "pc-notes" }),
    chips: el("div", { class: "pc-active" }),
    facets: el("div", { class: "pc-facets" }),
    list: /** @type {HTMLOListElement} */ (el("ol", { class: "pc-hits" })),
    more: /** @type {HTMLButtonElement} */ (el("button", { type: "button", class: "pc-more", hidden: "" }, t("More results"))),
    exports: el("p", { class: "pc-exports", role: "group", "aria-label": t("Export the papers found"), hidden: "" }),
  }
  const wide = matchMedia("(width >= 60em)").matches
  const filters = el("details", { class: "pc-filters", ...(wide && { open: "" }) }, el("summary", {}, t("Filters")), view.facets)
  place.replaceChildren(form, view.chips, el("div", { class: "pc-said" }, view.status, view.exports), view.notes,
    el("div", { class: "pc-columns" }, filters, el("div", { class: "pc-found" }, view.list, view.more)))
  return view
}

/** The page at work. */
class SearchPage {
  /** @param {Element} place @param {Search} search */
  constructor(place, search) {
    this.view = build(place)
    this.search = search
    this.limit = Math.max(STEP, left()?.cameBack()?.shown ?? 0)
    this.asked = 0
    /** @type {Record<string, Count[]>} */
    this.facets = {}
  }

  /** Asks what the address says; results first, then facets and snippets. */
  async update() {
    const { view, search } = this
    const { text, sort, filters } = state()
    const number = ++this.asked
    view.facets.closest("[data-papercat-search]")?.setAttribute("aria-busy", "true")
    const pick = (/** @type {string} */ facet, /** @type {string[]} */ values) => this.change(text, sort, { ...state().filters, [facet]: values }, false)
    drawChips(view.chips, filters, this.facets, pick)
    // before anything is asked, the newest are shown
    const idle = !text.trim() && !view.chips.childElementCount
    const options = { limit: this.limit, sort: idle ? "date" : sort, filters, facets: false, all: true, papers: idle }
    try {
      const first = await search.ask(text, options)
      if (number !== this.asked) return
      show(view, search, first, idle)
      if (!first.total && view.chips.childElementCount) view.notes.append(this.wider(text, sort))
      const full = await search.ask(text, { ...options, facets: true, snippets: true })
      if (number !== this.asked) return
      view.list.replaceChildren(...full.hits.map(hit => card(hit, search)))
      this.facets = full.facets
      drawFacets(view.facets, full.facets, filters, pick)
      drawChips(view.chips, filters, full.facets, pick)
      this.lead([text, full.corrected ?? ""], full.facets)
      left()?.comeBack()
    } catch (error) {
      if (number === this.asked) failed(view, error)
    }
    if (number === this.asked) view.facets.closest("[data-papercat-search]")?.removeAttribute("aria-busy")
  }

  /** The ways to what the question is the very name of. @param {string[]} asked @param {Record<string, Count[]>} facets */
  lead(asked, facets) {
    const { status } = this.view
    const least = Number(/** @type {HTMLElement | null} */ (status.closest("[data-names-from]"))?.dataset["namesFrom"] ?? 1)
    for (const { kind, label, url } of namedBy(asked, facets, least)) {
      status.append(" · ", el("a", { class: "pc-way", href: this.search.linkOf(url) }, `${kind}: ${label}`))
    }
  }

  /** The way out of filters that leave nothing. @param {string} text @param {string} sort */
  wider(text, sort) {
    const button = el("button", { type: "button" }, t("Search without filters"))
    button.addEventListener("click", () => this.change(text, sort, {}, false))
    return el("p", {}, button)
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
    more.addEventListener("click", async () => {
      const shown = this.limit
      this.limit += STEP
      await this.update()
      // who goes by the Tab key goes on with what came, not behind it
      this.view.list.children[shown]?.querySelector("a")?.focus({ preventScroll: true })
    })
    // from the question into the answers and back
    form.parentElement?.addEventListener("keydown", event => {
      const links = [...this.view.list.querySelectorAll("a.pc-title")]
      const at = links.indexOf(/** @type {Element} */ (event.target))
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
      if (!step || event.altKey || event.ctrlKey || event.metaKey || (at < 0 && event.target !== input)) return
      const next = at + step < 0 ? input : links[at + step]
      if (!(next instanceof HTMLElement) || next === event.target) return
      event.preventDefault()
      next.focus()
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

/** @param {View} view @param {unknown} error */
function failed(view, error) {
  view.list.replaceChildren()
  view.status.textContent = `${t("The search does not work here just now.")} ${error instanceof Error ? error.message : ""}`
}

/** @param {View} view @param {Search} search @param {Result} result @param {boolean} idle whether nothing was asked yet */
function show(view, search, { total, hits, corrected, likelier, notes }, idle) {
  if (idle) view.status.replaceChildren(t("Type what you remember, or narrow all {count} down. The newest:", { count: figure(total) }))
  else {
    view.status.replaceChildren(amount(total, "result", "results"), ...(corrected ? [`, ${t("looked for")} `, el("mark", {}, corrected)] : []))
    if (likelier) view.status.append(`, ${t("also for")} `, el("a", { href: `?${new URLSearchParams({ q: likelier })}` }, likelier))
  }
  view.notes.replaceChildren(...notes.map(note => el("p", {}, note)))
  if (!total) view.notes.append(el("p", {}, t("Fewer words or fewer filters may help; a part of a word is enough.")))
  view.list.replaceChildren(...hits.map(hit => card(hit, search)))
  view.more.hidden = hits.length >= total
  view.exports.hidden = idle || !hits.some(({ kind }) => kind === "paper")
}

/** @param {Hit} hit @param {Search} search */
function card(hit, search) {
  const title = hit.marked ? hit.marked.map(mark) : [hit.title]
  const about = byline(hit)
  const made = el("li", { "data-slot": String(hit.slot) }, el("a", { class: "pc-title", href: search.linkOf(hit.url) }, ...title))
  if (about) made.append(el("p", { class: "pc-by" }, about))
  if (hit.snippet?.length) made.append(el("p", { class: "pc-snippet" }, ...hit.snippet.map(mark)))
  return made
}

/** @param {{text: string, hit: boolean}} piece @returns {Node | string} */
function mark({ text, hit }) {
  return hit ? el("mark", {}, text) : text
}

/** @param {View} view @param {Search} search */
function offer(view, search) {
  /** @type {[string, string, (papers: any[]) => string][]} */
  const kinds = [["BibTeX", "bib", bibtex], ["RIS", "ris", ris], ["CSL-JSON", "json", csl]]
  view.exports.append(el("span", {}, `${t("Export")} `))
  for (const [label, ending, write] of kinds) {
    const button = el("button", { type: "button", title: t("The papers found, the first {count} at most", { count: EXPORTED }) }, label)
    button.addEventListener("click", async () => {
      const { text, sort, filters } = state()
      const { hits } = await search.ask(text, { limit: EXPORTED, sort, filters, facets: false, all: true })
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
