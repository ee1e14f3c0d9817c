/** What every part of the interface needs of the page. */

import { t } from "./words.js"

/** The site's root. */
export const root = new URL("../../", /** @type {HTMLScriptElement | null} */ (globalThis.document?.currentScript)?.src ?? "file:///assets/papercat/")

/** @param {string} tag @param {Record<string, string>} [attributes] @param {(Node | string)[]} children */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** @param {string} label @param {() => void} press @param {Record<string, string>} [attributes] */
export function button(label, press, attributes = {}) {
  const made = make("button", { type: "button", ...attributes }, label)
  made.addEventListener("click", press)
  return made
}

/** The id of the paper that an address leads to, or nothing. @param {string} href */
export function idOf(href) {
  const { pathname, origin } = new URL(href, root)
  const below = `${root.pathname}papers/`
  if (origin !== root.origin || !pathname.startsWith(below)) return ""
  const id = pathname.slice(below.length).replace(/(?:\/|\/index\.html|\.html)$/, "")
  return /^(?:page-\d+|index)?$|\//.test(id) ? "" : id
}

/** The address of a paper. @param {string} id */
export function paperUrl(id) {
  const link = /** @type {any} */ (window).papercatSearch?.linkOf
  return link ? link(`papers/${id}/`) : new URL(`papers/${id}/`, root).href
}

/** Tells the reader, and those who listen to the page, what happened. @param {string} text */
export function tell(text) {
  let place = document.querySelector(".pc-toast")
  if (!place) {
    place = make("div", { class: "pc-toast", role: "status" })
    document.body.append(place)
  }
  place.textContent = text
  place.classList.add("pc-shown")
  setTimeout(() => place.textContent === text && place.classList.remove("pc-shown"), 2600)
}

/** @param {string} text @param {string} what was copied */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    // no permission, or no secure page: the old way
    const area = /** @type {HTMLTextAreaElement} */ (make("textarea", { class: "pc-unseen" }))
    area.value = text
    document.body.append(area)
    area.select()
    document.execCommand("copy")
    area.remove()
  }
  tell(t("{what} copied", { what }))
}

/** @param {string} name of the file @param {string} text */
export function save(name, text) {
  const link = /** @type {HTMLAnchorElement} */ (make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/plain" })), download: name }))
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

/** Tells Zotero, if it is there, that it should look again; its documentation on exposing metadata names the event. */
export function askZotero() {
  document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }))
}

/** Another page of this site. @param {string} url @returns {Promise<Document>} */
export async function fetched(url) {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  return new DOMParser().parseFromString(await answer.text(), "text/html")
}

/** Does a job for each, some at a time. @template T @param {T[]} all @param {(one: T) => Promise<void>} job */
export async function each(all, job) {
  const waiting = [...all]
  await Promise.all(Array.from({ length: 6 }, async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await job(one)
  }))
}
