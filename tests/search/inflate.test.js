import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { constants, deflateRawSync } from "node:zlib"
import { inflate } from "../../generator/papercat/search/js/inflate.js"
import { random } from "./index.js"

/** Bytes of a few kinds: any, letters of words that come again, a run. @param {(below: number) => number} pick */
function content(pick) {
  const kind = pick(3)
  const size = [0, 1, 300, 5000, 70000][pick(5)]
  const words = Array.from({ length: 40 }, () => Array.from({ length: 1 + pick(12) }, () => 97 + pick(26)))
  return Uint8Array.from({ length: size }, (_, i) => (kind === 0 ? pick(256) : kind === 1 ? words[pick(3) * 13][i % 7] ?? 32 : 7))
}

describe("inflate", () => {
  it("opens what zlib packs, at any level and with any kind of block", () => {
    const pick = random(1)
    for (let n = 0; n < 150; n++) {
      const whole = content(pick)
      const packed = deflateRawSync(whole, { level: pick(10), strategy: [0, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE][pick(4)] })
      assert.deepEqual(inflate(new Uint8Array(packed)), whole)
    }
  })

  it("refuses a file that is cut, and comes to an end with a damaged one", () => {
    const pick = random(2)
    const packed = new Uint8Array(deflateRawSync(Uint8Array.from({ length: 3000 }, () => 97 + pick(9))))
    for (let size = 0; size < packed.length; size += 7) assert.throws(() => inflate(packed.subarray(0, size)), RangeError)
    for (let n = 0; n < 500; n++) {
      const damaged = packed.map(byte => (pick(200) ? byte : pick(256)))
      try {
        inflate(damaged)
      } catch (error) {
        assert.ok(error instanceof RangeError)
      }
    }
  })
})
