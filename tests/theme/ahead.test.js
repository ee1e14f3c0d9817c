import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { pageBehind } from "../../generator/papercat/theme/js/ahead.js"

const HOME = new URL("https://fabricated.example/papers-of-mine/")
const HERE = `${HOME}tags/`

describe("looking ahead", () => {
  it("is for pages of this site", () => {
    assert.equal(pageBehind(`${HOME}papers/ice/#abstract`, HERE, HOME), `${HOME}papers/ice/`)
    assert.equal(pageBehind(`${HOME}papers/ice.html`, HERE, HOME), `${HOME}papers/ice.html`)
    assert.equal(pageBehind(`${HOME}search/?author=Ann+Lee`, HERE, HOME), `${HOME}search/?author=Ann+Lee`)
  })

  it("asks for nothing else", () => {
    for (const href of [`${HERE}#top`, HERE, `${HOME}feed.xml`, `${HOME}downloads/papers.bib.gz`, "https://fabricated.example/", "https://elsewhere.example/", "mailto:ann@fabricated.example"]) {
      assert.equal(pageBehind(href, HERE, HOME), "", href)
    }
  })
})
