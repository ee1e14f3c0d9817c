/** What a text says, word by word. */

import { tokens, trim } from "./text.js"
import { isStop, termOf } from "./words.js"

/** @param {string} text @returns {{form: string, term: string}[]} its words, without stop words */
export function wordsOf(text) {
  return tokens(text).map(token => [trim(token), token]).filter(([form]) => form && !isStop(form)).map(([form, token]) => ({ form, term: termOf(form, token) }))
}
