/** The query language: lunr's (`title:graph +author:hinton -survey colou~1 transf*`), phrases in quotes, identifiers.
 *
 * Where lunr throws, this reads on: an operator without its word means nothing, an unknown field is a word. */

import { SEPARATORS, trim } from "./text.js"
import { wordsOf } from "./said.js"
import { isStop, termOf } from "./words.js"

/** @typedef {{word: string, term: string, fields: number, presence: -1 | 0 | 1, distance: number, boost: number,
 *   kind: "word" | "wildcard" | "id", prefix: boolean, phrase: number}} Clause */
/** @typedef {{clauses: Clause[], plain: boolean, phrases: {fields: number, terms: string[], presence: -1 | 0 | 1}[],
 *   dropped: string[], cut: boolean}} Query */

export const FIELDS = ["title", "abstract", "author", "tag", "name", "venue", "year", "id"]
/** @type {Record<string, string>} */
const ALIASES = {
  authors: "author", tags: "tag", names: "name", venues: "venue", years: "year", identifiers: "id", identifier: "id",
  ids: "id", arxiv: "id", doi: "id", keyword: "tag", keywords: "tag", text: "abstract",
}
export const ALL = 255
const CLAUSES = 40
/** Phrases, at most: each is looked up in many texts. */
const PHRASES = 8
/** Words with `*` or `~`, at most: each is compared with all words of the index. */
const LOOSE = 4
const ARXIV = /(?:arxiv[:.]\s*|arxiv\.org\/(?:abs|pdf|html)\/)?\b(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(v\d+)?(?:\.pdf)?\b/gi
const DOI = /(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?\b(10\.\d{4,9}\/[^\s"<>]+)/gi

/** @param {string} name @returns {number} the field's bit, 0 where there is none */
export function fieldBit(name) {
  const low = name.toLowerCase()
  const place = FIELDS.indexOf(ALIASES[low] ?? low)
  return place < 0 ? 0 : 1 << place
}

/** @param {string} text @returns {Query} */
export function parse(text) {
  /** @type {Query} */
  const query = { clauses: [], plain: true, phrases: [], dropped: [], cut: false }
  const rest = identifiers(text.slice(0, 20000), query)
  const open = !/[\s"]$/.test(rest)
  for (const piece of splitUp(rest)) {
    if (piece.quoted) phrase(piece, query)
    else words(piece, query)
  }
  const last = query.clauses[query.clauses.length - 1]
  if (last && open && query.plain && last.kind === "word") last.prefix = true
  query.clauses = fewLoose(merged(query.clauses), query)
  for (const clause of query.clauses.splice(CLAUSES)) query.dropped.push(clause.word)
  return query
}

/** Whether a word stands for many. @param {Clause} clause */
export const isLoose = ({ kind, distance }) => kind === "wildcard" || distance > 0

/** @param {Clause[]} clauses @param {Query} query @returns {Clause[]} without loose words beyond the first few */
function fewLoose(clauses, query) {
  const loose = clauses.filter(isLoose).slice(LOOSE)
  for (const { word } of loose) query.dropped.push(word)
  return clauses.filter(clause => !loose.includes(clause))
}

/** Takes the identifiers out of a text. @param {string} text @param {Query} query */
function identifiers(text, query) {
  /** @param {string} _ @param {string} id */
  const take = (_, id) => {
    query.clauses.push(clauseOf(id.toLowerCase().replace(/[.,;)]+$/, ""), 1 << 7, { kind: "id" }))
    return " "
  }
  return text.replace(DOI, take).replace(ARXIV, take)
}

/** @param {string} word @param {number} fields @param {Partial<Clause>} more @returns {Clause} */
export function clauseOf(word, fields, more) {
  return { word, term: word, fields, presence: 0, distance: 0, boost: 1, kind: "word", prefix: false, phrase: -1, ...more }
}

/** @typedef {{text: string, fields: number, presence: -1 | 0 | 1, quoted: boolean, distance: number, boost: number}} Piece */

/** Splits at white space outside of quotes. @param {string} text @returns {Piece[]} */
function splitUp(text) {
  /** @type {Piece[]} */
  const found = []
  const pattern = /([+-]?)(?:(\p{L}+):)?"([^"]*)"|(\S+)/gu
  for (const [, plus, field, quoted, bare] of text.matchAll(pattern)) {
    if (quoted !== undefined) {
      const fields = field ? fieldBit(field) : ALL
      found.push({ text: quoted, fields: fields || ALL, presence: sign(plus), quoted: true, distance: 0, boost: 1 })
    } else if (bare !== undefined) found.push(...operators(bare))
  }
  return found
}

/** @param {string | undefined} text @returns {-1 | 0 | 1} */
function sign(text) {
  return text === "+" ? 1 : text === "-" ? -1 : 0
}

/** Reads `+field:word~1^2`. @param {string} text @returns {Piece[]} */
function operators(text) {
  const found = /^([+-]?)(?:(\p{L}+):)?(.*)$/su.exec(text)
  if (!found) return []
  const [, plus, field, body = ""] = found
  const fields = field ? fieldBit(field) : ALL
  const bare = fields ? body : `${field} ${body}`
  const tail = /^(.+?)((?:[~^]\d{0,3})*)$/s.exec(bare)
  const distance = /~(\d+)/.exec(tail?.[2] ?? "")
  const boost = /\^(\d+)/.exec(tail?.[2] ?? "")
  return [{
    text: tail?.[1] ?? "",
    fields: fields || ALL,
    presence: sign(plus),
    quoted: false,
    distance: Math.min(Number(distance?.[1] ?? 0), 2),
    boost: Math.min(Number(boost?.[1] ?? 1), 100),
  }]
}

/** @param {Piece} piece @param {Query} query */
function words(piece, query) {
  const { fields, presence, distance, boost } = piece
  if (fields !== ALL || presence || distance || boost !== 1) query.plain = false
  // lunr gives field and presence to the first of hyphenated words only; all of them are meant
  for (const token of piece.text.toLowerCase().split(SEPARATORS)) {
    if (token.includes("*") && /[^*]/.test(token)) {
      query.plain = false
      query.clauses.push(clauseOf(token, fields, { presence, boost, kind: "wildcard" }))
      continue
    }
    const form = trim(token)
    if (!form) continue
    if (isStop(form)) query.dropped.push(form)
    else query.clauses.push(clauseOf(form, fields, { term: termOf(form, token), presence, distance, boost }))
  }
}

/** @param {Piece} piece @param {Query} query */
function phrase(piece, query) {
  query.plain = false
  const said = wordsOf(piece.text)
  const one = { fields: piece.fields, terms: said.map(({ term }) => term), presence: piece.presence }
  if (said.length > 1 && query.phrases.some(other => JSON.stringify(other) === JSON.stringify(one))) return
  if (said.length > 1 && query.phrases.length === PHRASES) {
    query.dropped.push(piece.text)
    return
  }
  const number = said.length > 1 ? query.phrases.push(one) - 1 : -1
  // what a document must not say in a row it may say apart
  if (piece.presence < 0 && number >= 0) return
  for (const { form, term } of said) {
    query.clauses.push(clauseOf(form, piece.fields, { term, presence: piece.presence || 1, phrase: number }))
  }
}

/** Words that are said twice count once. @param {Clause[]} clauses @returns {Clause[]} */
function merged(clauses) {
  /** @type {Map<string, Clause>} */
  const unique = new Map()
  for (const one of clauses) {
    const key = [one.term, one.kind, one.fields, one.presence, one.distance, one.phrase].join(" ")
    const before = unique.get(key)
    if (before) before.prefix ||= one.prefix
    else unique.set(key, one)
  }
  return [...unique.values()]
}
