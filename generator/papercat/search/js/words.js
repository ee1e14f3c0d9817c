/** From words to terms: stop words go, the rest is stemmed. With other languages than English `spoken.js` stands here. */

import { ENGLISH, stem } from "./english.js"

const STOP = new Set(ENGLISH)

/** @param {string} form @returns {boolean} */
export const isStop = form => STOP.has(form)

/** Its term; nothing for a stop word. @type {(form: string, token?: string) => string} of a trimmed token, and of it as it stood */
export const termOf = form => (STOP.has(form) ? "" : stem(form))
