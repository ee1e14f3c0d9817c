/** From text to words, as lunr does it: see text.py, which does the same. */

/** @type {Record<string, string>} */
const SPECIAL = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" }
export const LIMIT = 64

/** White space as Python splits at it, and the hyphen. */
// eslint-disable-next-line no-control-regex -- Python splits at these too
export const SEPARATORS = new RegExp("[\\s\\x1c-\\x1f\\x85-]+")

/** @param {string} text @returns {string[]} raw tokens */
export function tokens(text) {
  return text.toLowerCase().split(SEPARATORS).filter(Boolean)
}

/** @param {string} token in lower case @returns {string} without accents */
export function fold(token) {
  if (!/[^ -~]/.test(token)) return token
  return token
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, letter => SPECIAL[letter] ?? letter)
}

/** @param {string} token @returns {string} folded, without punctuation at its ends */
export function trim(token) {
  return bare(fold(token))
}

/** @param {string} token @returns {string} without punctuation at its ends */
export function bare(token) {
  const word = token.replace(/^[^\p{L}\p{N}_]+/u, "")
  let end = word.length
  while (end > 0 && !/[\p{L}\p{N}_]$/u.test(word.slice(Math.max(0, end - 2), end))) end--
  return end > LIMIT ? [...word.slice(0, end)].slice(0, LIMIT).join("") : word.slice(0, end)
}
