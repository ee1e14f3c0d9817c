/** Where pages were left, as it is kept for a visit. */

import assert from "node:assert/strict"
import { test } from "node:test"

import { leaving, leftIn } from "../../generator/papercat/theme/js/left.js"

test("a page is remembered as it was left last", () => {
  const first = leaving([], "/a", { to: "/b", shown: 20 })
  const again = leaving(leaving(first, "/c", { to: "/d", shown: 0 }), "/a", { to: "/e", shown: 40 })
  assert.deepEqual(again, [["/c", { to: "/d", shown: 0 }], ["/a", { to: "/e", shown: 40 }]])
  assert.deepEqual(leftIn(JSON.stringify(again)), again)
})

test("only the last pages are remembered", () => {
  /** @type {[string, {to: string, shown: number}][]} */
  let known = []
  for (let page = 0; page < 100; page++) known = leaving(known, `/${page}`, { to: "/", shown: page })
  assert.equal(known.length, 30)
  assert.equal(known.at(-1)?.[0], "/99")
})

test("what is torn or foreign remembers nothing", () => {
  for (const text of [null, "", "{", "7", '{"a": 1}']) assert.deepEqual(leftIn(text), [])
})
