/** The papers most like a text of any length: its telling words are what is asked for. */

import { clauseOf, ALL } from "./parse.js"
import { made } from "./resolve.js"
import { wordsOf } from "./said.js"
import { termAt, vocabulary } from "./vocabulary.js"

/** @typedef {import("./resolve.js").Resolved} Resolved */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./store.js").Postings} Postings */

/** Words that are asked for, at most: each costs about two requests. */
const TELLING = 24
/** Characters that are read. */
const READ = 50000
/** Words shown as the reason, at most. */
const SHOWN = 5

/** The most telling words of a text, each as a clause; a word that is said more often weighs a little more.
 * @param {Store} store @param {string} text @returns {Promise<Resolved[]>} */
export async function telling(store, text) {
  /** @type {Map<string, {form: string, times: number}>} */
  const seen = new Map()
  for (const said of wordsOf(text.slice(0, READ))) {
    if (said.form.length < 2) continue
    const { form, term } = said
    const known = seen.get(term)
    if (known) known.times++
    else seen.set(term, { form, times: 1 })
  }
  // rarer than all that are listed: telling, if anybody wrote it at all
  const listed = await store.file("common.bin", bytes => vocabulary(bytes, false))
  const common = new Map(Array.from(listed.weights, (weight, i) => [termAt(listed, i), weight]))
  const most = Math.max(...common.values(), 1)
  const chosen = [...seen]
    .map(([term, { form, times }]) => ({ term, form, boost: 1 + Math.log(times), rare: most + 1 - (common.get(term) ?? 0) }))
    .sort((a, b) => b.boost * b.rare - a.boost * a.rare || (a.term < b.term ? -1 : 1))
    .slice(0, TELLING)
  const entries = await Promise.all(chosen.map(async ({ term }) => (await store.bucket(term)).entries.get(term)))
  return chosen.flatMap(({ term, form, boost }, i) => {
    const entry = entries[i]
    return entry ? [made(clauseOf(form, ALL, { term, boost }), entry, [])] : []
  })
}

/** What a document shares with the text, most telling first. @param {Resolved[]} resolved @param {Postings[][]} lists
 * @param {number} slot @returns {string[]} */
export function shared(resolved, lists, slot) {
  return resolved
    .map(({ clause }, i) => ({ word: clause.word, weight: weightIn(lists[i][0], slot) * clause.boost / Math.log(2 + lists[i][0].slots.length) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, SHOWN)
    .map(({ word }) => word)
}

/** @param {Postings} list @param {number} slot @returns {number} 0 where the word is not in the document itself */
function weightIn({ slots, heads, masks }, slot) {
  let low = 0
  let high = slots.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (slots[middle] < slot) low = middle + 1
    else high = middle
  }
  return slots[low] === slot && masks[low] ? heads[low] & 15 : 0
}
