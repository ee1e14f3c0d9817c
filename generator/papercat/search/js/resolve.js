/** From a clause of the query to the terms of the index that it means. */

import { SHORTEST, allowed, distance, gramFile, headed, prefixDistance, tailed } from "./spelling.js"
import { BUCKETS } from "./bytes.js"
import { isLoose } from "./parse.js"
import { entryOf, postingsFile } from "./store.js"
import { near, starred, termAt, vocabulary, wildcard } from "./vocabulary.js"
import { termOf } from "./words.js"

/** @typedef {import("./parse.js").Clause} Clause */
/** @typedef {import("./vocabulary.js").Vocabulary} Vocabulary */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./store.js").Bucket} Bucket */
/** @typedef {import("./store.js").Entry} Entry */
/** @typedef {{entry: Entry, weight: number}} Meaning */
/** @typedef {{clause: Clause, meanings: Meaning[], exact: boolean, corrected: string, likelier: string, cut: boolean, all: boolean}} Resolved
 * what a clause means, best first; `corrected`: what an unknown word was taken for; `likelier`: what is looked for beside a rare one;
 * `all`: every meaning counts, whatever it costs */

const PREFIX = 0.8
const SLIP = 0.7
const EXPANSIONS = 24
const WILDCARDS = 500
/** Files that all words with `*` or `~` may ask for; a small index has hardly more. */
const LOOSE_FILES = BUCKETS > 64 ? 32 : Infinity
/** Matching terms, the most frequent first, of which those are taken that lie in these files. */
const WEIGHED = 4000
const RARE = 2
/** How often a word must occur beside a rare one that may be it with a slip. */
const TIMES = 20
const UNLIKELY = 5
const CANDIDATES = 3
/** Bits of frequency that a correction must have more where it is not sure that its word exists. */
const UNSURE = 3
/** Scripts that put no space between words: Thai to Myanmar, Khmer, kana, Han. */
const UNSPACED = /^[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+$/u
/** Letters of a term that two slips leave recognisable. */
const RECOGNISED = 5
/** Of a word of which the last one or two may be missing behind its term. */
const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"]
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
  const each = Math.ceil(LOOSE_FILES / Math.max(clauses.filter(isLoose).length, 1))
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
 * dictionary, whether they may be looked up after it, and how many files a wildcard may read @returns {Promise<Resolved>} */
async function resolve(store, clause, forgive, { early, late, each }) {
  const { word, term, kind, fields, presence } = clause
  if (kind === "wildcard") return many(store, clause, each)
  if (kind === "id") return made(clause, (await store.bucket(word)).entries.get(word), [])
  if (clause.distance) return ofAll(store, clause, list => near(list, term, clause.distance), each)
  const lenient = forgive && presence >= 0 && fields !== 1 << 7 && word.length >= SHORTEST
  // asked for beside the dictionary, not after it: which words are wrong is known too late
  const here = store.kept.has(slipsFile(word))
  const listing = lenient && (here || (early && !store.has(term))) ? grams(store, word) : null
  listing?.catch(() => {})
  const [bucket, typed] = await Promise.all([store.bucket(term), clause.prefix ? store.bucket(word) : null])
  const exact = bucket.entries.get(term)
  const ended = typed ? completions(typed, clause, exact) : []
  // a word of such a script is a whole clause of the text, and what is typed a part of it
  if (!exact && !ended.length && forgive && UNSPACED.test(word)) return ofAll(store, clause, list => starred(list, `*${word}*`), each)
  if (!lenient || ended.length) return made(clause, exact, ended)
  const slips = () => listing ?? (late ? grams(store, word) : null)
  if (!exact) return corrected(clause, await store.bucket(word), slips, listing !== null)
  return exact.count <= RARE && word.length > SHORTEST ? likelier(clause, bucket, exact, await slips()) : made(clause, exact, [])
}

/** @param {Clause} clause @param {Entry | undefined} exact @param {Meaning[]} more @returns {Resolved} */
export function made(clause, exact, more) {
  const meanings = exact ? [{ entry: exact, weight: 1 }, ...more] : more
  return { clause, meanings, exact: exact !== undefined, corrected: "", likelier: "", cut: false, all: false }
}

/** Leaves out meanings that would need too many files: each clause keeps its best, then all take turns.
 * @param {Store} store @param {Resolved[]} resolved */
function afford(store, resolved) {
  const words = resolved.filter(({ all }) => !all)
  const room = Math.max(REQUESTS - CARDS_READ - 2 * words.length, words.length)
  /** @type {Set<string>} */
  const files = new Set()
  /** @param {Entry} entry */
  const free = entry => files.has(postingsFile(entry)) || store.kept.has(postingsFile(entry))
  for (const { meanings: [best] } of words) if (best && !free(best.entry)) files.add(postingsFile(best.entry))
  const most = Math.max(...words.map(({ meanings }) => meanings.length), 0)
  for (let turn = 1; turn < most; turn++) {
    for (const { meanings, exact } of words) {
      const one = meanings[turn]
      // what is rarer than the word itself adds little
      const poor = exact && one && one.entry.count <= meanings[0].entry.count
      if (one && !poor && files.size < room && !free(one.entry)) files.add(postingsFile(one.entry))
    }
  }
  for (const one of words) one.meanings = one.meanings.filter(({ entry }, i) => i === 0 || free(entry))
}

/** @param {Store} store @param {string} word @returns {Promise<Vocabulary>} */
function grams(store, word) {
  return store.file(slipsFile(word), bytes => vocabulary(bytes, true))
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

/** What an unknown word may have been. @param {Clause} clause @param {Bucket} bucket
 * @param {() => Promise<Vocabulary> | null} slips terms that a slip in the first letters may have hidden, if they may be read
 * @param {boolean} asked whether they are on their way @returns {Promise<Resolved>} */
async function corrected(clause, bucket, slips, asked) {
  const { word, prefix } = clause
  const most = allowed(word)
  const measure = prefix ? prefixDistance : distance
  let found = ranked([...bucket.entries.values()].flatMap(entry => {
    const weight = 32 - Math.clz32(entry.count)
    return (bucket.forms.get(entry.term) ?? []).map((form, i) => ({ form, weight: weight - i, slips: measure(word, form, most), entry }))
  }), most)
  // a slip in the first letters is less likely, but not than a word that hardly anybody wrote
  if (found[0]?.slips !== 1 || (asked && found[0].weight <= UNLIKELY)) {
    const listed = await slips()
    if (listed) found = ranked([...found, ...candidates(listed, word, prefix, most)], most)
  }
  /** @type {Map<string, Entry>} */
  const unique = new Map()
  for (const { entry } of found) if (!unique.has(entry.term)) unique.set(entry.term, entry)
  const meanings = [...unique.values()].slice(0, CANDIDATES).map((entry, i) => ({ entry, weight: SLIP / (1 + i / 2) }))
  return { ...made(clause, undefined, meanings), corrected: found[0]?.form ?? "" }
}

/** @param {Vocabulary} list @param {string} word @param {boolean} prefix whether it may be unfinished @param {number} most
 * @returns {Candidate[]} */
function candidates(list, word, prefix, most) {
  /** @type {Candidate[]} */
  const found = []
  for (let i = 0; i < list.weights.length; i++) {
    const [term, weight] = [termAt(list, i), list.weights[i]]
    const fits = (/** @type {string} */ whole) => termOf(whole) === term || (prefix && begins(whole, term))
    const one = headed(word, term, fits)
    // two slips, one of them in the first letters
    const whole = one || (most < 2 || term.length < RECOGNISED ? "" : tailed(word, term, most, fits))
    if (!whole) continue
    // what is said is a word that the index has, or the beginning of one
    const form = termOf(whole) === term || term.startsWith(whole) ? whole : term
    found.push({ form, weight: weight - (one || form !== term ? 0 : UNSURE), slips: one ? 1 : 2, entry: entryOf(term, list.parts[i], weight) })
  }
  return found
}

/** Whether a word that lacks its last letters may be one of this term. @param {string} whole @param {string} term */
function begins(whole, term) {
  if (term.startsWith(whole)) return true
  return whole.startsWith(term) && LETTERS.some(one => termOf(whole + one) === term || LETTERS.some(two => termOf(whole + one + two) === term))
}

/** @param {Candidate[]} found @param {number} most */
function ranked(found, most) {
  const close = found.filter(({ slips }) => slips <= most)
  const least = close.reduce((best, { slips }) => Math.min(best, slips), most)
  return close
    .filter(({ slips }) => slips === least)
    .sort((a, b) => b.weight - a.weight || (a.form < b.form ? -1 : 1))
}

/** A word that hardly anybody wrote, and beside it the most frequent one that is a slip away. @param {Clause} clause
 * @param {Bucket} bucket @param {Entry} exact @param {Vocabulary | null} listed @returns {Resolved} */
function likelier(clause, bucket, exact, listed) {
  const { word } = clause
  const least = exact.count * TIMES
  /** @type {Candidate[]} */
  const found = listed ? candidates(listed, word, false, 1).filter(({ entry }) => entry.term !== exact.term && entry.count * 2 > least) : []
  for (const [term, forms] of bucket.forms) {
    const entry = bucket.entries.get(term)
    const form = entry && entry.count >= least ? forms.find(one => distance(word, one, 1) === 1) : undefined
    if (entry && form) found.push({ form, weight: 32 - Math.clz32(entry.count), slips: 1, entry })
  }
  const [best] = ranked(found, 1)
  return best ? { ...made(clause, exact, [{ entry: best.entry, weight: SLIP }]), likelier: best.form } : made(clause, exact, [])
}

/** Terms of a word with stars: from one dictionary if its first letters are known. @param {Store} store @param {Clause} clause
 * @param {number} files @returns {Promise<Resolved>} */
async function many(store, clause, files) {
  const start = /^[^*]*/.exec(clause.word)?.[0] ?? ""
  if (start.length < 3 || /^\d/.test(start)) return ofAll(store, clause, list => starred(list, clause.word), files)
  const fits = wildcard(clause.word)
  const found = [...(await store.bucket(start)).entries.values()].filter(({ term }) => fits(term)).sort((a, b) => b.count - a.count)
  return bounded(clause, found, found.length, files)
}

/** Terms from the list of all. @param {Store} store @param {Clause} clause @param {(list: Vocabulary) => number[]} choose
 * @param {number} files @returns {Promise<Resolved>} */
async function ofAll(store, clause, choose, files) {
  const list = await store.file("terms.bin", bytes => vocabulary(bytes, true))
  const found = choose(list)
  /** @type {number[][]} */
  const groups = []
  for (const i of found) (groups[list.weights[i]] ??= []).push(i)
  const best = groups.reverse().flat().slice(0, WEIGHED)
  return bounded(clause, best.map(i => entryOf(termAt(list, i), list.parts[i], list.weights[i])), found.length, files)
}

/** The most frequent of many terms, in so many files. @param {Clause} clause @param {Entry[]} entries most frequent first
 * @param {number} all how many terms are meant @param {number} most @returns {Resolved} */
function bounded(clause, entries, all, most) {
  /** @type {Set<string>} */
  const files = new Set()
  const chosen = entries.filter(entry => {
    const file = postingsFile(entry)
    if (files.size < most) files.add(file)
    return files.has(file)
  }).slice(0, WILDCARDS)
  return { ...made(clause, undefined, chosen.map(entry => ({ entry, weight: 1 }))), cut: chosen.length < all, all: true }
}
