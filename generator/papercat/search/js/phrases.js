/** The texts of papers: phrases are looked up in them, snippets are cut from them. */

import { decoded } from "./bytes.js"
import { textIn } from "./pagetext.js"
import { trim } from "./text.js"
import { wordsOf } from "./said.js"
import { termOf } from "./words.js"

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./pagetext.js").Text} Text */
/** @typedef {{text: string, hit: boolean}} Piece */

const TEXTS = 8
const ABOUT = 220
/** Title, abstract, authors: the fields whose words are kept in order. */
const LOOKED = 7

/** What stands on the page of a document; in a copy for a disk, which may read no page, beside the index.
 * @param {Store} store @param {number} slot @returns {Promise<Text>} */
export async function textOf(store, slot) {
  if (!(await store.root()).texts) {
    const { url } = await store.card(slot)
    return store.file(`../${url}index.html`, bytes => textIn(decoded(bytes)), bytes => bytes)
  }
  const lines = await store.file(`../search-texts/${Math.floor(slot / TEXTS)}.bin`, bytes => decoded(bytes).split("\n"))
  return JSON.parse(lines[slot % TEXTS] || "{}")
}

/** Fields of each document in which all words of a phrase stand: only there it can be. @param {number} phrase its number
 * @param {number} fields in which it is looked for @param {import("./resolve.js").Resolved[]} resolved @param {import("./store.js").Postings[][]} lists
 * @param {number} total @returns {Uint8Array} */
function places(phrase, fields, resolved, lists, total) {
  const all = new Uint8Array(total).fill(fields & LOOKED)
  for (const [i, { clause }] of resolved.entries()) {
    if (clause.phrase !== phrase) continue
    const own = new Uint8Array(total)
    for (const { slots, masks } of lists[i]) for (let j = 0; j < slots.length; j++) own[slots[j]] |= masks[j]
    for (let slot = 0; slot < total; slot++) all[slot] &= own[slot]
  }
  return all
}

/** What documents have all phrases of a query, and none that they must not have. @param {Store} store
 * @param {import("./parse.js").Query} query @param {import("./resolve.js").Resolved[]} resolved
 * @param {import("./store.js").Postings[][]} lists @param {number} total
 * @returns {{may: (slot: number) => boolean, has: (slot: number) => Promise<boolean>}} whether a document may have them, by its words, and whether it has */
export function phrasesIn(store, { phrases }, resolved, lists, total) {
  const asked = phrases.map((one, i) => ({ ...one, fields: places(i, one.fields, resolved, lists, total) }))
  /** @param {number} slot @param {typeof asked[number]} one */
  const holds = async (slot, { terms, fields }) => {
    if (fields[slot] & 1 && contains((await store.card(slot)).title, terms)) return true
    if (!(fields[slot] & 6)) return false
    const { abstract = "", authors = [] } = await textOf(store, slot)
    return [fields[slot] & 2 ? abstract : "", fields[slot] & 4 ? authors.join(" . ") : ""].some(place => contains(place, terms))
  }
  return {
    may: slot => asked.every(({ fields, presence }) => presence < 0 || fields[slot]),
    has: async slot => (await Promise.all(asked.map(async one => (await holds(slot, one)) === one.presence >= 0))).every(Boolean),
  }
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
