/** What a text says, word by word. */

import { tokens, trim } from "./text.js"
import { isStop, termOf } from "./words.js"

/** Its words, without stop words; a term is worked out when it is asked for. @param {string} text
 * @returns {{form: string, readonly term: string}[]} */
export function wordsOf(text) {
  return tokens(text).map(token => [trim(token), token]).filter(([form]) => form && !isStop(form)).map(([form, token]) => ({
    form,
    get term() {
      return termOf(form, token)
    },
  }))
}
