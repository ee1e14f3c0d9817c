/** Results in the shape that Material's search box draws. It sets titles and texts as HTML: so all is escaped here. */

import { byline, figure, t } from "../../theme/js/words.js"
import { pieces, snippet, textOf } from "./phrases.js"

/** @typedef {import("./phrases.js").Piece} Piece */
/** @typedef {import("./engine.js").Result} Result */
/** @typedef {import("./engine.js").Hit} Hit */
/** @typedef {{location: string, title: string, text: string, score: number, terms: Record<string, boolean>}} Item */

/** Milliseconds that a box waits for abstracts; without them it shows authors and venue only. */
const PATIENCE = 150
/** Hits whose abstracts are read for that. */
const QUOTED = 5
/** @type {Record<string, string>} */
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }

/** @param {string} text */
export function escaped(text) {
  return text.replace(/[&<>"']/g, letter => ESCAPES[letter])
}

/** @param {Piece[]} parts */
function marked(parts) {
  return parts.map(({ text, hit }) => (hit ? `<mark data-md-highlight>${escaped(text)}</mark>` : escaped(text))).join("")
}

/** @param {import("./store.js").Store} store @param {string} text @param {Result} result @returns {Promise<{items: Item[][]}>} */
export async function boxItems(store, text, result) {
  const words = new Set(result.words)
  const late = new Promise(resolve => setTimeout(resolve, PATIENCE, null))
  const texts = await Promise.all(result.hits.slice(0, QUOTED).map(({ slot }) => Promise.race([textOf(store, slot).catch(() => null), late])))
  /** @type {Item[]} */
  const items = result.hits.map((hit, i) => {
    const abstract = /** @type {import("./phrases.js").Text | null} */ (texts[i])?.abstract ?? ""
    const about = byline(hit)
    return item(hit.url, marked(pieces(hit.title, words, result.typed)), [
      about ? `<p>${escaped(about)}</p>` : "",
      abstract ? `<p>${marked(snippet(abstract, words, result.typed))}</p>` : "",
    ].join(""), hit.score)
  })
  const search = searchFor(text)
  if (result.corrected && items.length) {
    items.unshift(item(search, `${t("looked for")} <mark data-md-highlight>${escaped(result.corrected)}</mark>`, "", 1e6))
  }
  // what was typed exists: Enter leads to the best of all
  if (result.likelier) items.splice(1, 0, item(searchFor(result.likelier), `${t("also for")} <mark data-md-highlight>${escaped(result.likelier)}</mark>`, "", items[0]?.score ?? 0))
  if (result.total > result.hits.length) {
    items.push(item(search, t("All {count} results, with filters", { count: figure(result.total) }), "", 0))
  }
  return { items: items.map(one => [one]) }
}

/** The address of the search page with a question. @param {string} text */
function searchFor(text) {
  return `search/?q=${encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"))}`
}

/** @param {string} location @param {string} title @param {string} text @param {number} score @returns {Item} */
function item(location, title, text, score) {
  return { location, title, text, score, terms: {} }
}
