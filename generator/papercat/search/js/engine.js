/** The search engine: the same in the page, its worker, Node and tests; it knows no DOM. */

import { parse } from "./parse.js"
import { Board } from "./rank.js"
import { resolve } from "./resolve.js"
import { Store } from "./store.js"

/** @typedef {{id: string, title: string, url: string, score: number, slot: number, kind: "paper" | "page", year: string,
 *   venue: string, authors: string[], authorCount: number, words: string[]}} Hit */
/** @typedef {{limit?: number, prefix?: boolean, forgive?: boolean}} Options */
/** @typedef {{total: number, hits: Hit[], facets: Record<string, unknown>, corrected?: string, notes: string[]}} Result */

const HITS = 10
const ALL_HITS = 10000

/** Opens an index. @param {import("./store.js").Load} load resolves a path below `search/` to the bytes of that file */
export function open(load) {
  const store = new Store(load)
  /** @type {Board | undefined} */
  let board
  return {
    /** @param {string} text @param {Options} [options] @returns {Promise<Result>} */
    async query(text, options = {}) {
      const query = parse(String(text ?? ""))
      if (options.prefix === false) for (const clause of query.clauses) clause.prefix = false
      const forgive = options.forgive !== false
      const [root, ...resolved] = await Promise.all([
        store.root(),
        ...query.clauses.map(clause => resolve(store, clause, forgive)),
      ])
      const lists = await Promise.all(resolved.map(one => Promise.all(one.meanings.map(({ entry }) => store.postings(entry)))))
      board ??= new Board(root.total)
      board.wipe()
      for (const [i, one] of resolved.entries()) board.add(i + 1, one, lists[i] ?? [], root.documents)
      const positive = resolved.filter(({ clause }) => clause.presence >= 0)
      const required = resolved.filter(({ clause }) => clause.presence > 0).length
      const slots = board.matches(required, null)
      const limit = Math.max(0, Math.min(Math.floor(Number(options.limit ?? HITS)) || 0, ALL_HITS))
      const judge = board
      const best = board.top(slots, slot => judge.score(slot, positive.length), limit)
      const words = resolved.flatMap(({ meanings }) => meanings.map(({ entry }) => entry.term))
      const hits = await Promise.all(best.map(async ({ slot, score }) => {
        const { id, title, url, kind, year, venue, authors, more } = await store.card(slot)
        return { id, title, url, score, slot, kind, year, venue, authors, authorCount: more, words }
      }))
      const corrected = correction(text, resolved)
      return { total: slots.length, hits, facets: {}, ...(corrected && { corrected }), notes: notes(query, resolved) }
    },
  }
}

/** The query with its wrong words put right. @param {string} text @param {import("./resolve.js").Resolved[]} resolved */
function correction(text, resolved) {
  let made = text
  for (const { clause, corrected } of resolved) {
    if (corrected) made = made.replace(new RegExp(`(?<![\\p{L}\\p{N}])${clause.word.replace(/[^\p{L}\p{N}_]/gu, "\\$&")}(?![\\p{L}\\p{N}])`, "giu"), corrected)
  }
  return made === text ? "" : made
}

/** What the reader should know. @param {import("./parse.js").Query} query @param {import("./resolve.js").Resolved[]} resolved */
function notes(query, resolved) {
  const unknown = resolved.filter(({ meanings }) => !meanings.length).map(({ clause }) => clause.word)
  const many = resolved.filter(({ cut }) => cut).map(({ clause }) => clause.word)
  return [
    ...unknown.map(word => `“${word}” is in no paper here.`),
    ...many.map(word => `“${word}” means too many words; the most frequent were searched.`),
    ...(query.dropped.length ? [`Not searched: ${[...new Set(query.dropped)].slice(0, 8).join(", ")}.`] : []),
  ]
}
