/** What lies in the files: dictionary buckets, postings, cards, texts; each loaded once and kept while there is room. */

import { Reader, crc32, inflate, rice, utf8 } from "./bytes.js"

/** @typedef {{term: string, part: number, index: number, count: number, bucket: number}} Entry */
/** @typedef {{slots: Uint32Array, heads: Uint8Array, masks: Uint8Array, titles: Uint8Array}} Postings */
/** @typedef {{entries: Map<string, Entry>, forms: Map<string, string[]>, short: Map<string, string[]>,
 *   lists: Postings[]}} Bucket */
/** @typedef {{documents: number, total: number, buckets: number, weight: number}} Root */
/** @typedef {{id: string, title: string, url: string, kind: "paper" | "page", year: string, venue: string,
 *   authors: string[], more: number}} Card */
/** @typedef {(path: string) => Promise<Uint8Array>} Load */

/** Number of dictionary files; the builder writes it into the engine, so that nothing has to be read before a word. */
const BUCKETS = 0
const ROOM = 24e6
const KEY = 3
const NOTHING = new Uint8Array()
const CARDS = 12
const SLUG = 80
const MASKS = [0, 2, 1, 3, 4, 8, 10, 11, 18, 19, 32, 64, 128, 27, 26]

export class Store {
  /** @param {Load} load */
  constructor(load) {
    this.load = load
    /** @type {Map<string, {value: Promise<unknown>, size: number}>} */
    this.kept = new Map()
    this.size = 0
    /** @type {Promise<Root> | undefined} */
    this.opened = undefined
  }

  /** Loads and decodes a file once; forgets what was not asked for longest when it gets too much; a failure is no memory.
   * @template T @param {string} path @param {(bytes: Uint8Array) => T} decode @returns {Promise<T>} */
  file(path, decode) {
    const known = this.kept.get(path)
    if (known) {
      this.kept.delete(path)
      this.kept.set(path, known)
      return /** @type {Promise<T>} */ (known.value)
    }
    const entry = { size: 0, value: this.load(path.replace("#", "")).then(inflate).then(bytes => {
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

  /** @returns {Promise<Root>} */
  root() {
    this.opened ??= this.file("root.bin", bytes => {
      const reader = new Reader(bytes)
      if (reader.number() !== 1) throw new Error("the index is of another version than the engine")
      return { documents: reader.number(), total: reader.number(), buckets: reader.number(), weight: reader.number() }
    })
    this.opened.catch(() => (this.opened = undefined))
    return this.opened
  }

  /** @param {string} word @returns {Promise<number>} the bucket in which a term lies */
  async bucketOf(word) {
    const buckets = BUCKETS || (await this.root()).buckets
    const digits = /^\d/.test(word) && word.length > KEY + 1
    return crc32(digits ? word : [...word].slice(0, KEY).join("")) % buckets
  }

  /** @param {number} number @returns {Promise<Bucket>} */
  async bucket(number) {
    const [root, bucket] = await Promise.all([
      this.root(),
      this.file(`d/${number}.bin`, bytes => ({ bytes, made: /** @type {Bucket | undefined} */ (undefined) })),
    ])
    bucket.made ??= dictionary(bucket.bytes, number, root.total)
    bucket.bytes = NOTHING
    return bucket.made
  }

  /** @param {Entry} entry @returns {Promise<Postings>} */
  async postings(entry) {
    const [{ total }, lists] = await Promise.all([this.root(), this.part(entry)])
    if ("bytes" in lists) {
      lists.made ??= postings(lists.bytes, total)
      lists.bytes = NOTHING
    }
    const made = "bytes" in lists ? lists.made : lists
    const found = made?.[entry.index]
    if (!found) throw new Error("the dictionary and the postings do not fit")
    return found
  }

  /** @param {Entry} entry @returns {Promise<Postings[] | {bytes: Uint8Array, made: Postings[] | undefined}>} */
  async part({ bucket, part }) {
    if (part === 0) return (await this.bucket(bucket)).lists
    return this.file(`p/${bucket}-${part}.bin`, bytes => ({ bytes, made: /** @type {Postings[] | undefined} */ (undefined) }))
  }

  /** @param {number} slot @returns {Promise<Card>} */
  async card(slot) {
    const lines = await this.file(`c/${Math.floor(slot / CARDS)}.bin`, bytes => utf8.decode(bytes).split("\n"))
    return card(lines[slot % CARDS] ?? "")
  }
}

/** @param {Uint8Array} bytes @param {number} bucket @param {number} total @returns {Bucket} */
function dictionary(bytes, bucket, total) {
  const reader = new Reader(bytes)
  /** @type {Bucket} */
  const made = { entries: new Map(), forms: new Map(), short: new Map(), lists: [] }
  /** @type {number[]} */
  const next = []
  /** @type {Uint8Array} */
  let before = new Uint8Array()
  for (let n = reader.number(); n > 0; n--) {
    const raw = reader.front(before)
    const term = utf8.decode(raw)
    const part = reader.number()
    const index = next[part] ?? 0
    next[part] = index + 1
    made.entries.set(term, { term, part, index, count: reader.number(), bucket })
    const forms = Array.from({ length: reader.number() }, () => utf8.decode(reader.front(raw)))
    made.forms.set(term, forms)
    before = raw
  }
  for (let n = reader.number(); n > 0; n--) {
    const prefix = reader.words()
    made.short.set(prefix, Array.from({ length: reader.number() }, () => reader.words()))
  }
  made.lists = postings(bytes.subarray(reader.at), total)
  return made
}

/** @param {Uint8Array} bytes @param {number} total @returns {Postings[]} */
function postings(bytes, total) {
  const reader = new Reader(bytes)
  const counts = Array.from({ length: reader.number() }, () => reader.number())
  const { lists, end } = rice(bytes.subarray(reader.at), counts, total)
  reader.at += end
  const heads = counts.map(count => reader.take(count))
  return lists.map((slots, i) => {
    const head = /** @type {Uint8Array} */ (heads[i])
    const masks = head.map(byte => MASKS[byte >> 4] ?? 0)
    for (let j = 0; j < masks.length; j++) {
      if (head[j] >> 4 === MASKS.length) masks[j] = reader.take(1)[0] ?? 0
    }
    const titles = masks.map(mask => (mask & 1 ? reader.take(1)[0] ?? 0 : 0))
    return { slots, heads: head, masks, titles }
  })
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
  let made = ""
  for (const word of title.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean)) {
    if (made.length + word.length + 1 > SLUG) break
    made = made ? `${made}-${word}` : word
  }
  return made
}
