/** Lists of terms: read as one text, because of a hundred thousand words hardly any is wanted. */

import { Reader } from "./bytes.js"
import { distance } from "./spelling.js"

/** @typedef {{text: string, starts: Uint32Array, weights: ArrayLike<number>, parts: ArrayLike<number>, letters?: Uint32Array}} Vocabulary
 * a line a term and an empty one before; where each begins, and the end; bits of frequencies; parts of postings, if they are known */

/** @param {Uint8Array} bytes @param {boolean} placed whether parts follow @returns {Vocabulary} */
export function vocabulary(bytes, placed) {
  const reader = new Reader(bytes)
  const count = reader.number()
  const lines = reader.lines(reader.small(count), reader.small(count))
  return { ...lines, weights: reader.small(count), parts: placed ? reader.small(count) : [] }
}

/** @param {Vocabulary} list @param {number} i @returns {string} */
export const termAt = ({ text, starts }, i) => text.slice(starts[i], starts[i + 1] - 1)

/** The terms that a word with stars stands for. @param {Vocabulary} list @param {string} word @returns {number[]} */
export function starred(list, word) {
  const { text, starts } = list
  const longest = `\n${word}\n`.split(/\*+/).reduce((best, one) => (one.trim().length > best.trim().length ? one : best))
  const ahead = longest.startsWith("\n") ? 1 : 0
  const fits = wildcard(word)
  /** @type {number[]} */
  const found = []
  for (let i = 0, at = text.indexOf(longest); at >= 0 && i + 1 < starts.length; at = text.indexOf(longest, starts[i] - 1)) {
    while (starts[i + 1] <= at + ahead) i++
    if (fits(termAt(list, i))) found.push(i)
    i++
  }
  return found
}

/** @param {string} word with stars @returns {(term: string) => boolean} */
export function wildcard(word) {
  const [first, ...rest] = word.split(/\*+/)
  const last = rest.pop() ?? ""
  return term => {
    const end = term.length - last.length
    if (end < first.length || !term.startsWith(first) || !term.endsWith(last)) return false
    let at = first.length
    for (const part of rest) {
      const found = term.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return at <= end
  }
}

/** The terms within so many slips of a word. @param {Vocabulary} list @param {string} word @param {number} most two at most
 * @returns {number[]} */
export function near(list, word, most) {
  const { starts } = list
  const letters = (list.letters ??= lettersOf(list))
  const own = bitsOf(word, 0, word.length)
  /** @type {number[]} */
  const found = []
  for (let i = 0; i + 1 < starts.length; i++) {
    const longer = starts[i + 1] - 1 - starts[i] - word.length
    // each slip brings one letter more and takes one away, at most
    if (longer <= most && longer >= -most && few(letters[i] & ~own, most) && few(own & ~letters[i], most) && distance(word, termAt(list, i), most) <= most) found.push(i)
  }
  return found
}

/** Whether so few bits are set. @param {number} bits @param {number} most */
function few(bits, most) {
  let left = bits
  for (let i = 0; i < most; i++) left &= left - 1
  return left === 0
}

/** Which letters each term has. @param {Vocabulary} list */
function lettersOf({ text, starts }) {
  const made = new Uint32Array(starts.length - 1)
  for (let i = 0; i < made.length; i++) made[i] = bitsOf(text, starts[i], starts[i + 1] - 1)
  return made
}

/** @param {string} text @param {number} from @param {number} to @returns {number} a bit for each of 32 kinds of letters */
function bitsOf(text, from, to) {
  let bits = 0
  for (let i = from; i < to; i++) bits |= 1 << (text.charCodeAt(i) & 31)
  return bits
}
