/** Pointers, wheel and keys: what a reader does with the map. */

import { beyond, nearest } from "./points.js"

/** @typedef {import("./map.js").Chart} Chart */

const REACH = 12
const STEP = 60
const WHEEL = 0.0016
/** Pixels that a pointer may move and still click. */
const STILL = 5
/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** @param {Chart} chart */
export function hands(chart) {
  wheelAndKeys(chart)
  const { stage, view } = chart
  /** @type {Map<number, {x: number, y: number}>} */
  const down = new Map()
  let moved = 0
  stage.addEventListener("pointerdown", event => {
    if (event.button || /** @type {Element} */ (event.target).closest("a, button")) return
    stage.setPointerCapture(event.pointerId)
    if (!down.size) moved = 0
    down.set(event.pointerId, place(stage, event))
  })
  stage.addEventListener("pointermove", event => {
    const now = place(stage, event)
    const before = down.get(event.pointerId)
    if (!before) {
      if (event.pointerType === "mouse") chart.point(near(chart, now), false)
      return
    }
    moved += Math.hypot(now.x - before.x, now.y - before.y)
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1]
    if (other) pinch(view, before, now, other)
    else view.pan(now.x - before.x, now.y - before.y)
    down.set(event.pointerId, now)
    chart.redraw()
  })
  for (const end of ["pointerup", "pointercancel"]) {
    stage.addEventListener(end, event => {
      const { pointerId, pointerType } = /** @type {PointerEvent} */ (event)
      if (!down.delete(pointerId) || end === "pointercancel" || moved > STILL) return
      const found = near(chart, place(stage, /** @type {PointerEvent} */ (event)))
      // a finger first sees what it touched
      if (pointerType === "mouse" && found >= 0) chart.open(found)
      else chart.point(found, true)
    })
  }
  stage.addEventListener("pointerleave", () => down.size || chart.pinned || chart.point(-1, false))
}

/** @param {Chart} chart */
function wheelAndKeys(chart) {
  const { stage, view } = chart
  stage.addEventListener("wheel", event => {
    // the page scrolls over a map that nobody has taken hold of
    if (!event.ctrlKey && !stage.contains(document.activeElement)) return
    event.preventDefault()
    const { x, y } = place(stage, event)
    view.enlarge(Math.exp(-event.deltaY * (event.deltaMode ? 20 : 1) * WHEEL * (event.ctrlKey ? 5 : 1)), x, y)
    chart.redraw()
  }, { passive: false })
  stage.addEventListener("keydown", event => {
    if (event.target === stage && !event.altKey && !event.ctrlKey && !event.metaKey && key(chart, event)) event.preventDefault()
  })
}

/** @param {Element} stage @param {MouseEvent} event */
function place(stage, event) {
  const { left, top } = stage.getBoundingClientRect()
  return { x: event.clientX - left, y: event.clientY - top }
}

/** @param {Chart} chart @param {{x: number, y: number}} at */
function near({ view, points, look }, at) {
  const { x, y } = view.toMap(at.x, at.y)
  return nearest(points, x, y, REACH / view.scale, look.lit)
}

/** @param {import("./view.js").View} view @param {{x: number, y: number}} before @param {{x: number, y: number}} now
 * @param {{x: number, y: number}} other the finger that stays */
function pinch(view, before, now, other) {
  const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y))
  view.enlarge(factor, (before.x + other.x) / 2, (before.y + other.y) / 2)
  view.pan((now.x - before.x) / 2, (now.y - before.y) / 2)
}

/** @param {Chart} chart @param {KeyboardEvent} event @returns {boolean} whether the key means something */
function key(chart, { key: name, shiftKey }) {
  const { view, points, look, chosen } = chart
  const way = WAYS[name]
  if (way && shiftKey) view.pan(-way[0] * STEP, -way[1] * STEP)
  else if (way) {
    const from = chosen < 0 ? { x: view.x, y: view.y } : { x: points.x[chosen], y: points.y[chosen] }
    const next = beyond(points, from, way[0], way[1], look.lit)
    if (next >= 0) view.reveal({ x: points.x[next], y: points.y[next] })
    if (next >= 0) chart.point(next, true)
  } else if (name === "Enter" && chosen >= 0) chart.open(chosen)
  else if (name === "Escape") chart.point(-1, false)
  else if (!chart.act(name)) return false
  chart.redraw()
  return true
}
