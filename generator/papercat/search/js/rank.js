/** From postings to the best documents. */

/** @typedef {import("./resolve.js").Resolved} Resolved */
/** @typedef {import("./store.js").Postings} Postings */
/** @typedef {{slot: number, score: number}} Scored */

const STEP = 0.3
const TITLE = 0.6
const COVERED = 0.4
const WHOLE = 1.5

/** Arrays over all slots, for one query. */
export class Board {
  /** @param {number} total */
  constructor(total) {
    this.total = total
    this.scores = new Float32Array(total)
    this.best = new Float32Array(total)
    this.seen = new Uint8Array(total)
    this.matched = new Uint8Array(total)
    this.required = new Uint8Array(total)
    this.banned = new Uint8Array(total)
    this.inTitle = new Uint8Array(total)
    this.titleSeen = new Uint8Array(total)
    this.titleSize = new Uint8Array(total)
  }

  /** Adds what one clause says. @param {number} number from 1 @param {Resolved} one @param {Postings[]} lists
   * @param {number} documents */
  add(number, one, lists, documents) {
    const { clause, meanings, exact, likelier } = one
    const sum = lists.reduce((most, { slots }) => most + slots.length, 0)
    for (const [i, list] of lists.entries()) {
      // a rare completion says no more than the word itself: all are weighed by one frequency
      const count = Math.min(likelier ? list.slots.length : exact ? lists[0].slots.length : sum, documents)
      const idf = Math.log(1 + (documents - count + 0.5) / (count + 0.5))
      if (clause.presence < 0) this.ban(list, clause.fields)
      else this.post(number, list, clause, idf * STEP * clause.boost * (meanings[i]?.weight ?? 1))
    }
  }

  /** @param {Postings} list @param {number} fields */
  ban({ slots, masks }, fields) {
    for (let i = 0; i < slots.length; i++) {
      if (masks[i] & fields) this.banned[slots[i]] = 1
    }
  }

  /** @param {number} number @param {Postings} list @param {import("./parse.js").Clause} clause @param {number} unit */
  post(number, { slots, heads, masks, titles }, clause, unit) {
    const { scores, best, seen, matched, required, inTitle, titleSeen, titleSize } = this
    const { fields, presence } = clause
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]
      const mask = masks[i]
      const hit = mask & fields
      // without a field the word stands in papers like this one: it may rank, not match
      if (!hit && (mask || fields !== 255)) continue
      const value = unit * (heads[i] & 15)
      const before = seen[slot] === number || seen[slot] === number + 100 ? best[slot] : 0
      if (value > before) {
        scores[slot] = scores[slot] + value - before
        best[slot] = value
      }
      if (hit) {
        if (seen[slot] !== number + 100) {
          matched[slot] = 1
          if (presence > 0) required[slot] = required[slot] + 1
        }
        seen[slot] = number + 100
        if (mask & 1 && titleSeen[slot] !== number) {
          titleSeen[slot] = number
          inTitle[slot] = inTitle[slot] + 1
          titleSize[slot] = titles[i]
        }
      } else if (seen[slot] !== number + 100) seen[slot] = number
    }
  }

  /** All documents that match, in order of their slots. @param {number} required @param {Uint8Array | null} allowed
   * @returns {Uint32Array} */
  matches(required, allowed) {
    const made = new Uint32Array(this.total)
    let size = 0
    for (let slot = 0; slot < this.total; slot++) {
      if (!this.matched[slot] || this.banned[slot] || this.required[slot] < required) continue
      if (allowed && !allowed[slot]) continue
      made[size++] = slot
    }
    return made.subarray(0, size)
  }

  /** @param {number} slot @param {number} clauses @returns {number} */
  score(slot, clauses) {
    const score = this.scores[slot]
    const share = clauses ? this.inTitle[slot] / clauses : 0
    if (share === 0) return score
    const covered = Math.min(this.inTitle[slot] / Math.max(this.titleSize[slot], 1), 1)
    const whole = share === 1 && this.inTitle[slot] === this.titleSize[slot] ? WHOLE : 0
    return score * (1 + share * share * (TITLE + COVERED * covered) + whole)
  }

  /** The best `most` of `slots`. @param {Uint32Array} slots @param {(slot: number) => number} value @param {number} most
   * @returns {Scored[]} */
  top(slots, value, most) {
    /** @type {Scored[]} */
    const heap = []
    for (const slot of slots) {
      const score = value(slot)
      const worst = heap[0]
      if (heap.length < most) rise(heap, { slot, score })
      else if (worst && (score > worst.score || (score === worst.score && slot < worst.slot))) sink(heap, { slot, score })
    }
    return heap.sort((a, b) => b.score - a.score || a.slot - b.slot)
  }
}

/** @param {Scored} a @param {Scored} b whether `a` is worse */
const worse = (a, b) => a.score < b.score || (a.score === b.score && a.slot > b.slot)

/** @param {Scored[]} heap @param {Scored} one */
function rise(heap, one) {
  let at = heap.length
  heap.push(one)
  while (at > 0) {
    const up = (at - 1) >> 1
    const parent = heap[up]
    if (!worse(one, parent)) break
    heap[at] = parent
    at = up
  }
  heap[at] = one
}

/** @param {Scored[]} heap @param {Scored} one takes the place of the worst */
function sink(heap, one) {
  let at = 0
  for (;;) {
    let down = 2 * at + 1
    if (down >= heap.length) break
    const right = heap[down + 1]
    if (right && worse(right, heap[down])) down++
    const child = heap[down]
    if (!worse(child, one)) break
    heap[at] = child
    at = down
  }
  heap[at] = one
}
