/** Which papers came since the reader's last visit. */

/** @typedef {{at: number, ids: string[], before: string[]}} Visit `ids`: the newest papers at this visit, `before`: at the last one */

/** Half an hour without a page ends a visit. */
const PAUSE = 30 * 60 * 1000

/** @param {Visit | null} last as kept @param {string[]} newest ids of the papers that came last, newest first @param {number} now
 * @returns {{visit: Visit, fresh: Set<string>}} what to keep, and the papers to mark; none at a first visit */
export function visited(last, newest, now) {
  const known = last && Array.isArray(last.ids) && Array.isArray(last.before) ? last : null
  const again = known !== null && now - known.at < PAUSE
  const before = known ? (again ? known.before : known.ids) : newest
  const old = new Set(before)
  // behind the first paper that was known, nothing is new: it only moved up because others left
  const end = newest.findIndex(id => old.has(id))
  const fresh = before.length && end >= 0 ? newest.slice(0, end) : before.length ? newest : []
  return { visit: { at: now, ids: newest, before }, fresh: new Set(fresh) }
}
