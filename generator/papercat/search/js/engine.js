/** The search engine: the same in the page, its worker, Node and tests; it knows no DOM. */

import { t } from "../../theme/js/words.js"
import { FACETS, PAPERS, SINGLE, authorClauses, counted, facet, numbers, occupied, passing } from "./columns.js"
import { boxItems } from "./items.js"
import { shared, telling } from "./like.js"
import { ALL, parse } from "./parse.js"
import { phrasesIn, pieces, snippet, textOf } from "./phrases.js"
import { Board } from "./rank.js"
import { resolveAll } from "./resolve.js"
import { Store } from "./store.js"
import { tokens, trim } from "./text.js"
import { wordsOf } from "./said.js"

/** @typedef {import("./columns.js").Count} Count */
/** @typedef {import("./parse.js").Query} Query */
/** @typedef {import("./phrases.js").Piece} Piece */
/** @typedef {import("./rank.js").Scored} Scored */
/** @typedef {import("./store.js").Postings} Postings */
/** @typedef {import("./resolve.js").Resolved} Resolved */
/** @typedef {{id: string, title: string, url: string, score: number, slot: number, kind: "paper" | "page", year: string,
 *   venue: string, authors: string[], authorCount: number, marked?: Piece[], snippet?: Piece[], shared?: string[]}} Hit */
/** @typedef {{limit?: number, filters?: import("./columns.js").Filters, facets?: boolean | string[],
 *   sort?: "relevance" | "date" | "trend" | "citations", prefix?: boolean, forgive?: boolean,
 *   snippets?: boolean, all?: boolean, papers?: boolean, slots?: boolean}} Options
 *   `papers`: these alone, without pages that people wrote */
/** @typedef {{total: number, hits: Hit[], facets: Record<string, Count[]>, corrected?: string, likelier?: string, notes: string[],
 *   words: string[], typed: string, slots?: Uint32Array}} Result */

const HITS = 10
const ALL_HITS = 10000
const LITERAL = 0.5
const ADJACENT = 0.3
const ORDERS = ["date", "trend", "citations"]
/** Texts in which a phrase is looked for, at most. */
const PHRASE = 512

/** Opens an index. @param {import("./store.js").Load} load resolves a path below `search/` to the bytes of that file */
export function open(load) {
  const store = new Store(load)
  return {
    /** @param {string} text @param {Options} [options] @returns {Promise<Result>} */
    query: (text, options = {}) => answer(store, String(text ?? ""), options),
    /** The papers most like a whole text, for instance a pasted abstract. @param {string} text
     * @param {{limit?: number, filters?: import("./columns.js").Filters, without?: string}} [options] `without`: id of a paper to leave out */
    like: (text, options = {}) => alike(store, String(text ?? ""), options),
    /** For Material's search box. @param {string} text */
    box: async text => boxItems(store, text, await answer(store, text, { facets: false })),
    /** What a hit shows, of any paper. @param {number} slot */
    card: slot => hit(store, { slot, score: 0 }),
    /** @param {number} slot of a hit */
    text: slot => textOf(store, slot),
  }
}

/** @param {Store} store @param {string} text @param {Options} options @returns {Promise<Result>} */
async function answer(store, text, options) {
  const query = parse(text)
  const filters = options.filters ?? {}
  query.clauses.push(...authorClauses(filters))
  if (options.prefix === false) for (const clause of query.clauses) clause.prefix = false
  const [resolved, allowed] = await Promise.all([
    resolveAll(store, query.clauses, options.forgive !== false),
    passing(store, filters),
  ])
  const [lists, present] = await Promise.all([
    Promise.all(resolved.map(one => Promise.all(one.meanings.map(({ entry }) => store.postings(entry))))),
    everything(query, options.all === true || allowed !== null) ? occupied(store) : null,
  ])
  const root = await store.root()
  const board = new Board(root.total)
  for (const [i, one] of resolved.entries()) board.add(i + 1, one, lists[i], root.documents)
  if (present) board.matched.set(present)
  const required = query.clauses.filter(({ presence }) => presence > 0).length
  const phrases = query.phrases.length ? phrasesIn(store, query, resolved, lists, root.total) : null
  const only = options.papers ? await occupied(store, PAPERS) : null
  const matches = board.matches(required, allowed).filter(slot => !only || only[slot])
  const { slots, best } = await chosen(store, query, board, matches, options, phrases)
  const [found, facets] = await Promise.all([
    Promise.all(best.map(one => hit(store, one))),
    facetsOf(store, options.facets ?? (root.light || allowed !== null), name => beside(store, name, filters, { slots, board, required, query })),
  ])
  const hits = options.sort && ORDERS.includes(options.sort) ? found : literal(query, found)
  hits.length = Math.min(hits.length, limitOf(options))
  const right = repaired(text, resolved, "corrected")
  const likelier = repaired(right || text, resolved, "likelier")
  const words = resolved.flatMap(({ meanings }) => meanings.map(({ entry }) => entry.term))
  const typed = query.clauses.find(({ prefix }) => prefix)?.word ?? ""
  if (options.snippets) await Promise.all(hits.map(one => mark(store, one, new Set(words), typed)))
  return { total: slots.length, hits, facets, ...(right && { corrected: right }), ...(likelier && { likelier }), notes: notes(query, resolved, lists), words, typed, ...(options.slots && { slots }) }
}

/** @param {Store} store @param {string} text @param {{limit?: number, filters?: import("./columns.js").Filters, without?: string}} options
 * @returns {Promise<{total: number, hits: Hit[], words: string[]}>} papers, each with the words that it shares with the text */
async function alike(store, text, options) {
  const [papers, allowed, resolved] = await Promise.all([
    occupied(store, PAPERS),
    passing(store, options.filters ?? {}),
    telling(store, text),
  ])
  const { total, documents } = await store.root()
  const lists = await Promise.all(resolved.map(one => Promise.all(one.meanings.map(({ entry }) => store.postings(entry)))))
  const board = new Board(total)
  for (const [i, one] of resolved.entries()) board.add(i + 1, one, lists[i], documents)
  const slots = board.matches(0, allowed).filter(slot => papers[slot])
  const best = board.top(slots, slot => board.scores[slot], limitOf(options) + 1)
  const found = (await Promise.all(best.map(one => hit(store, one)))).filter(({ id }) => id !== options.without)
  const hits = found.slice(0, limitOf(options)).map(one => ({ ...one, shared: shared(resolved, lists, one.slot) }))
  return { total: slots.length, hits, words: resolved.map(({ clause }) => clause.word) }
}

/** Puts the first ten in order once more, now that their cards are read: a word in the very form that was typed, in the
 * title or in the name of the first author, is worth more than another form of it, and so are words side by side. @param {Query} query @param {Hit[]} hits */
function literal({ clauses }, hits) {
  const asked = clauses.filter(({ kind, presence, boost }) => kind === "word" && presence >= 0 && boost > 0)
  if (!asked.length) return hits
  const first = hits.slice(0, HITS)
  for (const one of first) {
    const title = wordsOf(one.title).map(({ form }) => form)
    const words = new Set([...title, ...tokens(one.authors[0] ?? "").map(trim)])
    const same = asked.filter(({ word }) => words.has(word)).length
    const side = asked.filter(({ word }, i) => i > 0 && title.some((_, at) => title[at] === asked[i - 1].word && title[at + 1] === word)).length
    one.score *= 1 + (LITERAL * same + ADJACENT * side) / asked.length
  }
  // what comes after must not look better
  const rest = hits.slice(HITS)
  const order = new Map(first.map((one, i) => [one, i]))
  first.sort((a, b) => b.score - a.score || (order.get(a) ?? 0) - (order.get(b) ?? 0))
  return [...first, ...rest]
}

/** Whether all documents are meant: none is asked for by a word. @param {Query} query @param {boolean} wanted where no word is given */
function everything({ clauses }, wanted) {
  return clauses.length ? clauses.every(({ presence }) => presence < 0) : wanted
}

/** @param {Options} options */
function limitOf({ limit = HITS }) {
  return Math.max(0, Math.min(Math.floor(Number(limit)) || 0, ALL_HITS))
}

/** The matches, phrases looked up, and the best of them in the order asked for. @param {Store} store @param {Query} query
 * @param {Board} board @param {Uint32Array} slots @param {Options} options @param {ReturnType<typeof phrasesIn> | null} phrases */
async function chosen(store, query, board, slots, options, phrases) {
  const limit = limitOf(options)
  const clauses = query.clauses.filter(({ presence, boost }) => presence >= 0 && boost > 0).length
  const order = options.sort && ORDERS.includes(options.sort) ? await numbers(store, options.sort) : null
  /** @param {number} slot */
  const value = slot => (order ? order[slot] : board.score(slot, clauses))
  if (!phrases) return { slots, best: board.top(slots, value, limit && Math.max(limit, HITS)) }
  const some = slots.filter(phrases.may)
  const candidates = board.top(some, value, PHRASE)
  const kept = await Promise.all(candidates.map(one => phrases.has(one.slot)))
  const best = candidates.filter((_, i) => kept[i])
  if (some.length > PHRASE) query.cut = true
  return { slots: Uint32Array.from(best, one => one.slot), best: best.slice(0, limit && Math.max(limit, HITS)) }
}

/** @param {Store} store @param {Scored} one @returns {Promise<Hit>} */
async function hit(store, { slot, score }) {
  const { id, title, url, kind, year, venue, authors, more } = await store.card(slot)
  return { id, title, url, score, slot, kind, year, venue, authors, authorCount: more }
}

/** Marks in a hit what was looked for. @param {Store} store @param {Hit} one @param {Set<string>} words @param {string} typed */
async function mark(store, one, words, typed) {
  one.marked = pieces(one.title, words, typed)
  one.snippet = snippet((await textOf(store, one.slot)).abstract ?? "", words, typed)
}

/** @param {Store} store @param {boolean | string[]} facets @param {(name: string) => Promise<Uint32Array>} slotsOf
 * @returns {Promise<Record<string, Count[]>>} */
async function facetsOf(store, facets, slotsOf) {
  const names = Array.isArray(facets) ? FACETS.filter(name => facets.includes(name)) : facets ? FACETS : []
  return Object.fromEntries(await Promise.all(names.map(async name => [name, counted(await facet(store, name), await slotsOf(name))])))
}

/** What a facet counts: the matches; where any of its values will do, also those that its own filter keeps out.
 * @param {Store} store @param {string} name @param {import("./columns.js").Filters} filters
 * @param {{slots: Uint32Array, board: Board, required: number, query: Query}} found */
async function beside(store, name, filters, { slots, board, required, query }) {
  if (!SINGLE.includes(name) || filters[name] === undefined || query.phrases.length) return slots
  return board.matches(required, await passing(store, { ...filters, [name]: undefined }))
}

/** The query with its wrong words put right, or with its rare ones. @param {string} text @param {Resolved[]} resolved
 * @param {"corrected" | "likelier"} how */
function repaired(text, resolved, how) {
  const wrong = resolved.filter(one => one[how])
  if (!wrong.length) return ""
  return text.split(/(\s+)/).map(piece => {
    const low = piece.toLowerCase()
    const one = wrong.find(({ clause }) => low.includes(clause.word))
    const at = one ? low.indexOf(one.clause.word) : -1
    return one ? piece.slice(0, at) + one[how] + piece.slice(at + one.clause.word.length) : piece
  }).join("")
}

/** What the reader should know. @param {Query} query @param {Resolved[]} resolved @param {Postings[][]} lists @returns {string[]} */
function notes(query, resolved, lists) {
  const unknown = resolved.filter(({ meanings }) => !meanings.length).map(({ clause }) => clause.word)
  // asked for in a field in which nobody has it
  const apart = resolved.filter(({ clause, meanings }, i) => meanings.length && clause.fields !== ALL && !lists[i].some(({ masks }) => masks.some(mask => mask & clause.fields)))
  const many = resolved.filter(({ cut }) => cut).map(({ clause }) => clause.word)
  return [
    ...unknown.map(word => t("“{word}” is in no paper here.", { word })),
    ...apart.map(({ clause }) => t("“{word}” is in papers here, but not in that field.", { word: clause.word })),
    ...many.map(word => t("“{word}” means too many words; the most frequent were searched.", { word })),
    ...(query.cut ? [t("The phrase was looked up in the {count} best papers only.", { count: PHRASE })] : []),
    ...(query.dropped.length ? [t("Not searched: {words}.", { words: [...new Set(query.dropped)].slice(0, 8).join(", ") })] : []),
  ]
}
