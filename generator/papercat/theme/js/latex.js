/** LaTeX of a bibliography as a reader sees it, as far as titles need it; `readers/latex.py` and `formulas.py` do the same whole. */

const GREEK = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho . sigma tau upsilon phi chi psi omega".split(" ")
/** By a command's name what it prints. @type {Record<string, string>} */
const SIGNS = {
  ss: "ß", o: "ø", O: "Ø", ae: "æ", AE: "Æ", oe: "œ", OE: "Œ", aa: "å", AA: "Å", l: "ł", L: "Ł", i: "i", j: "j", infty: "∞", times: "×", ell: "ℓ",
  textendash: "–", textemdash: "—", varepsilon: "ε", varphi: "φ", circ: "°", to: "→", rightarrow: "→",
  ...Object.fromEntries(GREEK.flatMap((name, i) => [
    [name, String.fromCharCode(0x3b1 + i)], [name[0].toUpperCase() + name.slice(1), String.fromCharCode(0x391 + i)],
  ])),
}
/** @type {Record<string, string>} */
const ACCENTS = {
  "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", u: "\u0306", ".": "\u0307", '"': "\u0308", r: "\u030a", H: "\u030b",
  v: "\u030c", c: "\u0327", k: "\u0328", b: "\u0331", d: "\u0323",
}
const ACCENT = /\\([`'^~=."]|[uvHcdbkr](?![A-Za-z]))\s*(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))/g
/** What stands in no title: notes, citations, places. */
const UNSEEN = /\s*\\(?:footnote|thanks|cite[a-z]*|label|ref)\s*\{(?:[^{}]|\{[^{}]*\})*\}/g

/** @param {string} text @returns {string} with the signs of its commands, which themselves are gone */
const printed = text => text.replace(/\\([A-Za-z]+)\s*/g, (_, name) => SIGNS[name] ?? "")

/** @param {string} text @returns {string} without commands, accents on their letters, formulas without dollars */
export function seen(text) {
  return printed(text.replace(UNSEEN, "")
    .replace(/\\([%&#$_{}])/g, (_, sign) => `\ue000${sign.charCodeAt(0)};`)
    .replace(/\$(?=\S)([^$]*?[^\s$])\$(?!\d)/g, (_, formula) => printed(formula.replace(/[_^]/g, "")))
    .replace(ACCENT, (_, accent, braced, bare) => (braced ?? bare) + ACCENTS[accent]))
    .replace(/\\[,;:! ]/g, " ").replace(/~/g, " ").replace(/---/g, "—").replace(/--/g, "–").replace(/``/g, "“").replace(/''/g, "”")
    .replace(/[{}\\]/g, "")
    .replace(/\ue000(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, " ").trim().normalize("NFC")
}
