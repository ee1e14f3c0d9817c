/** Asks for a page when the reader is about to go to it, so that it is there with the press. */

import { make, root } from "./dom.js"

/** Milliseconds that a pointer rests, or a finger has not begun to scroll, before a page is asked for. */
const REST = 60
/** Pages asked for in one visit to a page. */
const ASKED = 30

/** The page of this site that a link leads to, without its anchor; nothing for this page, a file or another place.
 * @param {string} href @param {string} here @param {URL} home @returns {string} */
export function pageBehind(href, here, home) {
  const url = new URL(href, home)
  url.hash = ""
  const own = url.origin === home.origin && url.pathname.startsWith(home.pathname) && /(?:\/|\.html)$/.test(url.pathname)
  return own && url.href !== here.split("#")[0] ? url.href : ""
}

/** Looks ahead where pointer, finger or keyboard rests on a link; never for a reader who saves data. */
export function lookAhead() {
  if (location.protocol === "file:" || /** @type {any} */ (navigator).connection?.saveData) return
  /** @type {Set<string>} */
  const asked = new Set()
  let timer = 0
  const stop = () => clearTimeout(timer)
  /** @param {Event} event */
  const rest = event => {
    stop()
    const link = /** @type {HTMLAnchorElement | null} */ (event.target instanceof Element ? event.target.closest("a[href]") : null)
    const page = link && pageBehind(link.href, location.href, root)
    if (!page || asked.has(page) || asked.size >= ASKED) return
    timer = window.setTimeout(() => {
      asked.add(page)
      document.head.append(make("link", { rel: "prefetch", href: page }))
    }, REST)
  }
  addEventListener("pointerover", event => event.pointerType === "mouse" && rest(event))
  addEventListener("focusin", rest)
  addEventListener("touchstart", rest, { passive: true })
  for (const other of ["pointercancel", "focusout", "scroll"]) addEventListener(other, stop, { passive: true })
}
