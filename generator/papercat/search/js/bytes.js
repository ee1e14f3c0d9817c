/** Bytes of the index: see codec.py, which writes what is read here. */

/** Number of dictionary files; the builder writes it into the engine, so that nothing has to be read before a word. */
export const BUCKETS = 0

export const utf8 = new TextDecoder()
/** A letter a byte; right where none is beyond ASCII. */
export const letters = new TextDecoder("latin1")
const LINE = 10

/** @param {ArrayLike<number>} values */
export function addedUp(values) {
  let all = 0
  for (let i = 0; i < values.length; i++) all += values[i]
  return all
}

/** Reads integers, words and bits from bytes. */
export class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes
    this.at = 0
  }

  /** One integer, seven bits a byte, low ones first. @returns {number} */
  number() {
    let value = 0
    for (let shift = 1; ; shift *= 128) {
      const byte = this.bytes[this.at++]
      if (byte === undefined) throw new RangeError("the file ends too soon")
      value += (byte & 127) * shift
      if (byte < 128) return value
    }
  }

  /** @param {number} count @returns {number[]} */
  numbers(count) {
    if (count > this.bytes.length) throw new RangeError("the file ends too soon")
    const made = new Array(count)
    for (let i = 0; i < count; i++) made[i] = this.number()
    return made
  }

  /** All integers up to the end. @returns {number[]} */
  all() {
    /** @type {number[]} */
    const made = []
    while (this.at < this.bytes.length) made.push(this.number())
    return made
  }

  /** @returns {number} */
  byte() {
    const byte = this.bytes[this.at++]
    if (byte === undefined) throw new RangeError("the file ends too soon")
    return byte
  }

  /** @param {number} size @returns {Uint8Array} */
  take(size) {
    if (this.at + size > this.bytes.length) throw new RangeError("the file ends too soon")
    this.at += size
    return this.bytes.subarray(this.at - size, this.at)
  }

  /** What follows. @returns {Uint8Array} */
  rest() {
    return this.bytes.subarray(this.at)
  }

  /** A text behind its length. @returns {string} */
  words() {
    return utf8.decode(this.take(this.number()))
  }

  /** Integers as a list of bytes where each is one, which is many times as fast. @param {number} count @returns {ArrayLike<number>} */
  small(count) {
    const made = this.bytes.subarray(this.at, this.at + count)
    let high = 0
    for (let i = 0; i < made.length; i++) high |= made[i]
    if (made.length < count || high > 127) return this.numbers(count)
    this.at += count
    return made
  }

  /** Words that share their beginnings with the one before, as one text: a line each, and an empty one before; and where in it
   * each begins, and the end. @param {ArrayLike<number>} shared @param {ArrayLike<number>} sizes of the rest
   * @returns {{text: string, starts: Uint32Array}} */
  lines(shared, sizes) {
    const rest = this.take(addedUp(sizes))
    const made = new Uint8Array(addedUp(shared) + rest.length + sizes.length + 1)
    const starts = new Uint32Array(sizes.length + 1)
    made[0] = LINE
    // a place in the text is fewer than in the bytes by those that belong to a letter of several
    let [at, before, from, fewer] = [1, 1, 0, 0]
    for (let i = 0; i < sizes.length; i++) {
      const start = at
      let high = 0
      starts[i] = at - fewer
      for (const end = at + shared[i]; at < end; at++, before++) high |= made[at] = made[before]
      for (const end = at + sizes[i]; at < end; at++, from++) high |= made[at] = rest[from]
      for (let j = start; high > 127 && j < at; j++) if (made[j] > 127) fewer += (made[j] & 0xc0) === 0x80 ? 1 : made[j] >= 0xf0 ? -1 : 0
      made[at++] = LINE
      before = start
    }
    starts[sizes.length] = at - fewer
    return { text: fewer ? utf8.decode(made) : letters.decode(made), starts }
  }
}

/** Bytes as text; by letters where each byte is one, which is many times as fast. @param {Uint8Array} bytes @returns {string} */
export function decoded(bytes) {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] > 127) return utf8.decode(bytes)
  return letters.decode(bytes)
}

/** @param {Uint8Array} one @param {Uint8Array} other */
export function joined(one, other) {
  const made = new Uint8Array(one.length + other.length)
  made.set(one)
  made.set(other, one.length)
  return made
}

export const encoder = new TextEncoder()

/** Numbers below `total` from the Rice codes of their gaps.
 * @param {Uint8Array} bytes @param {number[]} counts how many numbers each list has @param {number} total
 * @returns {{lists: Uint32Array[], end: number}} the lists, and how many bytes they took */
export function rice(bytes, counts, total) {
  let bit = 0
  const lists = counts.map(count => {
    const low = parameter(total, count)
    const made = new Uint32Array(count)
    let last = -1
    for (let i = 0; i < count; i++) {
      let gap = 0
      for (;;) {
        // at least 25 bits of the next 32 are there
        const ones = Math.min(Math.clz32(~window32(bytes, bit)), 24)
        gap += ones
        bit += ones
        if (ones < 24) break
        if (bit > bytes.length * 8) throw new RangeError("the file ends too soon")
      }
      bit++
      if (low) gap = (gap << low) | (window32(bytes, bit) >>> (32 - low))
      bit += low
      last += gap + 1
      made[i] = last
    }
    return made
  })
  return { lists, end: (bit + 7) >> 3 }
}

/** The bits from a place on, the first one highest; of the last seven some may be missing. @param {Uint8Array} bytes
 * @param {number} bit @returns {number} */
function window32(bytes, bit) {
  const at = bit >> 3
  return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) << (bit & 7)
}

/** @param {number} total @param {number} count */
function parameter(total, count) {
  const gap = Math.floor((total * 69) / (Math.max(count, 1) * 100))
  return gap > 0 ? 31 - Math.clz32(gap) : 0
}

const TABLE = new Uint32Array(256).map((_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1
  return n
})

/** The checksum that zlib has too: where a word lies. @param {string} text @returns {number} */
export function crc32(text) {
  let sum = 0xffffffff
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 127) return sumOf(encoder.encode(text))
    sum = (sum >>> 8) ^ TABLE[(sum ^ code) & 255]
  }
  return (sum ^ 0xffffffff) >>> 0
}

/** @param {Uint8Array} bytes */
function sumOf(bytes) {
  let sum = 0xffffffff
  for (const byte of bytes) sum = (sum >>> 8) ^ TABLE[(sum ^ byte) & 255]
  return (sum ^ 0xffffffff) >>> 0
}
