/** Words within a slip or two of others. */

import { BUCKETS, Reader, crc32, utf8 } from "./bytes.js"

const HEAD = 3
const GRAM = 4
const LENGTHY = 6
export const SHORTEST = 4
const LONG = 8

/** @param {string} word @returns {number} how many slips are forgiven */
export const allowed = word => (word.length < SHORTEST ? 0 : word.length < LONG ? 1 : 2)

/** The number of letters lost, added, replaced or swapped with their neighbour between two words, or `most + 1`.
 * @param {string} one @param {string} other @param {number} most @returns {number} */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1
  if (one === other) return 0
  let before = new Uint8Array(other.length + 1)
  let row = Uint8Array.from({ length: other.length + 1 }, (_, i) => Math.min(i, 255))
  for (let i = 1; i <= one.length; i++) {
    const next = new Uint8Array(other.length + 1)
    next[0] = Math.min(i, 255)
    let least = next[0]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1)
      }
      next[j] = cost
      least = Math.min(least, cost)
    }
    if (least > most) return most + 1
    before = row
    row = next
  }
  return Math.min(row[other.length], most + 1)
}

/** The same for a word that may not be typed to its end. @param {string} typed @param {string} word @param {number} most */
export function prefixDistance(typed, word, most) {
  let best = distance(typed, word, most)
  for (let size = typed.length - 1; size <= Math.min(typed.length + 1, word.length); size++) {
    best = Math.min(best, distance(typed, word.slice(0, size), most))
  }
  return best
}

/** The file in which terms lie whose first letters may be wrong in `word`. @param {string} word @returns {number} */
export function gramFile(word) {
  const tail = word.slice(HEAD)
  return crc32(word.length >= LENGTHY ? tail.slice(1, GRAM) : tail.slice(0, GRAM)) % BUCKETS
}

/** The word with the first letters of a term, where a single slip lies between the two. @param {string} word
 * @param {string} term @param {(form: string) => boolean} fits @returns {string} nothing where there is no such word */
export function headed(word, term, fits) {
  // a letter replaced or two swapped, one lost, one too many, the third and fourth swapped
  for (const [kept, cut] of [[HEAD, HEAD], [HEAD + 1, HEAD], [HEAD, HEAD + 1], [HEAD + 1, HEAD + 1]]) {
    const made = term.slice(0, kept) + word.slice(cut)
    if (made !== word && distance(word, made, 1) <= 1 && fits(made)) return made
  }
  return ""
}

/** @typedef {{term: string, weight: number, part: number}} Listed */

/** Terms with the bits of their frequency. @param {Uint8Array} bytes @param {boolean} placed whether their parts follow @returns {Listed[]} */
export function listedTerms(bytes, placed) {
  const reader = new Reader(bytes)
  const count = reader.number()
  const [shared, sizes] = [reader.numbers(count), reader.numbers(count)]
  const terms = reader.fronted(shared, sizes).map(raw => utf8.decode(raw))
  const weights = reader.numbers(count)
  const parts = placed ? reader.numbers(count) : []
  return terms.map((term, i) => ({ term, weight: weights[i], part: parts[i] ?? 0 }))
}
