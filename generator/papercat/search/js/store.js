/** What lies in the files: dictionary buckets, postings, cards, texts; each loaded once and kept while there is room. */

import { BUCKETS, Reader, addedUp, crc32, decoded, encoder, joined, letters, rice, utf8 } from "./bytes.js"
import { inflate } from "./inflate.js"

/** @typedef {{term: string, bucket: number, part: number, count: number}} Entry `count` is the least that it may be where only a dictionary knows it */
/** @typedef {{slots: Uint32Array, heads: Uint8Array, masks: Uint8Array, titles: Uint8Array}} Postings */
/** @typedef {Map<number | string, Postings>} Part by the hash of the term; in a dictionary by the term */
/** @typedef {{entries: Map<string, Entry>, forms: Map<string, string[]>, short: Map<string, Entry[]>, held: Part}} Bucket */
/** @typedef {{total: number, documents: number, light: boolean, texts: boolean}} Root `texts`: whether they lie beside the index */
/** @typedef {{id: string, title: string, url: string, kind: "paper" | "page", year: string, venue: string,
 *   authors: string[], more: number}} Card */
/** @typedef {(path: string) => Promise<Uint8Array>} Load */

const VERSION = 4
const ROOM = 24e6
const KEY = 3
const CARDS = 16
/** Letters of an id that come from a title; the builder writes it into the engine. */
const SLUG = 0
const MASKS = [0, 2, 1, 3, 4, 8, 10, 11, 18, 19, 32, 64, 128, 27, 26]

/** The file that holds a term's postings. @param {Entry} entry @returns {string} */
export const postingsFile = ({ bucket, part }) => (part ? `p/${bucket}-${part}.bin` : `d/${bucket}.bin`)

export class Store {
  /** @param {Load} load */
  constructor(load) {
    this.load = load
    /** @type {Map<string, {value: Promise<unknown>, size: number}>} */
    this.kept = new Map()
    this.size = 0
    /** @type {Root | undefined} */
    this.opened = undefined
  }

  /** Loads and decodes a file once; forgets what was not asked for longest when it gets too much; a failure is no memory.
   * @template T @param {string} path @param {(bytes: Uint8Array) => T} decode
   * @param {(bytes: Uint8Array) => Uint8Array} [unpack] opens the file @returns {Promise<T>} */
  file(path, decode, unpack = inflate) {
    const known = this.kept.get(path)
    if (known) {
      this.kept.delete(path)
      this.kept.set(path, known)
      return /** @type {Promise<T>} */ (known.value)
    }
    const [whole, piece] = path.split("#")
    // several things may be made of one file
    const read = piece ? this.file(whole, bytes => bytes) : this.load(whole).then(unpack)
    const entry = { size: 0, value: read.then(bytes => {
      entry.size = bytes.length * 4
      this.size += entry.size
      return decode(bytes)
    }) }
    this.kept.set(path, entry)
    entry.value.then(() => this.shrink(), () => this.kept.delete(path))
    return entry.value
  }

  shrink() {
    for (const [path, { size }] of this.kept) {
      if (this.size <= ROOM) return
      this.kept.delete(path)
      this.size -= size
    }
  }

  /** What every dictionary file says first; where none was read yet, a file of its own does. @returns {Promise<Root>} */
  async root() {
    return this.opened ?? this.file("root.bin", bytes => this.head(new Reader(bytes)))
  }

  /** @param {Reader} reader @returns {Root} */
  head(reader) {
    if (reader.number() !== VERSION) throw new Error("the index is of another version than the engine")
    this.opened = { total: reader.number(), documents: reader.number(), light: reader.number() > 0, texts: reader.number() > 0 }
    return this.opened
  }

  /** Whether the dictionary in which a word may lie is here already. @param {string} word */
  has(word) {
    return this.kept.has(`d/${bucketOf(word)}.bin`)
  }

  /** The dictionary in which a word may lie. @param {string | number} word or the number of the file @returns {Promise<Bucket>} */
  bucket(word) {
    const number = typeof word === "number" ? word : bucketOf(word)
    return this.file(`d/${number}.bin`, bytes => {
      const reader = new Reader(bytes)
      this.head(reader)
      return dictionary(reader, number)
    })
  }

  /** @param {Entry} entry @returns {Promise<Postings>} */
  async postings(entry) {
    const found = entry.part
      ? (await this.file(postingsFile(entry), bytes => postings(new Reader(bytes), null))).get(crc32(entry.term) & 0xffff)
      : (await this.bucket(entry.bucket)).held.get(entry.term)
    if (!found) throw new Error("the dictionary and the postings do not fit")
    return found
  }

  /** @param {number} slot @returns {Promise<Card>} */
  async card(slot) {
    const lines = await this.file(`c/${Math.floor(slot / CARDS)}.bin`, bytes => decoded(bytes).split("\n"))
    return card(lines[slot % CARDS] ?? "")
  }
}

/** @param {string} word @returns {number} the dictionary file in which a term lies */
export function bucketOf(word) {
  return crc32(/^\d/.test(word) && word.length > KEY + 1 ? word : [...word].slice(0, KEY).join("")) % BUCKETS
}

/** Forms and postings are decoded when they are asked for: most words need one of the two. @param {Reader} reader
 * @param {number} bucket @returns {Bucket} */
function dictionary(reader, bucket) {
  const count = reader.number()
  const [shared, sizes, parts, counts, many] = [0, 1, 2, 3, 4].map(() => reader.numbers(count))
  const [dropped, endings] = [0, 1].map(() => reader.numbers(addedUp(many)))
  const terms = reader.lines(shared, sizes).text.split("\n").slice(1, -1)
  const ends = reader.take(addedUp(endings))
  const entries = new Map(terms.map((term, i) => [term, { term, bucket, part: parts[i], count: counts[i] }]))
  /** @type {Map<string, Entry[]>} */
  const short = new Map()
  for (let n = reader.number(); n > 0; n--) {
    const prefix = reader.words()
    short.set(prefix, Array.from({ length: reader.number() }, () => entryOf(reader.words(), reader.number())))
  }
  const rest = reader.rest()
  /** @type {Map<string, string[]> | undefined} */
  let forms
  /** @type {Part | undefined} */
  let held
  return {
    entries,
    short,
    get forms() {
      return (forms ??= formsOf(terms, many, dropped, endings, ends))
    },
    get held() {
      return (held ??= postings(new Reader(rest), terms.filter((_, i) => parts[i] === 0)))
    },
  }
}

const HIGH = /[^\0-\x7f]/

/** @param {string[]} terms @param {number[]} many forms of each @param {number[]} dropped bytes of its term that a form has not
 * @param {number[]} endings bytes that it has instead @param {Uint8Array} ends all these @returns {Map<string, string[]>} */
function formsOf(terms, many, dropped, endings, ends) {
  const text = letters.decode(ends)
  let form = 0
  let at = 0
  return new Map(terms.map((term, i) => [term, Array.from({ length: many[i] }, () => {
    const from = at
    at += endings[form]
    const end = text.slice(from, at)
    const lost = dropped[form++]
    if (!HIGH.test(term) && !HIGH.test(end)) return term.slice(0, term.length - lost) + end
    const raw = encoder.encode(term)
    return utf8.decode(joined(raw.subarray(0, raw.length - lost), ends.subarray(from, at)))
  })]))
}

/** A term of which only the place is known, and the bits of its frequency. @param {string} term @param {number} part
 * @param {number} [bits] @returns {Entry} */
export function entryOf(term, part, bits = 0) {
  return { term, bucket: bucketOf(term), part, count: bits && 1 << (bits - 1) }
}

/** @param {Reader} reader @param {string[] | null} terms where their hashes are not written @returns {Part} */
function postings(reader, terms) {
  const total = reader.number()
  const count = reader.number()
  const marks = terms ?? Array.from({ length: count }, () => reader.byte() + 256 * reader.byte())
  const counts = reader.numbers(count)
  const { lists, end } = rice(reader.rest(), counts, total)
  reader.at += end
  const all = addedUp(counts)
  const heads = reader.take(all)
  const masks = heads.map(byte => MASKS[byte >> 4] ?? 0)
  for (let i = 0; i < all; i++) if (heads[i] >> 4 === MASKS.length) masks[i] = reader.byte()
  const titles = masks.map(mask => (mask & 1 ? reader.byte() : 0))
  let at = 0
  return new Map(marks.map((mark, i) => {
    const [from, to] = [at, (at += counts[i])]
    return [mark, {
      slots: lists[i], heads: heads.subarray(from, to), masks: masks.subarray(from, to), titles: titles.subarray(from, to),
    }]
  }))
}

/** @param {string} line @returns {Card} */
function card(line) {
  const [title = "", key = "", year = "", venue = "", ...authors] = line.split("\t")
  const more = /^\d+$/.test(authors[authors.length - 1] ?? "") ? Number(authors.pop()) : authors.length
  if (key.startsWith("/")) {
    return { id: key, title, url: key.slice(1), kind: "page", year: "", venue: "", authors: [], more: 0 }
  }
  const id = key || simple(title)
  return { id, title, url: `papers/${id}/`, kind: "paper", year, venue, authors, more }
}

/** The slug that most titles have; others stand on the card. @param {string} title @returns {string} */
function simple(title) {
  const made = (title.toLowerCase().match(/[a-z0-9]+/g) ?? []).join("-")
  return made.length <= SLUG ? made : made.slice(0, Math.max(made.lastIndexOf("-", SLUG), 0))
}
