/** The interface's words in the site's language; languages/ has them all, and the bundle puts those of the scripts here. */

/** @type {Record<string, string>} */
const WORDS = {}

/** A text of the interface; `{name}` in it stands for a value.
 * @param {string} text in English @param {Record<string, string | number>} [values] */
export function t(text, values = {}) {
  return (WORDS[text] ?? text).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))
}

/** `1 paper`, `2 papers`, `12,345 papers`. @param {number} count @param {string} one @param {string} many */
export function amount(count, one, many) {
  const said = WORDS[`${one}|${many}`]
  const [single, several] = (said ?? `${one}|${many}`).split("|")
  // French counts none as one; a text that has no translation counts as English does
  const form = new Intl.PluralRules(said ? language() : "en").select(count)
  return `${figure(count)} ${form === "one" ? single : several}`
}

/** Who wrote it, and where it came out. @param {{authors: string[], authorCount: number, venue: string, year: string}} paper */
export function byline({ authors, authorCount, venue, year }) {
  const people = authorCount > authors.length ? t("{names} et al.", { names: authors.join(", ") }) : authors.join(", ")
  return [people, [venue, year].filter(Boolean).join(" ")].filter(Boolean).join(" · ")
}

/** A number as the site's language writes it. @param {number} count */
export function figure(count) {
  return count.toLocaleString(language())
}

/** The page's language. */
function language() {
  return globalThis.document?.documentElement.lang || "en"
}
