/** Questions that nobody asks kindly: operators, markup, scripts of all directions, ten kilobytes of them. */

export const PIECES = [
  "graph", "contrastive", "fabricated", "transf*", "*", "**", "a*b*c", "colou~1", "x~9999999", "^", "~", "+", "-", "--", "+-",
  "title:", "title:graph", "foo:bar", "author:ada", "year:2024", '"next token"', '"', '""', "\\", "(", ")", "[a-z]+", "(a+)+$",
  "<script>alert(1)</script>", "&lt;", "😀", "👩‍👩‍👧", "שלום", "مرحبا", "数据", "\u202e", "\0", "\ud800", "10.1145/1", "2301.12345",
  "arxiv:", "https://x.y/z?q=1", "%00", "${x}", "{{7}}", "a".repeat(500), "ＡＢ", "İ", "ß", "the", "g", "t*", "*s", "constructor",
  "__proto__", "toString", "word^99999", "~1", "\n", "\t",
]

/** A question of such pieces; each 500th is ten kilobytes long. @param {(below: number) => number} pick @param {number} n */
export function hostile(pick, n) {
  if (pick(20) === 0) return Array.from({ length: pick(80) }, () => String.fromCharCode(pick(65536))).join("")
  if (n % 500 === 499) return Array.from({ length: 1500 }, () => PIECES[pick(PIECES.length)]).join(" ").slice(0, 10240)
  return Array.from({ length: 1 + pick(5) }, () => PIECES[pick(PIECES.length)]).join(pick(4) ? " " : "")
}
