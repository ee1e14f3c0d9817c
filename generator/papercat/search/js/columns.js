/** Facets, filters and orders, from one value a document. */

import { Reader, utf8 } from "./bytes.js"
import { ALL, fieldBit } from "./parse.js"
import { termOf, tokens, trim, isStop } from "./text.js"

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./parse.js").Clause} Clause */
/** @typedef {{values: [string, string][], starts: Uint32Array, items: Uint32Array}} Facet */
/** @typedef {{value: string, label: string, count: number}} Count */
/** @typedef {Record<string, string | number | (string | number)[] | undefined>} Filters */

export const FACETS = ["tag", "name", "venue", "year", "has"]
/** Facets of which a document has one value at most: of several asked for, any will do; of the others, all must. */
const SINGLE = ["venue", "year"]
const LISTED = 100
/** What lies in a slot. */
export const PAPERS = 64
const ALL_KINDS = 64 + 128

/** @param {Store} store @param {string} name @returns {Promise<Facet>} */
export function facet(store, name) {
  return store.file(`f/${name}.bin`, bytes => {
    const { head, reader } = opened(bytes)
    if (name === "has") return has(/** @type {string[]} */ (head), reader)
    /** @type {number[]} */
    const starts = [0]
    /** @type {number[]} */
    const items = []
    while (reader.at < bytes.length) {
      for (let n = reader.number(); n > 0; n--) items.push(reader.number())
      starts.push(items.length)
    }
    return { values: /** @type {[string, string][]} */ (head), starts: Uint32Array.from(starts), items: Uint32Array.from(items) }
  })
}

/** @param {Uint8Array} bytes @returns {{head: unknown, reader: Reader}} the line of JSON, and what follows */
function opened(bytes) {
  const end = bytes.indexOf(10)
  const reader = new Reader(bytes)
  reader.at = end + 1
  return { head: JSON.parse(utf8.decode(bytes.subarray(0, end))), reader }
}

/** @param {string[]} kinds @param {Reader} reader @returns {Facet} */
function has(kinds, reader) {
  /** @type {number[]} */
  const starts = [0]
  /** @type {number[]} */
  const items = []
  for (const byte of reader.bytes.subarray(reader.at)) {
    for (let bit = 0; bit < kinds.length; bit++) if (byte & (1 << bit)) items.push(bit)
    starts.push(items.length)
  }
  return { values: kinds.map(kind => [kind, kind]), starts: Uint32Array.from(starts), items: Uint32Array.from(items) }
}

/** Where there is a document at all. @param {Store} store @param {number} [kinds] @returns {Promise<Uint8Array>} */
export async function occupied(store, kinds = ALL_KINDS) {
  const column = await store.file("f/has.bin#", bytes => bytes.subarray(opened(bytes).reader.at))
  return column.map(byte => (byte & kinds ? 1 : 0))
}

/** A number a document. @param {Store} store @param {string} name @returns {Promise<Float64Array>} */
export function numbers(store, name) {
  return store.file(`f/${name}.bin`, bytes => {
    const { reader } = opened(bytes)
    /** @type {number[]} */
    const made = []
    while (reader.at < bytes.length) made.push(reader.number())
    return Float64Array.from(made)
  })
}

/** @param {Facet} column @param {ArrayLike<number>} slots @returns {Count[]} most frequent first */
export function counted(column, slots) {
  const counts = new Uint32Array(column.values.length)
  for (let i = 0; i < slots.length; i++) {
    for (let at = column.starts[slots[i]]; at < column.starts[slots[i] + 1]; at++) counts[column.items[at]]++
  }
  return column.values
    .map(([value, label], i) => ({ value, label, count: counts[i] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, LISTED)
}

/** Which documents pass all filters. @param {Store} store @param {Filters} filters @param {number} total
 * @returns {Promise<Uint8Array | null>} a byte a slot, or nothing where nothing is filtered */
export async function passing(store, filters, total) {
  const asked = FACETS.map(name => ({ name, wanted: listOf(filters[name]) })).filter(({ wanted }) => wanted.length)
  if (!asked.length) return null
  const columns = await Promise.all(asked.map(({ name }) => facet(store, name)))
  const made = new Uint8Array(total).fill(1)
  for (const [i, { name, wanted }] of asked.entries()) narrow(made, columns[i], name, wanted)
  return made
}

/** @param {Filters[string]} value @returns {string[]} */
function listOf(value) {
  return (Array.isArray(value) ? value : [value]).flatMap(one => (one === undefined || one === null || one === "" ? [] : [String(one)]))
}

/** @param {Uint8Array} passed @param {Facet} column @param {string} name @param {string[]} wanted */
function narrow(passed, column, name, wanted) {
  const groups = wanted.map(value => new Set(column.values.flatMap(([key], i) => (fits(name, key, value) ? [i] : []))))
  const sets = SINGLE.includes(name) ? [new Set(groups.flatMap(group => [...group]))] : groups
  for (let slot = 0; slot < passed.length; slot++) {
    if (!passed[slot]) continue
    const mine = column.items.subarray(column.starts[slot], column.starts[slot + 1])
    if (!sets.every(set => mine.some(item => set.has(item)))) passed[slot] = 0
  }
}

/** @param {string} name @param {string} key @param {string} value a value, or for years a range such as `2019-2022` */
function fits(name, key, value) {
  const range = name === "year" ? /^(\d{4})?-(\d{4})?$/.exec(value) : null
  return range ? key >= (range[1] ?? "") && key <= (range[2] ?? "9999") : key === value
}

/** An author filter is a required clause for each word of the name. @param {Filters} filters @returns {Clause[]} */
export function authorClauses(filters) {
  return listOf(filters["author"]).flatMap(name => tokens(name).map(trim).filter(form => form && !isStop(form))).map(form => ({
    word: form, term: termOf(form), fields: fieldBit("author") || ALL, presence: 1, distance: 0, boost: 0, kind: "word",
    prefix: false, phrase: -1,
  }))
}
