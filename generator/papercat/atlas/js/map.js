/** The map at work: its parts, what is lit, and the paper that is pointed at. */

import { amount, figure, t } from "../../theme/js/words.js"
import { hands } from "./hands.js"
import { buttons, byTag, byYear, palette } from "./legend.js"
import { paint } from "./paint.js"
import { load } from "./points.js"
import { View } from "./view.js"

/** @typedef {import("./points.js").Points} Points */
/** @typedef {import("./legend.js").Key} Key */
/** @typedef {{title: string, url: string, authors: string[], authorCount: number, venue: string, year: string}} Card */
/** @typedef {{ask: (text: string, options: object) => Promise<{slots?: Uint32Array, total: number}>,
 *   card: (slot: number) => Promise<Card>, linkOf: (url: string) => string}} Search */

const FAINT = 40
const PATIENCE = 60
/** Milliseconds without zooming, after which the points are drawn anew. */
const SETTLED = 120
const HELP = t("Map of papers. Arrow keys go from paper to paper, Enter opens one, plus and minus zoom, 0 shows all. The list below has the same papers.")

/** @param {string} tag @param {Record<string, string>} [attributes] @param {(Node | string)[]} children */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/** @returns {Search | undefined} */
function search() {
  return /** @type {any} */ (window).papercatSearch
}

export class Chart {
  /** @param {Element} place @param {Points} points */
  constructor(place, points) {
    this.points = points
    this.view = new View()
    this.canvas = /** @type {HTMLCanvasElement} */ (el("canvas", { "aria-hidden": "true" }))
    this.card = /** @type {HTMLAnchorElement} */ (el("a", { class: "pc-map-card", href: "#topics", hidden: "", tabindex: "-1" }))
    this.ring = el("div", { class: "pc-map-ring", hidden: "" })
    this.tools = el("div", { class: "pc-map-tools" })
    this.stage = el("div", { class: "pc-map-stage", tabindex: "0", role: "application", "aria-label": HELP })
    this.stage.append(this.canvas, this.ring, this.card)
    this.status = el("p", { class: "pc-map-status", role: "status" })
    this.legend = el("div", { class: "pc-map-legend", role: "group", "aria-label": t("Colour by") })
    this.input = /** @type {HTMLInputElement} */ (el("input", { type: "search", "aria-label": t("Light up papers"), placeholder: t("Words, authors, a year …"), autocomplete: "off", spellcheck: "false" }))
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"))
    /** The point that is pointed at, -1 for none. */
    this.chosen = -1
    this.pinned = false
    this.waiting = false
    this.asked = 0
    this.settling = 0
    /** @type {Uint8Array | null} */
    this.found = null
    this.picked = -1
    /** @type {HTMLElement[]} */
    this.keys = []
    /** @type {Key} */
    this.key = byTag(points, t("Other tags"))
    /** @type {import("./paint.js").Look} */
    this.look = { codes: this.key.codes, colours: new Uint32Array(1), dim: new Uint32Array(1), lit: null, ink: "#000", paper: "#fff", kept: null }
    place.replaceChildren(el("div", { class: "pc-map-bar" }, this.input, this.choice()), this.status, el("div", { class: "pc-map-frame" }, this.stage, this.tools), this.legend)
    for (const [name, sign, label] of [["+", "+", t("Zoom in")], ["-", "−", t("Zoom out")], ["0", "⤢", t("Show all")]]) {
      const button = el("button", { type: "button", "aria-label": label, title: label }, sign)
      button.addEventListener("click", () => this.act(name) && this.redraw())
      this.tools.append(button)
    }
  }

  /** Tag or year. */
  choice() {
    const select = /** @type {HTMLSelectElement} */ (el("select", { "aria-label": t("Colour by") }, el("option", { value: "tag" }, `${t("Colour by")}: ${t("Tag")}`)))
    if (this.points.years.length > 1) select.append(el("option", { value: "year" }, `${t("Colour by")}: ${t("Year")}`))
    select.addEventListener("change", () => this.colour(select.value === "year" ? "year" : "tag"))
    return select
  }

  /** @param {"tag" | "year"} kind */
  colour(kind) {
    this.key = kind === "year" ? byYear(this.points, t("No date")) : byTag(this.points, t("Other tags"))
    this.picked = -1
    this.keys = buttons(this.key, kind, (code, on) => {
      this.picked = on ? code : -1
      for (const [i, one] of this.keys.entries()) one.setAttribute("aria-pressed", String(i === this.picked))
      this.light()
    })
    this.legend.replaceChildren(...this.keys)
    this.dress()
    this.light()
  }

  /** Takes the colours from the style sheet, as the scheme has them. */
  dress() {
    const style = getComputedStyle(this.stage)
    Object.assign(this.look, palette(this.keys, FAINT), { codes: this.key.codes, ink: style.color, paper: style.backgroundColor, kept: null })
    this.redraw()
  }

  /** Lights what is both searched for and picked in the legend. */
  light() {
    const { found, picked, key, points } = this
    const lit = found || picked >= 0 ? Uint8Array.from(key.codes, (code, i) => Number((!found || found[i]) && (picked < 0 || code === picked))) : null
    Object.assign(this.look, { lit, kept: null })
    const count = lit ? lit.reduce((sum, one) => sum + one, 0) : points.count
    const all = amount(points.count, "paper", "papers")
    const some = count ? t("{count} of {papers}", { count: figure(count), papers: all }) : t("No paper has that.")
    this.status.textContent = lit ? some : all
    this.redraw()
  }

  /** @param {string} text */
  async seek(text) {
    const number = ++this.asked
    const engine = search()
    const result = text.trim() && engine ? await engine.ask(text, { limit: 0, facets: false, slots: true }) : null
    if (number !== this.asked) return
    this.found = result?.slots ? matches(this.points, result.slots) : null
    this.light()
  }

  /** @param {string} name of a key @returns {boolean} whether it means something */
  act(name) {
    if (name === "+" || name === "=") this.view.enlarge(1.6)
    else if (name === "-") this.view.enlarge(1 / 1.6)
    else if (name === "0") this.view.reset()
    else return false
    return true
  }

  /** Shows what a point is. @param {number} point -1 for none @param {boolean} pinned until something else is pointed at */
  async point(point, pinned) {
    if (point < 0 && this.pinned && !pinned && this.chosen >= 0 && document.activeElement !== this.stage) return
    const same = point === this.chosen
    this.chosen = point
    this.pinned = pinned && point >= 0
    this.card.classList.toggle("pc-pinned", this.pinned)
    if (same) return
    this.card.hidden = true
    this.ring.hidden = point < 0
    this.redraw()
    const engine = search()
    if (point < 0 || !engine) return
    const card = await engine.card(this.points.slots[point]).catch(() => null)
    if (!card || this.chosen !== point) return
    const people = card.authors.slice(0, 2).join(", ") + (card.authorCount > 2 ? " …" : "")
    const about = [people, [card.venue, card.year].filter(Boolean).join(" ")].filter(Boolean).join(" · ")
    this.card.replaceChildren(el("strong", {}, card.title), ...(about ? [el("span", {}, about)] : []))
    this.card.href = engine.linkOf(card.url)
    this.card.hidden = false
    if (pinned) this.status.textContent = card.title
    this.redraw()
  }

  /** Goes to a paper's page. @param {number} point */
  async open(point) {
    await this.point(point, true)
    const card = await search()?.card(this.points.slots[point])
    this.card.href = card ? /** @type {Search} */ (search()).linkOf(card.url) : this.card.href
    this.card.click()
  }

  /** Draws before the next frame. */
  redraw() {
    if (this.waiting) return
    this.waiting = true
    requestAnimationFrame(() => {
      this.waiting = false
      this.draw()
    })
  }

  draw() {
    const { view, canvas, stage, chosen, points, card, ring } = this
    const dense = devicePixelRatio || 1
    view.width = Math.max(1, stage.clientWidth)
    view.height = Math.max(1, stage.clientHeight)
    const [width, height] = [Math.round(view.width * dense), Math.round(view.height * dense)]
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    clearTimeout(this.settling)
    if (!paint(this.context, view, points, this.look)) this.settling = window.setTimeout(() => this.settle(), SETTLED)
    if (chosen < 0) return
    const { x, y } = view.toScreen(points.x[chosen], points.y[chosen])
    ring.style.transform = `translate(${x}px, ${y}px)`
    const left = Math.min(Math.max(8, x - card.offsetWidth / 2), Math.max(8, view.width - card.offsetWidth - 8))
    const above = y - card.offsetHeight - 14
    card.style.transform = `translate(${left}px, ${above > 4 ? above : y + 14}px)`
  }

  /** Draws sharply what was stretched while it was zoomed. */
  settle() {
    this.look.kept = null
    this.redraw()
  }

  listen() {
    hands(this)
    let timer = 0
    this.input.addEventListener("input", () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => void this.seek(this.input.value).catch(() => (this.status.textContent = t("No paper has that."))), PATIENCE)
    })
    new ResizeObserver(() => this.redraw()).observe(this.stage)
    new MutationObserver(() => this.dress()).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] })
  }
}

/** A byte a point: whether its paper is among these slots. @param {Points} points @param {Uint32Array} hits */
function matches({ slots, total }, hits) {
  const wanted = new Uint8Array(total)
  for (const slot of hits) wanted[slot] = 1
  return Uint8Array.from(slots, slot => wanted[slot])
}

/** @param {Element} place @param {string} url of the points */
export async function mount(place, url) {
  try {
    const chart = new Chart(place, await load(url))
    chart.colour("tag")
    chart.listen()
    return chart
  } catch {
    place.replaceChildren(el("p", { class: "pc-map-status" }, t("The map could not be read; the list below has every paper.")))
    return null
  }
}
