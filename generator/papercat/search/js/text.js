/** From text to terms, as lunr does it: see text.py and stem.py, which do the same. */

const STOP = new Set(
  ("a able about across after all almost also am among an and any are as at be because been but by can cannot could " +
    "dear did do does either else ever every for from get got had has have he her hers him his how however i if in " +
    "into is it its just least let like likely may me might most must my neither no nor not of off often on only or " +
    "other our own rather said say says she should since so some than that the their them then there these they this " +
    "tis to too twas us wants was we were what when where which while who whom why will with would yet you your"
  ).split(" "),
)
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
  const word = fold(token).replace(/^[^\p{L}\p{N}_]+/u, "")
  let end = word.length
  while (end > 0 && !/[\p{L}\p{N}_]$/u.test(word.slice(Math.max(0, end - 2), end))) end--
  return end > LIMIT ? [...word.slice(0, end)].slice(0, LIMIT).join("") : word.slice(0, end)
}

/** @param {string} form @returns {boolean} */
export const isStop = form => STOP.has(form)

/** @param {string} form a trimmed token @returns {string} its term; nothing for a stop word */
export function termOf(form) {
  return STOP.has(form) ? "" : stem(form)
}

/** @type {Record<string, string>} */
const STEP_2 = {
  ational: "ate", tional: "tion", enci: "ence", anci: "ance", izer: "ize", bli: "ble", alli: "al", entli: "ent",
  eli: "e", ousli: "ous", ization: "ize", ation: "ate", ator: "ate", alism: "al", iveness: "ive", fulness: "ful",
  ousness: "ous", aliti: "al", iviti: "ive", biliti: "ble", logi: "log",
}
/** @type {Record<string, string>} */
const STEP_3 = { icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", ful: "", ness: "" }
const C = "[^aeiou][^aeiouy]*"
const V = "[aeiouy][aeiou]*"
const MEASURED = new RegExp(`^(${C})?${V}${C}`)
const TWICE = new RegExp(`^(${C})?${V}${C}${V}${C}`)
const ONCE = new RegExp(`^(${C})?${V}${C}(${V})?$`)
const VOICED = new RegExp(`^(${C})?[aeiouy]`)
const SHORT = new RegExp(`^${C}[aeiouy][^aeiouwxy]$`)
const DOUBLE = /([^aeiouylsz])\1$/
const SUFFIX_2 = new RegExp(`^(.+?)(${Object.keys(STEP_2).join("|")})$`)
const SUFFIX_3 = new RegExp(`^(.+?)(${Object.keys(STEP_3).join("|")})$`)
const SUFFIX_4 = /^(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$/
const SUFFIX_ION = /^(.+?)([st])ion$/

/** The Porter stemmer. @param {string} word @returns {string} */
export function stem(word) {
  if ([...word].length < 3) return word
  if (!word.startsWith("y")) return endings(word)
  return `y${endings(`Y${word.slice(1)}`).slice(1)}`
}

/** @param {string} word */
function endings(word) {
  let w = past(plural(word))
  if (/^.+[^aeiou]y$/.test(w)) w = `${w.slice(0, -1)}i`
  w = replaced(w, SUFFIX_2, STEP_2)
  w = replaced(w, SUFFIX_3, STEP_3)
  return final(suffix(w))
}

/** @param {string} w @param {RegExp} pattern @param {Record<string, string>} list */
function replaced(w, pattern, list) {
  const found = pattern.exec(w)
  return found && MEASURED.test(found[1] ?? "") ? found[1] + list[found[2]] : w
}

/** @param {string} w */
function plural(w) {
  if (/^.+?(ss|i)es$/.test(w)) return w.slice(0, -2)
  return /^.+?[^s]s$/.test(w) ? w.slice(0, -1) : w
}

/** @param {string} w */
function past(w) {
  if (/^.+?eed$/.test(w)) return MEASURED.test(w.slice(0, -3)) ? w.slice(0, -1) : w
  const found = /^(.+?)(ed|ing)$/.exec(w)
  if (!found || !VOICED.test(found[1] ?? "")) return w
  const base = found[1] ?? ""
  if (/(at|bl|iz)$/.test(base)) return `${base}e`
  if (DOUBLE.test(base)) return base.slice(0, -1)
  return SHORT.test(base) ? `${base}e` : base
}

/** @param {string} w */
function suffix(w) {
  const found = SUFFIX_4.exec(w)
  if (found) return TWICE.test(found[1] ?? "") ? (found[1] ?? "") : w
  const ion = SUFFIX_ION.exec(w)
  const base = ion ? (ion[1] ?? "") + (ion[2] ?? "") : ""
  return ion && TWICE.test(base) ? base : w
}

/** @param {string} word */
function final(word) {
  let w = word
  if (/^.+?e$/.test(w)) {
    const base = w.slice(0, -1)
    if (TWICE.test(base) || (ONCE.test(base) && !SHORT.test(base))) w = base
  }
  return w.endsWith("ll") && TWICE.test(w) ? w.slice(0, -1) : w
}
