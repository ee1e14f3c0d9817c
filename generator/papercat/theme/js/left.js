/** Where a reader left the pages of this visit: Back leads there, also where a script draws the list anew. */

/** @typedef {{to: string, shown: number}} Left the address that was gone to, and how many papers were shown */

const LEAVES = "papercat.left"
/** Pages that are remembered. */
const REMEMBERED = 30

/** The page to which the reader came back, until they do something there. */
let back = ""

/** @param {string | null} text as kept @returns {[string, Left][]} by address, the last one left at the end */
export function leftIn(text) {
  try {
    const found = JSON.parse(text ?? "[]")
    return Array.isArray(found) ? found : []
  } catch {
    return []
  }
}

/** @param {[string, Left][]} known @param {string} href @param {Left} what @returns {[string, Left][]} */
export function leaving(known, href, what) {
  return [...known.filter(([other]) => other !== href), /** @type {[string, Left]} */ ([href, what])].slice(-REMEMBERED)
}

/** Reads or writes what is kept; where that is forbidden, nothing is. @template T @param {() => T} deed @returns {T | null} */
function attempt(deed) {
  try {
    return deed()
  } catch {
    return null
  }
}

/** Notes from now on where pages are left, and when the reader comes back; the page of the search asks, too. */
export function noteLeaving() {
  Object.assign(window, { papercatLeft: { cameBack, comeBack } })
  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"))
  if (entry?.type === "back_forward") back = location.href
  addEventListener("popstate", () => { back = location.href })
  for (const deed of ["pointerdown", "wheel", "keydown"]) addEventListener(deed, () => { back = "" }, { capture: true, passive: true })
  addEventListener("click", event => {
    const link = event.target instanceof Element ? event.target.closest("main a[href]") : null
    if (!(link instanceof HTMLAnchorElement)) return
    const what = { to: link.href, shown: document.querySelectorAll("main :is(.pc-papers + ul, .pc-hits) > li").length }
    attempt(() => sessionStorage.setItem(LEAVES, JSON.stringify(leaving(leftIn(sessionStorage.getItem(LEAVES)), location.href, what))))
  }, true)
}

/** How this page was left, if the reader has just come back to it. @returns {Left | undefined} */
export function cameBack() {
  if (back !== location.href) return undefined
  return new Map(leftIn(attempt(() => sessionStorage.getItem(LEAVES)))).get(back)
}

/** Puts the reader at the link by which this page was left, as often as a script draws it. */
export function comeBack() {
  const left = cameBack()
  const link = left && [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("main a[href]"))].find(({ href }) => href === left.to)
  if (!link) return
  link.focus({ preventScroll: true })
  const { top, bottom } = link.getBoundingClientRect()
  if (top < 60 || bottom > innerHeight) link.scrollIntoView({ block: "center" })
}
