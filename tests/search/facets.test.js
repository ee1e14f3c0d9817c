/** What a question is the very name of. */

import assert from "node:assert/strict"
import { test } from "node:test"

import { namedBy } from "../../generator/papercat/search/js/facets.js"

const FACETS = {
  tag: [{ value: "graphs", label: "graphs", count: 9 }],
  name: [{ value: "imagenet", label: "ImageNet", count: 5 }, { value: "c", label: "C", count: 4 }, { value: "c-2", label: "C++", count: 4 }, { value: "rare", label: "Rare", count: 1 }],
  author: [{ value: "Bernhard Schölkopf", label: "Bernhard Schölkopf", count: 3 }],
}

/** @param {string[]} asked */
const urls = (...asked) => namedBy(asked, FACETS, 2).map(({ url }) => url)

test("case, accents and hyphens do not matter, signs that tell names apart do", () => {
  assert.deepEqual(urls("image-net"), ["names/imagenet/"])
  assert.deepEqual(urls("c++"), ["names/c-2/"])
  assert.deepEqual(urls("bernhard scholkopf"), ["search/?author=Bernhard+Sch%C3%B6lkopf"])
})

test("a question put right counts, one that says more does not", () => {
  assert.deepEqual(urls("grphs", "graphs"), ["tags/graphs/"])
  assert.deepEqual(urls("graphs and trees", ""), [])
  assert.deepEqual(urls("", ""), [])
})

test("a name without a page is not led to", () => {
  assert.deepEqual(urls("rare"), [])
})
