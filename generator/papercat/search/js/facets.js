/** The filters beside the results: boxes to tick with counts, and a span of years. */

import { figure, t } from "../../theme/js/words.js"

/** @typedef {import("./columns.js").Count} Count */
/** @typedef {Record<string, string[]>} Filters */
/** @typedef {(facet: string, values: string[]) => void} Pick what becomes of a facet when its choice changes */

/** @type {Record<string, string>} */
export const FACET_NAMES = { year: t("Years"), tag: t("Tags"), name: t("Names"), author: t("Authors"), venue: t("Venues"), has: t("Has") }
const ONE = { tag: t("Tag"), name: t("Name"), author: t("Author"), venue: t("Venue"), year: t("Year"), has: t("Has") }
const SHOWN = 8
const OPEN = 3

/** @param {string} tag @param {Record<string, string>} [attributes] @param {(Node | string)[]} children */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** @param {Element} place @param {Record<string, Count[]>} facets @param {Filters} filters @param {Pick} pick */
export function drawFacets(place, facets, filters, pick) {
  const open = new Set([...place.querySelectorAll("details[open]")].map(one => one.getAttribute("data-facet")))
  const first = !place.childElementCount
  const focus = document.activeElement?.getAttribute("data-choice")
  const shown = Object.keys(FACET_NAMES).map(facet => /** @type {[string, Count[]]} */ ([facet, facets[facet] ?? []])).filter(([facet, counts]) => counts.length > 1 || filters[facet]?.length || (counts.length && facet !== "year"))
  place.replaceChildren(...shown.map(([facet, counts], i) => {
    const unfolded = first ? i < OPEN || Boolean(filters[facet]?.length) : open.has(facet)
    return el("details", { "data-facet": facet, ...(unfolded && { open: "" }) },
      el("summary", {}, FACET_NAMES[facet]), ...(facet === "year" ? years(counts, filters, pick) : choices(facet, counts, filters, pick)))
  }))
  // the box that was ticked was drawn anew: a keyboard stays where it was
  if (focus) place.querySelector(`[data-choice="${CSS.escape(focus)}"]`)?.closest("label")?.querySelector("input")?.focus()
}

/** @param {string} facet @param {Count[]} counts @param {Filters} filters @param {Pick} pick */
function choices(facet, counts, filters, pick) {
  const chosen = filters[facet] ?? []
  const boxes = counts.map(count => choice(facet, count, chosen, pick))
  const rest = boxes.slice(SHOWN)
  const more = rest.length ? [el("details", { class: "pc-rest", "data-facet": `${facet} rest` }, el("summary", {}, t("{count} more", { count: figure(rest.length) })), ...rest)] : []
  return [...boxes.slice(0, SHOWN), ...more]
}

/** @param {string} facet @param {Count} count @param {string[]} chosen @param {Pick} pick */
function choice(facet, { value, label, count }, chosen, pick) {
  const box = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", "data-choice": `${facet} ${value}` }))
  box.checked = chosen.includes(value)
  box.addEventListener("change", () => pick(facet, box.checked ? [...chosen, value] : chosen.filter(one => one !== value)))
  return el("label", {}, box, el("span", {}, label), el("small", {}, figure(count)))
}

/** Two years to choose and the bars between them. @param {Count[]} counts @param {Filters} filters @param {Pick} pick */
function years(counts, filters, pick) {
  const ordered = [...counts].sort((a, b) => (a.value < b.value ? -1 : 1))
  const range = /^(\d{4})?-(\d{4})?$/.exec(filters["year"]?.[0] ?? "")
  const single = filters["year"]?.[0] ?? ""
  const [from, to] = [range ? range[1] ?? "" : single, range ? range[2] ?? "" : single]
  const low = select(t("From year"), ordered, from, t("from"))
  const high = select(t("To year"), [...ordered].reverse(), to, t("to"))
  const change = () => {
    const [one, other] = [low.value, high.value]
    const [start, end] = one && other && one > other ? [other, one] : [one, other]
    pick("year", start || end ? [start === end ? start : `${start}-${end}`] : [])
  }
  low.addEventListener("change", change)
  high.addEventListener("change", change)
  const most = Math.max(...counts.map(({ count }) => count), 1)
  const bars = ordered.map(({ value, count }) => {
    const inside = (!from || value >= from) && (!to || value <= to)
    const bar = /** @type {HTMLButtonElement} */ (el("button", {
      type: "button", title: `${value}: ${figure(count)}`, tabindex: "-1", ...(inside && { class: "pc-inside" }),
    }))
    bar.style.setProperty("--pc-share", String(count / most))
    bar.addEventListener("click", () => pick("year", single === value ? [] : [value]))
    return bar
  })
  // for the pointer: by keyboard and ear the two fields say the same, without a stop for each year
  return [el("div", { class: "pc-bars", "aria-hidden": "true" }, ...bars), el("div", { class: "pc-span" }, low, el("span", {}, "–"), high)]
}

/** @param {string} label @param {Count[]} counts @param {string} chosen @param {string} empty @returns {HTMLSelectElement} */
function select(label, counts, chosen, empty) {
  const made = /** @type {HTMLSelectElement} */ (el("select", { "aria-label": label, "data-choice": label },
    el("option", { value: "" }, empty), ...counts.map(({ value }) => el("option", { value }, value))))
  if (chosen && !counts.some(({ value }) => value === chosen)) made.append(el("option", { value: chosen }, chosen))
  made.value = chosen
  return made
}

/** The letters, digits and signs by which names differ. @param {string} text */
function spelt(text) {
  return text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}+#*]+/gu, "")
}

/** What a question is the very name of: a tag, name or venue, which has a page, or an author, whose papers are a search.
 * @param {string[]} asked the question as it was typed, and as it was put right @param {Record<string, Count[]>} facets
 * @param {number} least papers from which a name has a page
 * @returns {{kind: string, label: string, url: string}[]} with addresses below the site's root */
export function namedBy(asked, facets, least) {
  const wanted = new Set(asked.map(spelt).filter(Boolean))
  return /** @type {const} */ (["tag", "name", "venue", "author"]).flatMap(facet => (facets[facet] ?? [])
    .filter(({ label, count }) => wanted.has(spelt(label)) && (facet !== "name" || count >= least))
    .map(({ value, label }) => ({
      kind: ONE[facet], label,
      url: facet === "author" ? `search/?${new URLSearchParams({ author: value })}` : `${facet}s/${encodeURIComponent(value)}/`,
    })))
}

/** What is filtered by, each with a button that takes it away. @param {Element} place @param {Filters} filters
 * @param {Record<string, Count[]>} facets where labels are known @param {Pick} pick */
export function drawChips(place, filters, facets, pick) {
  place.replaceChildren(...Object.entries(filters).flatMap(([facet, values]) => values.map(value => {
    const label = facets[facet]?.find(one => one.value === value)?.label ?? value
    const button = el("button", { type: "button", "aria-label": t("Remove the filter {label}", { label }) },
      el("small", {}, ONE[/** @type {keyof typeof ONE} */ (facet)]), ` ${label.replace(/^(\d+)-$/, (_, year) => t("{year} and later", { year })).replace(/^-(\d+)$/, (_, year) => t("up to {year}", { year }))} `, el("span", { "aria-hidden": "true" }, "×"))
    button.addEventListener("click", () => pick(facet, values.filter(one => one !== value)))
    return button
  })))
}
