import assert from "node:assert/strict"
import { before, describe, it } from "node:test"
import { near, starred, termAt, vocabulary, wildcard } from "../../generator/papercat/search/js/vocabulary.js"
import { random } from "./index.js"

/** @typedef {import("../../generator/papercat/search/js/vocabulary.js").Vocabulary} Vocabulary */

const LETTERS = [..."aabbcdeé数😀"]

/** A word of few letters, so that many are alike. @param {(below: number) => number} pick */
const word = pick => Array.from({ length: 1 + pick(7) }, () => LETTERS[pick(LETTERS.length)]).join("")

/** What spelling.py writes: counts, shared bytes, sizes, letters, bits of frequencies. @param {string[]} terms */
function written(terms) {
  const raw = terms.map(term => new TextEncoder().encode(term))
  const shared = raw.map((one, i) => {
    let size = 0
    while (i && size < one.length && one[size] === raw[i - 1][size]) size++
    return size
  })
  const count = [(terms.length & 127) | 128, terms.length >> 7]
  return Uint8Array.from([...count, ...shared, ...raw.map((one, i) => one.length - shared[i]), ...raw.flatMap((one, i) => [...one.subarray(shared[i])]), ...raw.map(() => 1)])
}

/** Letters lost, added, replaced or swapped with a neighbour, by the whole table. @param {string} one @param {string} other */
function slips(one, other) {
  const table = Array.from({ length: one.length + 1 }, (_, i) => Array.from({ length: other.length + 1 }, (__, j) => i + j))
  for (let i = 1; i <= one.length; i++) {
    for (let j = 1; j <= other.length; j++) {
      table[i][j] = Math.min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + Number(one[i - 1] !== other[j - 1]))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1)
    }
  }
  return table[one.length][other.length]
}

describe("a list of terms", () => {
  /** @type {string[]} */
  let terms
  /** @type {Vocabulary} */
  let list
  before(() => {
    const pick = random(4)
    terms = [...new Set(Array.from({ length: 2000 }, () => word(pick)))].sort()
    list = vocabulary(written(terms), false)
  })

  it("holds each term as it was written, whatever its letters", () => {
    assert.deepEqual(terms.map((_, i) => termAt(list, i)), terms)
  })

  it("finds the terms of a word with stars as a look at each does", () => {
    const pick = random(5)
    for (let n = 0; n < 300; n++) {
      const asked = Array.from({ length: 1 + pick(3) }, () => `${pick(2) ? "*" : ""}${word(pick).slice(0, 1 + pick(2))}${pick(2) ? "*" : ""}`).join("*") + (pick(2) ? "*" : `*${word(pick)[0]}`)
      const fits = wildcard(asked)
      assert.deepEqual(starred(list, asked).map(i => terms[i]), terms.filter(fits), asked)
    }
  })

  it("finds the terms a slip or two away as a look at each does", () => {
    const pick = random(6)
    for (let n = 0; n < 30; n++) {
      const [asked, most] = [word(pick), 1 + pick(2)]
      assert.deepEqual(near(list, asked, most).map(i => terms[i]), terms.filter(term => slips(asked, term) <= most), asked)
    }
  })
})
