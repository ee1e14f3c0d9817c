import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { marksIn, sharedIn } from "../../generator/papercat/theme/js/desk.js"
import { deedOf } from "../../generator/papercat/theme/js/keys.js"

/** @param {string} url */
const paperAt = url => /^https:\/\/here\.example\/papers\/([\w-]+)\/$/.exec(url)?.[1] ?? ""

describe("the reading list", () => {
  it("takes in the list that an address shares, each paper once, nothing else", () => {
    assert.deepEqual(sharedIn("#papers=b,a,b,../x,<i>,"), ["b", "a"])
    assert.deepEqual(sharedIn("#top"), [])
  })

  it("takes in its own copy, its Markdown, and a shared link in any text", () => {
    const copy = JSON.stringify({ version: 1, papers: [{ id: "a", title: "A", note: "n", star: 5 }] })
    assert.deepEqual(marksIn(copy, paperAt), [{ id: "a", title: "A", note: "n", star: 5 }])
    const text = "- [A \\[b\\]](https://here.example/papers/a/). X\n- [C](https://else.example/papers/c/)"
    assert.deepEqual(marksIn(text, paperAt), [{ id: "a", title: "A [b]" }])
    assert.deepEqual(marksIn("see https://here.example/reading-list/#papers=p,q", paperAt).map(({ id }) => id), ["p", "q"])
    assert.deepEqual(marksIn("nothing", paperAt), [])
  })
})

describe("the keys", () => {
  const plain = { ctrlKey: false, altKey: false, metaKey: false }

  it("mean themselves where one types, and with Ctrl", () => {
    assert.equal(deedOf({ ...plain, key: "j" }, false, true), "step")
    assert.equal(deedOf({ ...plain, key: "j" }, true, true), "")
    assert.equal(deedOf({ ...plain, key: "c", ctrlKey: true }, false, true), "")
  })

  it("can be switched off, but for the help that switches them on", () => {
    assert.equal(deedOf({ ...plain, key: "*" }, false, false), "")
    assert.equal(deedOf({ ...plain, key: "?" }, false, false), "help")
  })
})
