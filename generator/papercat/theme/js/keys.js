/** The keyboard: one letter for what a reader does most, and a dialog that tells them. */

import { button, make } from "./dom.js"
import { t } from "./words.js"

/** @typedef {{search: () => void, step: (by: number) => void, turn: (where: "prev" | "next") => void, star: () => void,
 *   read: () => void, cite: () => void, list: () => void}} Deeds */

/** Keys, the deed of each, and what it is called. @type {[string[], keyof Deeds | "help", string][]} */
const KEYS = [
  [["/", "s"], "search", t("Search")],
  [["j", "k"], "step", t("Next or previous paper in a list")],
  [["n", "p"], "turn", t("Next or previous page of a paper or list")],
  [["*"], "star", t("Save this paper, or take it off the list")],
  [["r"], "read", t("Mark as read")],
  [["c"], "cite", t("Copy the citation")],
  [["l"], "list", t("Reading list")],
  [["?"], "help", t("This help")],
]

/** Keys that Material's script listens to. */
const MATERIAL = ["f", "s", "/", "p", ",", "n", "."]

/** What a key means here, or nothing: where one types, and with Ctrl, Alt or Meta, it means itself.
 * @param {{key: string, ctrlKey: boolean, altKey: boolean, metaKey: boolean}} event @param {boolean} typing @param {boolean} on whether the reader wants single keys
 * @returns {keyof Deeds | "help" | ""} */
export function deedOf(event, typing, on) {
  if (typing || event.ctrlKey || event.altKey || event.metaKey) return ""
  const deed = KEYS.find(([keys]) => keys.includes(event.key))?.[1] ?? ""
  return on || deed === "help" ? deed : ""
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select"))
}

/** Listens once for the whole site. @param {Deeds} deeds @param {{on: () => boolean, set: (on: boolean) => void}} single */
export function listenToKeys(deeds, single) {
  // before Material, whose script may come only with this key, and whose keys are switched off with ours
  addEventListener("keydown", event => {
    const deed = deedOf(event, isTyping(event.target), single.on())
    const silent = !single.on() && MATERIAL.includes(event.key)
    if ((deed !== "search" && !silent) || isTyping(event.target) || document.querySelector("dialog[open]")) return
    event.stopImmediatePropagation()
    if (silent) return
    event.preventDefault()
    deeds.search()
  }, true)
  addEventListener("keydown", event => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return
    const deed = deedOf(event, isTyping(event.target), single.on())
    if (!deed) return
    event.preventDefault()
    if (deed === "help") help(single)
    else if (deed === "step") deeds.step(event.key === "j" ? 1 : -1)
    else if (deed === "turn") deeds.turn(event.key === "n" ? "next" : "prev")
    else deeds[deed]()
  })
}

/** @param {{on: () => boolean, set: (on: boolean) => void}} single */
export function help(single) {
  const rows = KEYS.map(([keys, , label]) =>
    make("tr", {}, make("td", {}, ...keys.flatMap((key, i) => [i ? " " : "", make("kbd", {}, key)])), make("td", {}, label)))
  const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }))
  box.checked = single.on()
  box.addEventListener("change", () => single.set(box.checked))
  const dialog = /** @type {HTMLDialogElement} */ (make("dialog", { class: "pc-help md-typeset", "aria-labelledby": "pc-help" },
    make("h2", { id: "pc-help" }, t("Keys")),
    make("table", { class: "pc-keys" }, make("tbody", {}, ...rows)),
    make("label", {}, box, " ", t("Use these single keys")),
    button(t("Close"), () => dialog.close(), { class: "pc-button" })))
  dialog.addEventListener("close", () => dialog.remove())
  dialog.addEventListener("click", event => event.target === dialog && dialog.close())
  document.body.append(dialog)
  dialog.showModal()
}
