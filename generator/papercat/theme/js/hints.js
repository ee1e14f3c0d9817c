/** What a name or tag is, shown beside its link: read from its own page, once. */

import { fetched, make, root } from "./dom.js"
import { amount } from "./words.js"

/** @typedef {{kicker: string, title: string, text: string[]}} Hint */

const PATIENCE = 250
/** @type {Map<string, Promise<Hint | null>>} */
const known = new Map()

/** Whether a link leads to a tag or name, and not to further pages of its list. @param {HTMLAnchorElement} link */
function isTerm(link) {
  const { origin, pathname, href } = new URL(link.href)
  const path = pathname.slice(root.pathname.length)
  return origin === root.origin && /^(?:tags|names)\/[^/]+\/(?!page-)/.test(path) && href !== location.href
}

/** What a page says of the entry that is its subject, or stands in it by its anchor. @param {ParentNode} page
 * @param {string} anchor @returns {Hint | null} */
export function hintIn(page, anchor) {
  /** @param {string} query */
  const text = query => page.querySelector(query)?.textContent?.trim() ?? ""
  if (anchor) {
    const item = page.querySelector(`[id="${CSS.escape(anchor)}"]`)?.closest("li")
    const papers = [...item?.querySelectorAll("a") ?? []].map(link => link.textContent ?? "")
    return item ? { kicker: text("h1"), title: item.querySelector("strong")?.textContent ?? anchor, text: papers.slice(0, 3) } : null
  }
  const introduced = text("#introduced-by + ul > li > a")
  const count = Number(/\d+/.exec(text(".pc-papers").replace(/\D(?=\d{3}\b)/g, ""))?.[0] ?? NaN)
  return {
    kicker: text(".pc-kicker"),
    title: text("h1"),
    text: [text("h1 + .pc-lead"), introduced, Number.isFinite(count) ? amount(count, "paper", "papers") : ""].filter(Boolean),
  }
}

/** @param {string} href @returns {Promise<Hint | null>} */
function hintOf(href) {
  const url = new URL(href)
  const anchor = url.hash.slice(1)
  const found = known.get(href) ?? fetched(url.href).then(page => hintIn(page, anchor)).catch(() => null)
  known.set(href, found)
  return found
}

/** Shows hints at links to names and tags, for pointer and keyboard; Escape takes one away. */
export function showHints() {
  if (location.protocol === "file:" || /** @type {any} */ (navigator).connection?.saveData) return
  let timer = 0
  /** @type {HTMLElement | null} */
  let shown = null
  const hide = () => {
    clearTimeout(timer)
    document.querySelector("[aria-describedby=pc-hint]")?.removeAttribute("aria-describedby")
    shown?.remove()
    shown = null
  }
  // time to reach the card with the pointer
  const leave = () => {
    clearTimeout(timer)
    timer = window.setTimeout(hide, PATIENCE)
  }
  /** @param {Event} event */
  const start = event => {
    const target = event.target instanceof Element ? event.target : null
    if (target?.closest(".pc-hint")) return clearTimeout(timer)
    const link = /** @type {HTMLAnchorElement | null} */ (target?.closest("main a[href]") ?? null)
    if (!link || !isTerm(link)) return leave()
    hide()
    timer = window.setTimeout(async () => {
      const hint = await hintOf(link.href)
      if (hint && link.isConnected && (link.matches(":hover") || link === document.activeElement)) shown = draw(link, hint)
    }, PATIENCE)
    return undefined
  }
  addEventListener("pointerover", event => event.pointerType === "mouse" && start(event))
  addEventListener("focusin", event => event.target instanceof Element && event.target.matches(":focus-visible") && start(event))
  addEventListener("focusout", leave)
  addEventListener("keydown", event => event.key === "Escape" && hide())
  addEventListener("scroll", hide, { passive: true })
}

/** @param {HTMLAnchorElement} link @param {Hint} hint */
function draw(link, { kicker, title, text }) {
  const card = make("div", { class: "pc-hint", id: "pc-hint", role: "tooltip" },
    make("small", {}, kicker), make("b", {}, title), ...text.map(line => make("span", {}, line)))
  document.body.append(card)
  link.setAttribute("aria-describedby", "pc-hint")
  const { left, bottom, top } = link.getBoundingClientRect()
  const below = bottom + card.offsetHeight + 12 < innerHeight
  // a strict policy allows styles set by scripts, not those in attributes
  card.style.left = `${Math.max(8, Math.min(left, innerWidth - card.offsetWidth - 8))}px`
  card.style.top = `${below ? bottom + 4 : top - card.offsetHeight - 4}px`
  return card
}
