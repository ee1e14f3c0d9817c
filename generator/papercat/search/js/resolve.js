/** From a clause of the query to the terms of the index that it means. */

import { allowed, distance, gramFiles, listedForms, prefixDistance, SHORTEST } from "./spelling.js"
import { termOf } from "./text.js"

/** @typedef {import("./parse.js").Clause} Clause */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./store.js").Entry} Entry */
/** @typedef {{entry: Entry, weight: number}} Meaning */
/** @typedef {{clause: Clause, meanings: Meaning[], corrected: string, count: number, cut: boolean}} Resolved */

const PREFIX = 0.8
const SLIP = 0.7
const PARTS = 3
const BRIEF = 6
const EXPANSIONS = 24
const WILDCARDS = 1000
/** Dictionary files that a wildcard may ask for. */
const BUCKETS_READ = 48
const RARE = 2
const UNLIKELY = 5

/** @param {Store} store @param {Clause} clause @param {boolean} forgive @returns {Promise<Resolved>} */
export async function resolve(store, clause, forgive) {
  if (clause.kind === "wildcard") return listed(store, clause, wildcard(clause.word))
  if (clause.kind === "id") return plain(clause, await find(store, clause.word))
  if (clause.distance) {
    const { term, distance: most } = clause
    return listed(store, clause, word => distance(term, word, most) <= most)
  }
  const exact = await find(store, clause.term)
  const near = clause.prefix ? await completions(store, clause, exact) : []
  if (!forgive || clause.presence < 0 || clause.fields === 1 << 7) return made(clause, exact, near)
  if (!exact && !near.length) return corrected(store, clause)
  const rival = exact && exact.count <= RARE && !near.length ? await neighbours(store, clause, exact) : []
  return made(clause, exact, [...near, ...rival])
}

/** @param {Clause} clause @param {Entry | undefined} exact @param {Meaning[]} more @returns {Resolved} */
export function made(clause, exact, more) {
  const meanings = exact ? [{ entry: exact, weight: 1 }, ...more] : more
  // a rare completion says no more than the word itself: all are weighed by one frequency
  const count = exact ? exact.count : Math.min(meanings.reduce((sum, { entry }) => sum + entry.count, 0), 1e9)
  return { clause, meanings, corrected: "", count, cut: false }
}

/** @param {Clause} clause @param {Entry | undefined} entry */
function plain(clause, entry) {
  return made(clause, entry, [])
}

/** @param {Store} store @param {string} term @returns {Promise<Entry | undefined>} */
async function find(store, term) {
  if (!term) return undefined
  const bucket = await store.bucket(await store.bucketOf(term))
  return bucket.entries.get(term)
}

/** Terms that begin with what was typed, most frequent first, from few files.
 * @param {Store} store @param {Clause} clause @param {Entry | undefined} exact @returns {Promise<Meaning[]>} */
async function completions(store, clause, exact) {
  const typed = clause.word
  const bucket = await store.bucket(await store.bucketOf(typed))
  /** @type {Entry[]} */
  let found = []
  if ([...typed].length < 3) {
    const short = (bucket.short.get(typed) ?? []).slice(0, BRIEF)
    const entries = await Promise.all(short.map(term => find(store, term)))
    found = entries.filter(entry => entry !== undefined)
  } else {
    for (const [term, forms] of bucket.forms) {
      if (term.startsWith(typed) || forms.some(form => form.startsWith(typed))) {
        const entry = bucket.entries.get(term)
        if (entry) found.push(entry)
      }
    }
  }
  found = found.filter(entry => entry.term !== exact?.term).sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1))
  return few(found.slice(0, EXPANSIONS), exact).map(entry => ({ entry, weight: PREFIX }))
}

/** Leaves out what would need many more files. @param {Entry[]} entries @param {Entry | undefined} exact */
function few(entries, exact) {
  const done = exact !== undefined && exact.count >= (entries[0]?.count ?? 0)
  const parts = new Set(exact ? [`${exact.bucket}-${exact.part}`] : [])
  const most = parts.size + (done ? 0 : PARTS)
  return entries.filter(({ bucket, part }) => {
    if (part === 0 || parts.has(`${bucket}-${part}`)) return true
    if (parts.size >= most) return false
    parts.add(`${bucket}-${part}`)
    return true
  })
}

/** What an unknown word may have been. @param {Store} store @param {Clause} clause @returns {Promise<Resolved>} */
async function corrected(store, clause) {
  const word = clause.word
  const most = allowed(word)
  if (!most) return plain(clause, undefined)
  const measure = clause.prefix ? prefixDistance : distance
  const bucket = await store.bucket(await store.bucketOf(word))
  let found = ranked([...bucket.forms].flatMap(([term, forms]) => {
    const weight = 32 - Math.clz32(bucket.entries.get(term)?.count ?? 0)
    return forms.map((form, i) => ({ form, weight: weight - i, slips: measure(word, form, most) }))
  }), most)
  // a slip in the first letters is less likely, but not than a word that hardly anybody wrote
  if (found[0]?.slips !== 1 || found[0].weight <= UNLIKELY) {
    const files = gramFiles(word, Math.max(1, (await store.root()).buckets >> 1))
    const lists = await Promise.all(files.map(file => store.file(`g/${file}.bin`, listedForms)))
    const more = lists.flat().map(({ form, weight }) => ({ form, weight, slips: measure(word, form, most) }))
    found = ranked([...found, ...more], most)
  }
  const entries = await Promise.all(found.slice(0, 8).map(({ form }) => find(store, termOf(form))))
  const unique = new Map(entries.flatMap(entry => (entry ? [[entry.term, entry]] : [])))
  const meanings = [...unique.values()].slice(0, 3).map((entry, i) => ({ entry, weight: SLIP / (1 + i / 2) }))
  return { ...made(clause, undefined, meanings), corrected: found[0]?.form ?? "" }
}

/** @param {{form: string, weight: number, slips: number}[]} candidates @param {number} most */
function ranked(candidates, most) {
  const near = candidates.filter(({ slips }) => slips <= most)
  const least = near.reduce((best, { slips }) => Math.min(best, slips), most)
  return near
    .filter(({ slips }) => slips === least)
    .sort((a, b) => b.weight - a.weight || (a.form < b.form ? -1 : 1))
}

/** A frequent word beside one that hardly anybody wrote. @param {Store} store @param {Clause} clause @param {Entry} exact */
async function neighbours(store, clause, exact) {
  if (clause.word.length <= SHORTEST) return []
  const bucket = await store.bucket(exact.bucket)
  /** @type {Meaning[]} */
  const found = []
  for (const [term, forms] of bucket.forms) {
    const entry = bucket.entries.get(term)
    if (!entry || entry.count < exact.count * 20) continue
    if (forms.some(form => distance(clause.word, form, 1) === 1)) found.push({ entry, weight: SLIP })
  }
  return found.sort((a, b) => b.entry.count - a.entry.count).slice(0, 1)
}

/** @param {string} word @returns {(term: string) => boolean} */
function wildcard(word) {
  const parts = word.split(/\*+/)
  return term => {
    let at = 0
    for (const [i, part] of parts.entries()) {
      const found = i === 0 ? (term.startsWith(part) ? 0 : -1) : i === parts.length - 1 && part
        ? (term.length - part.length >= at && term.endsWith(part) ? term.length - part.length : -1)
        : term.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return parts[parts.length - 1] === "" || at === term.length
  }
}

/** Terms from the list of all. @param {Store} store @param {Clause} clause @param {(term: string) => boolean} fits */
async function listed(store, clause, fits) {
  const start = clause.kind === "wildcard" ? /^[^*]*/.exec(clause.word)?.[0] ?? "" : ""
  const terms = start.length >= 3 && !/^\d/.test(start)
    ? [...(await store.bucket(await store.bucketOf(start))).entries.keys()].filter(fits)
    : (await store.file("terms.bin", listedForms)).filter(({ form }) => fits(form))
      .sort((a, b) => b.weight - a.weight).map(({ form }) => form)
  const places = await Promise.all(terms.map(term => store.bucketOf(term)))
  const read = new Set([...new Set(places)].slice(0, BUCKETS_READ))
  const chosen = terms.filter((_, i) => read.has(places[i])).slice(0, WILDCARDS)
  const entries = await Promise.all(chosen.map(term => find(store, term)))
  const meanings = entries.flatMap(entry => (entry ? [{ entry, weight: 1 }] : []))
  return { ...made(clause, undefined, meanings), cut: chosen.length < terms.length }
}
