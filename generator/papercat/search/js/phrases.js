/** The texts beside the index: phrases are looked up in them, snippets are cut from them. */

import { utf8 } from "./bytes.js"
import { trim } from "./text.js"
import { wordsOf } from "./said.js"
import { termOf } from "./words.js"

/** @typedef {import("./store.js").Store} Store */
/** @typedef {{abstract?: string, authors?: string[], date?: string, venue?: string, ids?: Record<string, string>,
 *   link?: string, status?: string}} Text */
/** @typedef {{text: string, hit: boolean}} Piece */

const TEXTS = 8
const ABOUT = 220

/** @param {Store} store @param {number} slot @returns {Promise<Text>} */
export async function textOf(store, slot) {
  const lines = await store.file(`../search-texts/${Math.floor(slot / TEXTS)}.bin`, bytes => utf8.decode(bytes).split("\n"))
  return JSON.parse(lines[slot % TEXTS] || "{}")
}

/** Whether words stand one after the other in a text; stop words between them do not count.
 * @param {string} text @param {string[]} terms @returns {boolean} */
export function contains(text, terms) {
  const words = wordsOf(text)
  // to stem is the work, and leaves the first letter
  return words.some((_, i) => terms.every((term, j) => words[i + j]?.form[0] === term[0] && words[i + j].term === term))
}

/** Cuts a text into pieces, those marked that a reader looked for. @param {string} text @param {Set<string>} terms
 * @param {string} [prefix] what was typed of the last word @returns {Piece[]} */
export function pieces(text, terms, prefix = "") {
  /** @type {Piece[]} */
  const made = []
  for (const part of text.split(/([\s-]+)/)) {
    const token = part.toLowerCase()
    const form = trim(token)
    const hit = form !== "" && (terms.has(termOf(form, token)) || (prefix.length > 1 && form.startsWith(prefix)))
    const last = made[made.length - 1]
    if (last && last.hit === hit) last.text += part
    else made.push({ text: part, hit })
  }
  return made
}

/** The part of a text in which most of the words stand. @param {string} text @param {Set<string>} terms
 * @param {string} [prefix] @returns {Piece[]} */
export function snippet(text, terms, prefix = "") {
  const marks = []
  let at = 0
  for (const { text: part, hit } of pieces(text, terms, prefix)) {
    if (hit) marks.push(at)
    at += part.length
  }
  let best = 0
  let most = 0
  for (const start of marks) {
    const count = marks.filter(mark => mark >= start && mark < start + ABOUT).length
    if (count > most) [best, most] = [start, count]
  }
  const from = best < ABOUT / 2 ? 0 : text.lastIndexOf(" ", best - 40) + 1
  const space = text.indexOf(" ", from + ABOUT)
  const to = space < 0 ? text.length : space
  return pieces(`${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`, terms, prefix)
}
