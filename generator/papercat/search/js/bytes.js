/** Bytes of the index: see codec.py, which writes what is read here. */

/** Number of dictionary files; the builder writes it into the engine, so that nothing has to be read before a word. */
export const BUCKETS = 0

export const utf8 = new TextDecoder()

/** @param {number[]} values */
export const addedUp = values => values.reduce((all, one) => all + one, 0)

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

  /** Words that share their beginnings with the one before; by letters where each byte is one, which is many times as fast.
   * @param {number[]} shared @param {number[]} sizes of the rest @returns {string[]} */
  strings(shared, sizes) {
    const all = this.take(addedUp(sizes))
    const letters = new TextDecoder("latin1").decode(all)
    const bytes = new Uint8Array(sizes.reduce((most, size, i) => Math.max(most, size + shared[i]), 0))
    let at = 0
    let word = ""
    // where the first byte of the word stands that is no letter
    let high = Infinity
    return sizes.map((size, i) => {
      const kept = shared[i]
      if (high >= kept) high = Infinity
      for (let j = 0; j < size; j++) {
        const byte = all[at + j]
        bytes[kept + j] = byte
        if (byte > 127 && high === Infinity) high = kept + j
      }
      word = word.slice(0, kept) + letters.slice(at, at + size)
      at += size
      return high === Infinity ? word : utf8.decode(bytes.subarray(0, kept + size))
    })
  }
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
      while ((bytes[bit >> 3] >> (7 - (bit & 7))) & 1) {
        gap++
        bit++
        if (bit > bytes.length * 8) throw new RangeError("the file ends too soon")
      }
      bit++
      for (let n = 0; n < low; n++, bit++) {
        gap = (gap << 1) | ((bytes[bit >> 3] >> (7 - (bit & 7))) & 1)
      }
      last += gap + 1
      made[i] = last
    }
    return made
  })
  return { lists, end: (bit + 7) >> 3 }
}

/** @param {number} total @param {number} count */
function parameter(total, count) {
  const gap = Math.floor((total * 69) / (Math.max(count, 1) * 100))
  return gap > 0 ? 31 - Math.clz32(gap) : 0
}

/** Raw deflate, opened. @param {Uint8Array} packed @returns {Promise<Uint8Array>} */
export async function inflate(packed) {
  const part = /** @type {Uint8Array<ArrayBuffer>} */ (packed)
  const stream = new Blob([part]).stream().pipeThrough(new DecompressionStream("deflate-raw"))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

const TABLE = new Uint32Array(256).map((_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1
  return n
})

/** The checksum that zlib has too: where a word lies. @param {string} text @returns {number} */
export function crc32(text) {
  let sum = 0xffffffff
  for (const byte of encoder.encode(text)) sum = (sum >>> 8) ^ TABLE[(sum ^ byte) & 255]
  return (sum ^ 0xffffffff) >>> 0
}
