import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { Marks, keeper, marksOf } from "../../generator/papercat/theme/js/marks.js"

/** Storage as a browser has it. */
function storage() {
  /** @type {Map<string, string>} */
  const held = new Map()
  return { getItem: (/** @type {string} */ key) => held.get(key) ?? null, setItem: (/** @type {string} */ key, /** @type {string} */ value) => void held.set(key, value) }
}

const ONE = { id: "one", title: "One <b>" }

describe("a reader's marks", () => {
  it("survive a reload: stars, read marks and notes", () => {
    const kept = storage()
    const marks = new Marks(kept, "k")
    assert.equal(marks.star(ONE), true)
    marks.change("one", { note: "read the proof" })
    marks.read({ id: "two", title: "Two" })
    const again = new Marks(kept, "k")
    assert.deepEqual(again.starred().map(({ id, note }) => [id, note]), [["one", "read the proof"]])
    assert.ok(again.get("two")?.read)
  })

  it("leave nothing behind when they are taken away", () => {
    const kept = storage()
    const marks = new Marks(kept, "k")
    marks.star(ONE)
    assert.equal(marks.star(ONE), false)
    assert.equal(JSON.parse(kept.getItem("k") ?? "").papers.length, 0)
  })

  it("keep one's own note when a list is taken in twice", () => {
    const marks = new Marks(storage(), "k")
    marks.star(ONE)
    marks.change("one", { note: "mine" })
    const list = [{ id: "one", title: "One", note: "theirs" }, { id: "two", title: "Two" }]
    assert.equal(marks.add(list), 1)
    assert.equal(marks.add(list), 0)
    assert.equal(marks.get("one")?.note, "mine")
    assert.equal(marks.starred().length, 2)
  })

  it("read whatever was kept without harm", () => {
    const wrong = ["", "{", "[]", "null", "1", '{"papers":1}', '{"papers":[null,1,{"id":7},{"id":"a b"},{"id":"../x/"},{"id":"ok","star":"yes","note":9}]}']
    assert.deepEqual(wrong.map(text => [...marksOf(text).keys()]), [[], [], [], [], [], [], ["ok"]])
    assert.deepEqual(marksOf(wrong.at(-1) ?? "").get("ok"), { id: "ok", title: "ok" })
  })

  it("last for the page where the browser keeps nothing, and that is said", () => {
    const marks = new Marks(keeper(() => { throw new Error("forbidden") }), "k")
    let said = 0
    marks.lost = () => { said++ }
    marks.star(ONE)
    marks.reload()
    assert.equal(marks.starred().length, 1)
    assert.equal(said, 1)
    const kept = new Marks(keeper(storage), "k")
    kept.lost = assert.fail
    kept.star(ONE)
  })

  it("add to what another page marked meanwhile", () => {
    const shared = storage()
    const [one, other] = [new Marks(shared, "k"), new Marks(shared, "k")]
    one.star(ONE)
    other.star({ id: "two", title: "Two" })
    one.read({ id: "three", title: "Three" })
    other.add([{ id: "four", title: "Four" }])
    one.change("two", { note: "theirs and mine" })
    assert.deepEqual([...marksOf(shared.getItem("k")).keys()].toSorted(), ["four", "one", "three", "two"])
    assert.equal(marksOf(shared.getItem("k")).get("two")?.note, "theirs and mine")
  })
})
