import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { visited } from "../../generator/papercat/theme/js/visits.js"

const HOUR = 3_600_000

describe("what is new since the last visit", () => {
  it("is nothing at a first visit", () => {
    assert.equal(visited(null, ["b", "a"], 0).fresh.size, 0)
  })

  it("is what came in between, and stays so for the whole visit", () => {
    const first = visited(null, ["b", "a"], 0).visit
    const second = visited(first, ["d", "c", "b", "a"], 5 * HOUR)
    assert.deepEqual([...second.fresh], ["d", "c"])
    const page = visited(second.visit, ["d", "c", "b", "a"], 5.1 * HOUR)
    assert.deepEqual([...page.fresh], ["d", "c"])
    assert.equal(visited(page.visit, ["d", "c", "b", "a"], 9 * HOUR).fresh.size, 0)
  })

  it("is not an old paper that moved up because others left", () => {
    const first = visited(null, ["c", "b"], 0).visit
    assert.deepEqual([...visited(first, ["d", "b", "a"], 5 * HOUR).fresh], ["d"])
  })

  it("forgives a foreign value in the browser", () => {
    assert.equal(visited(/** @type {any} */ ({ at: "x" }), ["a"], 0).fresh.size, 0)
  })
})
