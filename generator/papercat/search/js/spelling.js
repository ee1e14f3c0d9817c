/** Words within a slip or two of others. */

import { BUCKETS, crc32 } from "./bytes.js"

const HEAD = 3
const GRAM = 4
const LENGTHY = 6
export const SHORTEST = 4
const LONG = 8

/** @param {string} word @returns {number} how many slips are forgiven */
export const allowed = word => (word.length < SHORTEST ? 0 : word.length < LONG ? 1 : 2)

/** Rows of the table of distances, wiped by use: words are compared by the hundred thousand. */
const ROWS = [0, 1, 2].map(() => new Uint8Array(256))

/** The number of letters lost, added, replaced or swapped with their neighbour between two words, or `most + 1`.
 * @param {string} one @param {string} other @param {number} most two at most @returns {number} */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1
  // what both begin and end with costs nothing
  let start = 0
  let [a, b] = [one.length, other.length]
  while (a > 0 && b > 0 && one.charCodeAt(a - 1) === other.charCodeAt(b - 1)) [a, b] = [a - 1, b - 1]
  while (start < a && start < b && one.charCodeAt(start) === other.charCodeAt(start)) start++
  if (start === a || start === b) return a - start + b - start
  if (most === 0) return 1
  return between(one.slice(start, a), other.slice(start, b), most)
}

/** @param {string} one @param {string} other @param {number} most @returns {number} */
function between(one, other, most) {
  const wide = other.length
  if (wide > 254) return most + 1
  let [before, row, next] = ROWS
  for (let j = 0; j <= wide; j++) row[j] = j
  for (let i = 1; i <= one.length; i++) {
    const [from, to] = [Math.max(1, i - most), Math.min(wide, i + most)]
    next[from - 1] = from === 1 ? Math.min(i, 255) : most + 1
    let least = next[from - 1]
    for (let j = from; j <= to; j++) {
      // beyond the band all costs are too high
      const above = j === i + most ? most + 1 : row[j]
      let cost = Math.min(above + 1, next[j - 1] + 1, row[j - 1] + (one.charCodeAt(i - 1) === other.charCodeAt(j - 1) ? 0 : 1))
      if (i > 1 && j > 1 && one.charCodeAt(i - 1) === other.charCodeAt(j - 2) && one.charCodeAt(i - 2) === other.charCodeAt(j - 1)) {
        cost = Math.min(cost, before[j - 2] + 1)
      }
      next[j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    ;[before, row, next] = [row, next, before]
  }
  return Math.min(row[wide], most + 1)
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

/** Letters behind a term in which a slip may lie, too: an ending. */
const ENDING = 3

/** The word with a term in place of its beginning, if that is so many slips away; only the term where the rest may be wrong.
 * @param {string} word @param {string} term @param {number} most @param {(form: string) => boolean} fits
 * @returns {string} nothing where there is no such word */
export function tailed(word, term, most, fits) {
  let found = ""
  for (let size = Math.max(term.length - most, 1); size <= Math.min(term.length + most, word.length); size++) {
    if (distance(word.slice(0, size), term, most) > most) continue
    const made = term + word.slice(size)
    if (fits(made)) return made
    if (word.length - size <= ENDING) found = term
  }
  return found
}
