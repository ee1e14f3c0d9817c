/** From a clause of the query to the terms of the index that it means. */

import { SHORTEST, allowed, distance, gramFile, headed, listedTerms, prefixDistance } from "./spelling.js"
import { BUCKETS } from "./bytes.js"
import { isLoose } from "./parse.js"
import { bucketOf, entryOf } from "./store.js"
import { termOf } from "./words.js"

/** @typedef {import("./parse.js").Clause} Clause */
/** @typedef {import("./spelling.js").Listed} Listed */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./store.js").Bucket} Bucket */
/** @typedef {import("./store.js").Entry} Entry */
/** @typedef {{entry: Entry, weight: number}} Meaning */
/** @typedef {{clause: Clause, meanings: Meaning[], exact: boolean, corrected: string, cut: boolean, all: boolean}} Resolved
 * what a clause means, best first; `all`: every meaning counts, whatever it costs */

const PREFIX = 0.8
const SLIP = 0.7
const EXPANSIONS = 24
const WILDCARDS = 500
/** Dictionary files that all wildcards may ask for, in an index of many. */
const BUCKETS_READ = BUCKETS > 64 ? 24 : 64
const RARE = 2
const UNLIKELY = 5
const CANDIDATES = 3
/** Letters of a term that two slips leave recognisable. */
const RECOGNISED = 5
/** Files that a first question may ask for, and how many of them are result cards. */
const REQUESTS = 20
/** Words up to which there is room for one file more. */
const FEW = 3
const CARDS_READ = 10

/** @param {string} word */
const slipsFile = word => `g/${gramFile(word)}.bin`

/** What all clauses mean, in as few files as may be. @param {Store} store @param {Clause[]} clauses @param {boolean} forgive
 * @returns {Promise<Resolved[]>} */
export async function resolveAll(store, clauses, forgive) {
  // a word takes a dictionary and postings; what is left may be spent on words that are perhaps wrong, long ones first
  const early = [...clauses].sort((a, b) => b.word.length - a.word.length).slice(0, roomFor(clauses.length))
  const late = clauses.length <= FEW
  const each = Math.ceil(BUCKETS_READ / Math.max(clauses.filter(isLoose).length, 1))
  const resolved = await Promise.all(clauses.map(clause => resolve(store, clause, forgive, { early: early.includes(clause), late, each })))
  afford(store, resolved)
  return resolved
}

/** Files that may be read beside a dictionary and postings for each word. @param {number} words */
function roomFor(words) {
  return Math.max(REQUESTS - CARDS_READ - 2 * words, 0)
}

/** @param {Store} store @param {Clause} clause @param {boolean} forgive
 * @param {{early: boolean, late: boolean, each: number}} room whether slips in its first letters are looked up beside its
 * dictionary, whether they may be looked up after it, and how many dictionaries a wildcard may read @returns {Promise<Resolved>} */
async function resolve(store, clause, forgive, { early, late, each }) {
  const { word, term, kind, fields, presence } = clause
  if (kind === "wildcard") return fromAll(store, clause, wildcard(word), each)
  if (kind === "id") return made(clause, (await store.bucket(word)).entries.get(word), [])
  if (clause.distance) return fromAll(store, clause, other => distance(term, other, clause.distance) <= clause.distance, each)
  const lenient = forgive && presence >= 0 && fields !== 1 << 7 && word.length >= SHORTEST
  // asked for beside the dictionary, not after it: which words are wrong is known too late
  const here = store.kept.has(slipsFile(word))
  const listing = lenient && (here || (early && !store.has(term))) ? grams(store, word) : null
  listing?.catch(() => {})
  const [bucket, typed] = await Promise.all([store.bucket(term), clause.prefix ? store.bucket(word) : null])
  const exact = bucket.entries.get(term)
  const near = typed ? completions(typed, clause, exact) : []
  if (!lenient) return made(clause, exact, near)
  if (!exact && !near.length) return corrected(store, clause, await store.bucket(word), listing, late)
  const rival = exact && exact.count <= RARE && !near.length ? neighbours(bucket, clause, exact) : []
  return made(clause, exact, [...near, ...rival])
}

/** @param {Clause} clause @param {Entry | undefined} exact @param {Meaning[]} more @returns {Resolved} */
export function made(clause, exact, more) {
  const meanings = exact ? [{ entry: exact, weight: 1 }, ...more] : more
  return { clause, meanings, exact: exact !== undefined, corrected: "", cut: false, all: false }
}

/** Leaves out meanings that would need too many files: each clause keeps its best, then all take turns.
 * @param {Store} store @param {Resolved[]} resolved */
function afford(store, resolved) {
  const words = resolved.filter(({ all }) => !all)
  const room = Math.max(REQUESTS - CARDS_READ - 2 * words.length, words.length)
  /** @type {Set<string>} */
  const files = new Set()
  /** @param {Entry} entry */
  const fileOf = ({ bucket, part }) => (part ? `p/${bucket}-${part}.bin` : `d/${bucket}.bin`)
  /** @param {Entry} entry */
  const free = entry => files.has(fileOf(entry)) || store.kept.has(fileOf(entry))
  for (const { meanings: [best] } of words) if (best && !free(best.entry)) files.add(fileOf(best.entry))
  const most = Math.max(...words.map(({ meanings }) => meanings.length), 0)
  for (let turn = 1; turn < most; turn++) {
    for (const { meanings, exact } of words) {
      const one = meanings[turn]
      // what is rarer than the word itself adds little
      const poor = exact && one && one.entry.count <= meanings[0].entry.count
      if (one && !poor && files.size < room && !free(one.entry)) files.add(fileOf(one.entry))
    }
  }
  for (const one of words) one.meanings = one.meanings.filter(({ entry }, i) => i === 0 || free(entry))
}

/** @param {Store} store @param {string} word @returns {Promise<Listed[]>} */
function grams(store, word) {
  return store.file(slipsFile(word), bytes => listedTerms(bytes, true))
}

/** Terms that begin with what was typed, most frequent first. @param {Bucket} bucket @param {Clause} clause
 * @param {Entry | undefined} exact @returns {Meaning[]} */
function completions(bucket, { word }, exact) {
  /** @type {Entry[]} */
  let found = []
  if ([...word].length < 3) found = bucket.short.get(word) ?? []
  else {
    for (const [term, forms] of bucket.forms) {
      const entry = bucket.entries.get(term)
      if (entry && (term.startsWith(word) || forms.some(form => form.startsWith(word)))) found.push(entry)
    }
    found.sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1))
  }
  return found.filter(({ term }) => term !== exact?.term).slice(0, EXPANSIONS).map(entry => ({ entry, weight: PREFIX }))
}

/** @typedef {{form: string, weight: number, slips: number, entry: Entry}} Candidate */

/** What an unknown word may have been. @param {Store} store @param {Clause} clause @param {Bucket} bucket
 * @param {Promise<Listed[]> | null} listing if it was asked for @param {boolean} late whether it may be asked for now
 * @returns {Promise<Resolved>} */
async function corrected(store, clause, bucket, listing, late) {
  const { word, prefix } = clause
  const most = allowed(word)
  const measure = prefix ? prefixDistance : distance
  let found = ranked([...bucket.entries.values()].flatMap(entry => {
    const weight = 32 - Math.clz32(entry.count)
    return (bucket.forms.get(entry.term) ?? []).map((form, i) => ({ form, weight: weight - i, slips: measure(word, form, most), entry }))
  }), most)
  // a slip in the first letters is less likely, but not than a word that hardly anybody wrote
  if ((listing || late) && (found[0]?.slips !== 1 || (listing && found[0].weight <= UNLIKELY))) {
    const listed = await (listing ?? grams(store, word))
    found = ranked([...found, ...listed.flatMap(one => candidates(one, word, prefix, most))], most)
  }
  /** @type {Map<string, Entry>} */
  const unique = new Map()
  for (const { entry } of found) if (!unique.has(entry.term)) unique.set(entry.term, entry)
  const meanings = [...unique.values()].slice(0, CANDIDATES).map((entry, i) => ({ entry, weight: SLIP / (1 + i / 2) }))
  return { ...made(clause, undefined, meanings), corrected: found[0]?.form ?? "" }
}

/** @param {Listed} one @param {string} word @param {boolean} prefix @param {number} most @returns {Candidate[]} */
function candidates({ term, weight, part }, word, prefix, most) {
  const form = headed(word, term, whole => termOf(whole) === term || (prefix && (term.startsWith(whole) || whole.startsWith(term))))
  if (form) return [{ form, weight, slips: 1, entry: entryOf(term, part) }]
  if (most < 2 || term.length < RECOGNISED) return []
  // two slips, one of them in the first letters
  const slips = Math.max(prefixDistance(term, word, most), 2)
  return slips <= most ? [{ form: term, weight, slips, entry: entryOf(term, part) }] : []
}

/** @param {Candidate[]} found @param {number} most */
function ranked(found, most) {
  const near = found.filter(({ slips }) => slips <= most)
  const least = near.reduce((best, { slips }) => Math.min(best, slips), most)
  return near
    .filter(({ slips }) => slips === least)
    .sort((a, b) => b.weight - a.weight || (a.form < b.form ? -1 : 1))
}

/** A frequent word beside one that hardly anybody wrote. @param {Bucket} bucket @param {Clause} clause @param {Entry} exact */
function neighbours(bucket, { word }, exact) {
  /** @type {Meaning[]} */
  const found = []
  for (const [term, forms] of word.length > SHORTEST ? bucket.forms : []) {
    const entry = bucket.entries.get(term)
    if (!entry || entry.count < exact.count * 20) continue
    if (forms.some(form => distance(word, form, 1) === 1)) found.push({ entry, weight: SLIP })
  }
  return found.sort((a, b) => b.entry.count - a.entry.count).slice(0, 1)
}

/** @param {string} word with stars @returns {(term: string) => boolean} */
function wildcard(word) {
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

/** Terms from the list of all. @param {Store} store @param {Clause} clause @param {(term: string) => boolean} fits
 * @param {number} most dictionaries @returns {Promise<Resolved>} */
async function fromAll(store, clause, fits, most) {
  const start = clause.kind === "wildcard" ? /^[^*]*/.exec(clause.word)?.[0] ?? "" : ""
  const terms = start.length >= 3 && !/^\d/.test(start)
    ? [...(await store.bucket(start)).entries.keys()].filter(fits)
    : (await store.file("terms.bin", bytes => listedTerms(bytes, false))).filter(({ term }) => fits(term))
      .sort((a, b) => b.weight - a.weight).map(({ term }) => term)
  const read = new Set([...new Set(terms.map(bucketOf))].slice(0, BUCKETS > 64 ? most : BUCKETS_READ))
  const chosen = terms.filter(term => read.has(bucketOf(term))).slice(0, WILDCARDS)
  const entries = await Promise.all(chosen.map(async term => (await store.bucket(term)).entries.get(term)))
  const meanings = entries.flatMap(entry => (entry ? [{ entry, weight: 1 }] : []))
  return { ...made(clause, undefined, meanings), cut: chosen.length < terms.length, all: true }
}
