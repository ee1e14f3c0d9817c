/** Facets, filters and orders, from one value a document. */

import { Reader, utf8 } from "./bytes.js"
import { ALL, fieldBit } from "./parse.js"
import { wordsOf } from "./said.js"

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./parse.js").Clause} Clause */
/** @typedef {{values: [string, string][], starts: Uint32Array, items: Uint32Array}} Facet */
/** @typedef {{value: string, label: string, count: number}} Count */
/** @typedef {Record<string, string | number | (string | number)[] | undefined>} Filters */

export const FACETS = ["tag", "name", "author", "venue", "year", "has"]
/** Facets of which a document has one value at most: of several asked for, any will do; of the others, all must. */
export const SINGLE = ["venue", "year"]
const LISTED = 100
/** What lies in a slot. */
export const PAPERS = 64
const ALL_KINDS = 64 + 128

/** @param {Store} store @param {string} name @returns {Promise<Facet>} */
export async function facet(store, name) {
  return store.file(`f/${await fileOf(store, name)}#${name}`, bytes => {
    const { head, reader } = opened(section(bytes, name, store.opened?.light))
    const values = /** @type {[string, string?][]} */ (head).map(([value, label]) => /** @type {[string, string]} */ ([value, label ?? value]))
    return { values, ...(name === "has" ? bits(values.length, reader.rest()) : rows(reader)) }
  })
}

/** @param {Store} store @param {string} name */
async function fileOf(store, name) {
  return (await store.root()).light ? "all.bin" : `${name}.bin`
}

/** A facet out of the file that holds all of them. @param {Uint8Array} bytes @param {string} name @param {boolean | undefined} light */
function section(bytes, name, light) {
  const reader = new Reader(bytes)
  for (const one of light ? FACETS : []) {
    const content = reader.take(reader.number())
    if (one === name) return content
  }
  return bytes
}

/** @param {Uint8Array} bytes @returns {{head: unknown, reader: Reader}} the line of JSON, and what follows */
function opened(bytes) {
  const end = bytes.indexOf(10)
  const reader = new Reader(bytes)
  reader.at = end + 1
  return { head: JSON.parse(utf8.decode(bytes.subarray(0, end))), reader }
}

/** How many values each slot has, then which. @param {Reader} reader @returns {{starts: Uint32Array, items: Uint32Array}} */
function rows(reader) {
  const all = Uint32Array.from(reader.all())
  // the sizes end where they and the items that they count fill the file
  let slots = 0
  for (let sum = 0; slots + sum < all.length; slots++) sum += all[slots]
  const starts = new Uint32Array(slots + 1)
  for (let i = 0; i < slots; i++) starts[i + 1] = starts[i] + all[i]
  return { starts, items: all.subarray(slots) }
}

/** @param {number} kinds @param {Uint8Array} bytes @returns {{starts: Uint32Array, items: Uint32Array}} */
function bits(kinds, bytes) {
  /** @type {number[]} */
  const starts = [0]
  /** @type {number[]} */
  const items = []
  for (const byte of bytes) {
    for (let bit = 0; bit < kinds; bit++) if (byte & (1 << bit)) items.push(bit)
    starts.push(items.length)
  }
  return { starts: Uint32Array.from(starts), items: Uint32Array.from(items) }
}

/** Where there is a document at all. @param {Store} store @param {number} [kinds] @returns {Promise<Uint8Array>} */
export async function occupied(store, kinds = ALL_KINDS) {
  const column = await store.file(`f/${await fileOf(store, "has")}#slots`, bytes => opened(section(bytes, "has", store.opened?.light)).reader.rest())
  return column.map(byte => (byte & kinds ? 1 : 0))
}

/** A number a document. @param {Store} store @param {string} name @returns {Promise<Float64Array>} */
export function numbers(store, name) {
  return store.file(`f/${name}.bin`, bytes => {
    const { reader } = opened(bytes)
    return Float64Array.from(reader.all())
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

/** Which documents pass all filters. @param {Store} store @param {Filters} filters
 * @returns {Promise<Uint8Array | null>} a byte a slot, or nothing where nothing is filtered */
export async function passing(store, filters) {
  const asked = FACETS.map(name => ({ name, wanted: listOf(filters[name]) })).filter(({ wanted }) => wanted.length)
  if (!asked.length) return null
  const columns = await Promise.all(asked.map(({ name }) => facet(store, name)))
  const made = new Uint8Array((await store.root()).total).fill(1)
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
  // an author whom the facet does not list is looked up as words
  const asked = name === "author" ? groups.filter(({ size }) => size) : groups
  const sets = SINGLE.includes(name) ? [new Set(asked.flatMap(group => [...group]))] : asked
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
  return listOf(filters["author"]).flatMap(wordsOf).map(({ form, term }) => ({
    word: form, term, fields: fieldBit("author") || ALL, presence: 1, distance: 0, boost: 0, kind: "word",
    prefix: false, phrase: -1,
  }))
}
