/** Stop words and stems of English, as lunr has them: see stem.py, which does the same. */

export const ENGLISH = (
  "a able about across after all almost also am among an and any are as at be because been but by can cannot could " +
  "dear did do does either else ever every for from get got had has have he her hers him his how however i if in " +
  "into is it its just least let like likely may me might most must my neither no nor not of off often on only or " +
  "other our own rather said say says she should since so some than that the their them then there these they this " +
  "tis to too twas us wants was we were what when where which while who whom why will with would yet you your"
).split(" ")

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
