/** A list of papers that filters, sorts and exports at once: the search engine with the list's own filter fixed.
 * The pages of the list stay as they are for whoever does not use it. */

import { bibtex, coins, csl, ris } from "../../search/js/cite.js"
import { markdown } from "./desk.js"
import { askZotero, button, idOf, make, root, save, tell } from "./dom.js"
import { cameBack } from "./left.js"
import { amount, byline, figure, t } from "./words.js"

/** @typedef {import("../../search/js/engine.js").Hit} Hit */
/** @typedef {import("../../search/js/engine.js").Result} Result */
/** @typedef {{ask: (text: string, options: object) => Promise<Result>, like: (text: string, options: object) => Promise<Result>,
 *   text: (slot: number) => Promise<any>, linkOf: (url: string) => string}} Search */
/** @typedef {{text: string, sort: string, filters: Record<string, string[]>}} Wish */

const STEP = 50
/** As many are read to be exported, or to be put in order by title. */
const MOST = 1000
const SHOWN = 7
const KINDS = { tags: "tag", names: "name", venues: "venue", years: "year", authors: "author", papers: "" }
/** @type {[string, string][]} */
const FACETS = [["tag", t("Tags")], ["name", t("Names")], ["venue", t("Venues")], ["year", t("Years")], ["has", t("Has")]]
/** @type {[string, string][]} */
const SORTS = [["date", t("Newest first")], ["trend", t("Rising subjects")], ["citations", t("Most cited")], ["title", t("By title")], ["relevance", t("Best match")]]

/** The filter that a list is: of `/tags/graphs/` `{tag: ["graphs"]}`. @param {string} path below the site's root
 * @param {string} title of the page @returns {Record<string, string[]> | null} nothing where the page is no list */
export function fixedBy(path, title) {
  const [folder, key = ""] = path.replace(/(?:index)?\.html$/, "").split("/")
  const kind = /** @type {Record<string, string>} */ (KINDS)[folder]
  if (kind === undefined) return null
  if (!kind) return key === "" || key.startsWith("page-") ? {} : null
  if (!key || /^page-\d+$/.test(key)) return null
  return { [kind]: [kind === "author" ? title : decodeURIComponent(key)] }
}

/** What an address wishes of a list. @param {string} query @returns {Wish} */
export function wishIn(query) {
  const params = new URLSearchParams(query)
  const filters = Object.fromEntries(FACETS.map(([facet]) => [facet, params.getAll(facet)]).filter(([, values]) => values.length))
  const sort = params.get("sort") ?? ""
  return { text: params.get("filter") ?? "", sort: SORTS.some(([value]) => value === sort) ? sort : "", filters }
}

/** @param {Wish} wish @returns {string} the address's part for it */
export function queryOf({ text, sort, filters }) {
  const params = new URLSearchParams()
  if (text) params.set("filter", text)
  if (sort) params.set("sort", sort)
  for (const [facet, values] of Object.entries(filters)) for (const value of values) params.append(facet, value)
  const made = params.toString()
  return made && `?${made}`
}

/** A card as the pages have them. @param {Hit} hit @param {Search} search @param {string} [why] */
export function cardOf(hit, search, why = "") {
  /** @param {{text: string, hit: boolean}} piece */
  const piece = ({ text, hit: found }) => (found ? make("mark", {}, text) : text)
  const made = make("li", {}, make("a", { href: search.linkOf(hit.url) }, ...(hit.marked ? hit.marked.map(piece) : [hit.title])))
  const by = byline(hit)
  if (by) made.append(make("em", {}, by))
  made.append(" ", ...(why ? [why] : (hit.snippet ?? []).map(piece)))
  return made
}

/** One list at work. */
class Listing {
  /** @param {Element} head the line above the list @param {Element} list @param {Record<string, string[]>} fixed @param {Search} search */
  constructor(head, list, fixed, search) {
    this.head = head
    this.list = list
    this.fixed = fixed
    this.search = search
    this.kept = { head: [...head.childNodes], items: [...list.children], rest: list.nextElementSibling?.matches(".pc-pager") ? list.nextElementSibling : null }
    this.limit = Math.max(STEP, cameBack()?.shown ?? 0)
    this.asked = 0
    this.wish = wishIn(location.search)
    this.input = /** @type {HTMLInputElement} */ (make("input", { type: "search", placeholder: t("Filter these papers"), "aria-label": t("Filter these papers"), autocomplete: "off", spellcheck: "false" }))
    this.sort = /** @type {HTMLSelectElement} */ (make("select", { "aria-label": t("Order") }, ...SORTS.map(([value, label]) => make("option", { value }, label))))
    this.facets = make("div", { class: "pc-tool-facets", hidden: "" })
    this.more = button(t("More"), async () => {
      const shown = this.limit
      this.limit += STEP
      await this.update()
      // who goes by the Tab key goes on with what came, not behind it
      this.list.children[shown]?.querySelector("a")?.focus({ preventScroll: true })
    }, { class: "pc-button", hidden: "" })
    this.build()
  }

  build() {
    const filters = button(t("Filters"), () => {
      this.facets.hidden = this.facets.hidden === false
      filters.setAttribute("aria-expanded", String(!this.facets.hidden))
      void this.update()
    }, { class: "pc-button", "aria-expanded": "false" })
    const menu = make("details", { class: "pc-menu-of" }, make("summary", { class: "pc-button" }, t("Export")),
      make("div", {}, ...this.exports()))
    const group = make("div", { class: "pc-tool-group" }, this.input, this.sort, filters, menu)
    const tools = make("div", { class: "pc-tools" })
    tools.append(button(t("Filter, sort, export"), () => tools.classList.toggle("pc-open"), { class: "pc-button pc-tool-open" }), group)
    this.head.before(tools, this.facets)
    this.list.after(this.more)
    this.input.value = this.wish.text
    this.sort.value = this.wish.sort || "date"
    let timer = 0
    this.input.addEventListener("input", () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => this.change({ text: this.input.value, sort: this.wish.sort === "relevance" ? "" : this.wish.sort }), 80)
    })
    this.sort.addEventListener("change", () => this.change({ sort: this.sort.value === "date" ? "" : this.sort.value }))
    const { text, sort, filters: chosen } = this.wish
    if (text || sort || Object.keys(chosen).length) {
      tools.classList.add("pc-open")
      if (Object.keys(chosen).length) filters.click()
      else void this.update()
    }
  }

  /** @param {Partial<Wish>} what */
  change(what) {
    this.wish = { ...this.wish, ...what }
    this.limit = STEP
    history.replaceState(history.state, "", location.pathname + queryOf(this.wish) + location.hash)
    void this.update()
  }

  /** @param {number} limit @param {object} [options] */
  ask(limit, options = {}) {
    const { text, sort, filters } = this.wish
    const both = Object.fromEntries(FACETS.map(([facet]) => [facet, [...this.fixed[facet] ?? [], ...filters[facet] ?? []]]))
    const order = sort || (text.trim() ? "relevance" : "date")
    return this.search.ask(text, { limit, sort: order, all: true, papers: true, facets: false, filters: { ...this.fixed, ...both }, ...options })
  }

  /** Asks the engine and draws, or puts back what was here. */
  async update() {
    const { text, sort, filters } = this.wish
    const number = ++this.asked
    const idle = !text.trim() && !sort && !Object.keys(filters).length
    if (idle && this.facets.hidden) return this.restore()
    const titled = sort === "title"
    const result = await this.ask(titled ? MOST : this.limit, { facets: !this.facets.hidden, snippets: !titled })
    if (number !== this.asked) return undefined
    if (!this.facets.hidden) this.drawFacets(result.facets)
    if (idle) return this.restore()
    const hits = titled ? result.hits.toSorted((a, b) => a.title.localeCompare(b.title)) : result.hits
    const papers = hits.slice(0, this.limit)
    this.head.setAttribute("role", "status")
    this.head.replaceChildren(amount(result.total, "paper", "papers"))
    this.list.replaceChildren(...papers.map(hit => cardOf(hit, this.search)))
    if (!papers.length) this.list.append(make("li", {}, t("Fewer words or fewer filters may help; a part of a word is enough."), " ", this.all()))
    this.more.hidden = hits.length <= papers.length && result.total <= hits.length
    this.kept.rest?.setAttribute("hidden", "")
    dispatchEvent(new Event("papercat:cards"))
    return undefined
  }

  /** The way out of words and filters that leave nothing. */
  all() {
    return button(t("Show all"), () => {
      this.input.value = ""
      this.change({ text: "", filters: {} })
      this.input.focus()
    }, { class: "pc-button" })
  }

  restore() {
    this.head.replaceChildren(...this.kept.head)
    this.list.replaceChildren(...this.kept.items)
    this.kept.rest?.removeAttribute("hidden")
    this.more.hidden = true
    dispatchEvent(new Event("papercat:cards"))
  }

  /** @param {Record<string, {value: string, label: string, count: number}[]>} facets */
  drawFacets(facets) {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset["value"]
    const open = new Set([...this.facets.querySelectorAll("details[open]")].map(one => one.closest("fieldset")?.dataset["facet"]))
    this.facets.replaceChildren(...FACETS.flatMap(([facet, label]) => {
      const mine = this.wish.filters[facet] ?? []
      const fixed = this.fixed[facet] ?? []
      const shown = (facets[facet] ?? []).filter(({ value }) => !fixed.includes(value))
      // the engine counts; of years a reader knows the order
      if (facet === "year") shown.sort((a, b) => (a.value < b.value ? 1 : -1))
      const others = shown.filter(({ value }) => !mine.includes(value))
      const boxes = (/** @type {typeof shown} */ some) => some.map(one => this.choice(facet, one, mine))
      const rest = boxes(others.slice(SHOWN))
      const more = rest.length ? [make("details", { class: "pc-more", ...(open.has(facet) && { open: "" }) }, make("summary", {}, t("{count} more", { count: figure(rest.length) })), ...rest)] : []
      const first = [...boxes(shown.filter(({ value }) => mine.includes(value))), ...boxes(others.slice(0, SHOWN))]
      return first.length ? [make("fieldset", { "data-facet": facet }, make("legend", {}, label), ...first, ...more)] : []
    }))
    if (focused) /** @type {HTMLElement | null} */ (this.facets.querySelector(`[data-value="${CSS.escape(focused)}"]`))?.focus()
  }

  /** @param {string} facet @param {{value: string, label: string, count: number}} one @param {string[]} mine */
  choice(facet, { value, label, count }, mine) {
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", "data-value": `${facet}:${value}` }))
    box.checked = mine.includes(value)
    box.addEventListener("change", () => {
      const { [facet]: old = [], ...others } = this.wish.filters
      const values = box.checked ? [...old, value] : old.filter(one => one !== value)
      this.change({ filters: { ...others, ...(values.length && { [facet]: values }) } })
    })
    return make("label", {}, box, make("span", {}, label), make("small", {}, figure(count)))
  }

  exports() {
    /** @type {[string, string, (papers: any[]) => string][]} */
    const kinds = [["BibTeX", "bib", bibtex], ["RIS", "ris", ris], ["CSL-JSON", "json", csl], ["Markdown", "md", markdown]]
    const files = kinds.map(([label, ending, write]) => button(label, async () => save(`papers.${ending}`, write(await this.whole()))))
    return [...files, button("Zotero", async () => {
      const papers = await this.whole()
      const spans = papers.map(paper => make("span", { class: "Z3988", title: coins(paper) }))
      for (const old of document.querySelectorAll(".Z3988")) old.remove()
      this.head.append(...spans)
      askZotero()
      tell(t("Zotero’s button now offers {papers}", { papers: amount(papers.length, "paper", "papers") }))
    })]
  }

  /** The papers of the list with all that a citation needs. @returns {Promise<any[]>} */
  async whole() {
    const { hits: papers } = await this.ask(MOST)
    const texts = await Promise.all(papers.map(({ slot }) => this.search.text(slot)))
    return papers.map((paper, i) => ({ ...paper, by: byline(paper), ...texts[i], url: this.search.linkOf(paper.url) }))
  }
}

/** Makes the list on this page work, where there is one and the search is here. */
export function listing() {
  const search = /** @type {Search | undefined} */ (/** @type {any} */ (window).papercatSearch)
  const head = document.querySelector("p.pc-papers")
  const list = document.querySelector("p.pc-papers + ul")
  const title = document.querySelector("main h1")?.textContent?.replace(/¶$/, "").trim() ?? ""
  const fixed = fixedBy(location.pathname.slice(root.pathname.length), title)
  if (!search || !head || !list || !fixed || idOf(location.href) || document.querySelector(".pc-tools")) return
  new Listing(head, list, fixed, search)
}
