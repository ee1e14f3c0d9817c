/** From words to terms in other languages than English: stop words and stemmers of lunr-languages, one after the other.
 * Stands in the place of words.js; languages.py does the same. */

import { ENGLISH, stem } from "./english.js"
import { bare, fold } from "./text.js"

/** @typedef {{stemmer?: (word: string) => string, stopWordFilter?: string[]}} Language */

/** @type {string[]} */
const SPOKEN = []
/** What lunr-languages finds instead of lunr, and fills. @type {Record<string, any>} */
const LUNR = { Pipeline: { registerFunction() {} }, generateStopWordFilter: Array.from }
// the files of lunr-languages

const STOP = new Set(SPOKEN.flatMap(name => (name === "en" ? ENGLISH : LUNR[name].stopWordFilter ?? [])).map(fold))
const STEMMERS = SPOKEN.map(stemmerOf)

/** @param {string} name @returns {(word: string) => string} */
function stemmerOf(name) {
  if (name === "en") return stem
  const { stemmer } = LUNR[name]
  // letters that Snowball in Python reads otherwise
  return name === "fr" ? word => stemmer(word.replace(/ë/g, "e").replace(/ï/g, "i")) : stemmer
}

/** @param {string} form @returns {boolean} */
export const isStop = form => STOP.has(form)

/** @param {string} form a trimmed token @param {string} [token] as it stood: stemmers look at accents
 * @returns {string} its term; nothing for a stop word */
export function termOf(form, token = form) {
  return STOP.has(form) ? "" : fold(STEMMERS.reduce((word, step) => step(word), bare(token.toLowerCase().normalize("NFC"))))
}
