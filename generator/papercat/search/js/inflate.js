/** Raw deflate (RFC 1951), opened at once: the index lies in small files, and a stream of the browser costs more than its work. */

/** In which order the sizes of the codes stand by which the sizes of codes are written. */
const SIZES_OF = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
const LENGTHS = ranges(3, 2, 29)
const DISTANCES = ranges(1, 1, 30)
/** The longest copy, which has a code of its own. */
const MOST = 258
LENGTHS[28] = { from: MOST, bits: 0 }
/** The symbol behind a block, as `codesOf` gives it. */
const END = 256 << 4
const FIXED = codesOf(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)))
const FIXED_DISTANCES = codesOf(Array.from({ length: 30 }, () => 5))

/** What the codes of lengths and distances stand for, and how many bits follow. @param {number} first @param {number} shift
 * @param {number} count @returns {{from: number, bits: number}[]} */
function ranges(first, shift, count) {
  let next = first
  return Array.from({ length: count }, (_, i) => {
    const from = next
    const bits = Math.max((i >> shift) - 1, 0)
    next += 1 << bits
    return { from, bits }
  })
}

/** By the next bits: a symbol and, in the low four bits, the size of its code. @param {number[]} sizes of each symbol's code */
function codesOf(sizes) {
  const most = Math.max(...sizes, 1)
  const made = new Uint16Array(1 << most)
  for (let size = 1, code = 0; size <= most; size++, code <<= 1) {
    for (let symbol = 0; symbol < sizes.length; symbol++) {
      if (sizes[symbol] !== size) continue
      let at = 0
      for (let bit = 0; bit < size; bit++) at |= ((code >> bit) & 1) << (size - 1 - bit)
      for (; at < made.length; at += 1 << size) made[at] = (symbol << 4) | size
      code++
    }
  }
  return made
}

/** Bits from the low end of bytes, and what was made of them so far. */
class Inflater {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes
    this.at = 0
    this.hold = 0
    this.held = 0
    this.made = new Uint8Array(bytes.length * 4 + 64)
    this.size = 0
  }

  /** Holds at least 17 bits, where there are so many. */
  fill() {
    while (this.held <= 16 && this.at < this.bytes.length) {
      this.hold |= this.bytes[this.at++] << this.held
      this.held += 8
    }
  }

  /** @param {number} size @returns {number} */
  drop(size) {
    if (size > this.held) throw new RangeError("the file ends too soon")
    const value = this.hold & ((1 << size) - 1)
    this.hold >>>= size
    this.held -= size
    return value
  }

  /** @param {number} count @returns {number} */
  bits(count) {
    this.fill()
    return this.drop(count)
  }

  /** @param {Uint16Array} codes @returns {number} */
  symbol(codes) {
    this.fill()
    const found = codes[this.hold & (codes.length - 1)]
    if (!(found & 15)) throw new RangeError("the file is damaged")
    this.drop(found & 15)
    return found >> 4
  }

  /** Makes room for one more symbol, or so many bytes. @param {number} size what there is @param {number} [more] @returns {Uint8Array} */
  roomFor(size, more = MOST) {
    const made = new Uint8Array((size + more) * 2)
    made.set(this.made.subarray(0, size))
    this.made = made
    return made
  }

  /** Bytes as they stand. */
  stored() {
    this.at -= this.held >> 3
    this.hold = this.held = 0
    const size = this.bits(16)
    this.bits(16)
    const from = this.at - (this.held >> 3)
    if (from + size > this.bytes.length) throw new RangeError("the file ends too soon")
    if (this.size + size > this.made.length) this.roomFor(this.size, size)
    this.made.set(this.bytes.subarray(from, from + size), this.size)
    this.size += size
    this.at = from + size
    this.hold = this.held = 0
  }

  /** The codes that stand before a block. @returns {[Uint16Array, Uint16Array]} */
  codes() {
    const literals = this.bits(5) + 257
    const distances = this.bits(5) + 1
    const count = this.bits(4) + 4
    const own = new Array(19).fill(0)
    for (let i = 0; i < count; i++) own[SIZES_OF[i]] = this.bits(3)
    const codes = codesOf(own)
    /** @type {number[]} */
    const sizes = []
    while (sizes.length < literals + distances) {
      const symbol = this.symbol(codes)
      if (symbol < 16) sizes.push(symbol)
      else {
        const again = symbol === 16 ? 3 + this.bits(2) : symbol === 17 ? 3 + this.bits(3) : 11 + this.bits(7)
        const size = symbol === 16 ? sizes[sizes.length - 1] ?? 0 : 0
        for (let i = 0; i < again; i++) sizes.push(size)
      }
    }
    return [codesOf(sizes.slice(0, literals)), codesOf(sizes.slice(literals, literals + distances))]
  }

  /** Letters and copies of what was made before. Most of the time goes here: so what changes is held in variables.
   * @param {[Uint16Array, Uint16Array]} codes */
  block([literals, distances]) {
    const [mask, { bytes }] = [literals.length - 1, this]
    /** @type {Uint8Array} */
    let made = this.made
    let { size, at, hold, held } = this
    for (;;) {
      while (held <= 16 && at < bytes.length) {
        hold |= bytes[at++] << held
        held += 8
      }
      const found = literals[hold & mask]
      const taken = found & 15
      if (!taken || taken > held) throw new RangeError("the file is damaged")
      hold >>>= taken
      held -= taken
      if (size + MOST > made.length) made = this.roomFor(size)
      if (found < END) {
        made[size++] = found >> 4
        continue
      }
      this.at = at
      this.hold = hold
      this.held = held
      if (found >> 4 === END >> 4) break
      const length = this.value(LENGTHS[(found >> 4) - 257])
      const from = size - this.value(DISTANCES[this.symbol(distances)])
      at = this.at
      hold = this.hold
      held = this.held
      if (from < 0) throw new RangeError("the file is damaged")
      // what is copied may run into itself
      for (let i = 0; i < length; i++) made[size + i] = made[from + i]
      size += length
    }
    this.size = size
  }

  /** @param {{from: number, bits: number} | undefined} range @returns {number} */
  value(range) {
    if (!range) throw new RangeError("the file is damaged")
    return range.from + (range.bits ? this.bits(range.bits) : 0)
  }
}

/** @param {Uint8Array} packed @returns {Uint8Array} */
export function inflate(packed) {
  const one = new Inflater(packed)
  for (let last = 0; !last;) {
    last = one.bits(1)
    const kind = one.bits(2)
    if (kind === 3) throw new RangeError("the file is damaged")
    if (kind === 0) one.stored()
    else one.block(kind === 1 ? [FIXED, FIXED_DISTANCES] : one.codes())
  }
  return one.made.subarray(0, one.size)
}
