/** Words within a slip or two of others. */

import { Reader, crc32, utf8 } from "./bytes.js"

const HEAD = 3
const GRAM = 4
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

/** Numbers of the files in which forms lie whose first letters may be wrong in `word`.
 * @param {string} word @param {number} files @returns {number[]} */
export function gramFiles(word, files) {
  const [left, own, right] = [-1, 0, 1].map(shift => word.slice(HEAD + shift, HEAD + shift + GRAM))
  // a letter replaced, lost, too many; the third and fourth swapped
  const grams = [own, left, right, word.slice(HEAD - 1, HEAD) + word.slice(HEAD + 1, HEAD + GRAM)]
  return [...new Set(grams.filter(Boolean).map(gram => crc32(gram) % files))]
}

/** @param {Uint8Array} bytes @returns {{form: string, weight: number}[]} forms, and the bits of their frequency */
export function listedForms(bytes) {
  const reader = new Reader(bytes)
  /** @type {Uint8Array} */
  let before = new Uint8Array()
  return Array.from({ length: reader.number() }, () => {
    before = reader.front(before)
    return { form: utf8.decode(before), weight: reader.number() }
  })
}
