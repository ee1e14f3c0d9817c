import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { amount } from "../../generator/papercat/theme/js/words.js"

/** A page in a language. @param {string} lang @param {() => void} then */
function inLanguage(lang, then) {
  Object.assign(globalThis, { document: { documentElement: { lang } } })
  try {
    then()
  } finally {
    Reflect.deleteProperty(globalThis, "document")
  }
}

describe("counted words", () => {
  it("have one and many", () => {
    assert.equal(amount(1, "paper", "papers"), "1 paper")
    assert.equal(amount(0, "paper", "papers"), "0 papers")
    assert.equal(amount(12345, "paper", "papers"), "12,345 papers")
  })

  it("that have no translation follow English, whatever the page's language counts as one", () => {
    inLanguage("ru", () => assert.equal(amount(21, "paper", "papers"), "21 papers"))
    inLanguage("fr", () => assert.equal(amount(0, "paper", "papers"), "0 papers"))
  })
})
