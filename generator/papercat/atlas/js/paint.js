/** Draws the points and the names of topics. Many points go into the picture pixel by pixel, which needs no graphics card. */

import { SIDE, within } from "./points.js"

/** @typedef {import("./points.js").Points} Points */
/** @typedef {import("./points.js").Label} Label */
/** @typedef {{codes: Uint8Array, colours: Uint32Array, dim: Uint32Array, lit: Uint8Array | null, ink: string, paper: string,
 *   kept: Backdrop | null}} Look the colour of each point by its code; `dim` for points that are not lit; the picture that was drawn with these */
/** @typedef {{canvas: OffscreenCanvas, dense: number, x: number, y: number, scale: number, width: number, height: number}} Backdrop
 *   the points of a place and of what lies around it; `width` and `height` of what was seen */

/** How far a picture goes beyond what is seen, on each side, of its width and height. */
const BEYOND = 0.2

/** Points that are drawn as smooth circles. */
const SMOOTH = 4000
/** Zoom from which topics take the place of regions. */
const CLOSE = 2.2
/** So few topics are shown at once. */
const FEW = 24
const LARGEST = 5
const WIDTHS = new Map()

/** @param {CanvasRenderingContext2D} context @param {import("./view.js").View} view @param {Points} points @param {Look} look
 * @returns {boolean} whether the picture is as sharp as it can be, not one that was stretched while the map is zoomed */
export function paint(context, view, points, look) {
  const dense = devicePixelRatio || 1
  if (!look.kept || !serves(look.kept, view, dense)) look.kept = backdrop(view, points, look, dense)
  const { canvas, x, y, scale } = look.kept
  const { width, height } = context.canvas
  const larger = view.scale / scale
  const across = (x - view.x) * view.scale * dense + (width - canvas.width * larger) / 2
  const down = (y - view.y) * view.scale * dense + (height - canvas.height * larger) / 2
  context.clearRect(0, 0, width, height)
  if (larger === 1) context.drawImage(canvas, Math.round(across), Math.round(down))
  else context.drawImage(canvas, across, down, canvas.width * larger, canvas.height * larger)
  write(context, view, points.labels, look, dense)
  return larger === 1
}

/** Whether a picture has all that is seen, not stretched too much. @param {Backdrop} kept @param {import("./view.js").View} view @param {number} dense */
function serves(kept, view, dense) {
  if (kept.dense !== dense || kept.width !== view.width || kept.height !== view.height) return false
  const larger = view.scale / kept.scale
  if (larger < 1 / (1 + 2 * BEYOND) || larger > 2) return false
  return sees(kept.x, view.x, kept.width, kept.scale, view.width / view.scale) && sees(kept.y, view.y, kept.height, kept.scale, view.height / view.scale)
}

/** In one direction: whether what is seen and is on the map lies in the picture.
 * @param {number} middle of the picture @param {number} at middle of what is seen @param {number} size of the picture without what lies beyond, in pixels
 * @param {number} scale @param {number} seen units of the map that are seen */
function sees(middle, at, size, scale, seen) {
  const half = (size * (0.5 + BEYOND)) / scale
  return Math.max(0, at - seen / 2) >= middle - half - 1 && Math.min(SIDE, at + seen / 2) <= middle + half + 1
}

/** Draws what is seen and what lies around it, so that moving the map needs no new picture.
 * @param {import("./view.js").View} seen @param {Points} points @param {Look} look @param {number} dense @returns {Backdrop} */
function backdrop(seen, points, look, dense) {
  const view = seen.wider(1 + 2 * BEYOND)
  const canvas = look.kept?.canvas ?? new OffscreenCanvas(1, 1)
  const [width, height] = [Math.round(view.width * dense), Math.round(view.height * dense)]
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"))
  const shown = visible(view, points)
  // as large as leaves room between them, if they lay evenly
  const room = Math.sqrt((seen.width * seen.height) / Math.max(1, points.count)) * Math.sqrt(seen.zoom) * 0.16
  const radius = Math.min(LARGEST, Math.max(0.8, room))
  if (shown.length > SMOOTH) splat(context, view, points, look, shown, Math.max(1, Math.round(radius * 1.8 * dense)), dense)
  else {
    context.clearRect(0, 0, width, height)
    circles(context, view, points, look, shown, Math.max(1.5, radius) * dense, dense)
  }
  return { canvas, dense, x: seen.x, y: seen.y, scale: seen.scale, width: seen.width, height: seen.height }
}

/** @param {import("./view.js").View} view @param {Points} points */
function visible(view, points) {
  const { x: left, y: top } = view.toMap(-LARGEST, -LARGEST)
  const { x: right, y: bottom } = view.toMap(view.width + LARGEST, view.height + LARGEST)
  if (left <= 0 && top <= 0 && right >= SIDE && bottom >= SIDE) return points.order
  const made = new Uint32Array(points.count)
  let n = 0
  within(points, left, top, right, bottom, i => (made[n++] = i))
  return made.subarray(0, n)
}

/** Dots of whole pixels. @param {OffscreenCanvasRenderingContext2D} context @param {import("./view.js").View} view @param {Points} points
 * @param {Look} look @param {Uint32Array} seen @param {number} size @param {number} dense pixels of the screen for one of the page */
function splat(context, view, points, look, seen, size, dense) {
  const { width, height } = context.canvas
  const image = context.createImageData(width, height)
  const pixels = new Uint32Array(image.data.buffer)
  const scale = view.scale * dense
  const across = (view.width / 2) * dense - view.x * scale - size / 2
  const down = (view.height / 2) * dense - view.y * scale - size / 2
  const { codes, colours, dim, lit } = look
  // what is lit lies above the rest
  for (const [pass, palette] of lit ? [[0, dim], [1, colours]] : [[-1, colours]]) {
    for (let n = 0; n < seen.length; n++) {
      const i = seen[n]
      if (lit && lit[i] !== pass) continue
      const x = (points.x[i] * scale + across + 0.5) | 0
      const y = (points.y[i] * scale + down + 0.5) | 0
      if (x < 0 || y < 0 || x + size > width || y + size > height) continue
      const colour = /** @type {Uint32Array} */ (palette)[codes[i]]
      for (let row = y * width + x, last = row + size * width; row < last; row += width) {
        for (let at = row; at < row + size; at++) pixels[at] = colour
      }
    }
  }
  context.putImageData(image, 0, 0)
}

/** @param {OffscreenCanvasRenderingContext2D} context @param {import("./view.js").View} view @param {Points} points
 * @param {Look} look @param {Uint32Array} seen @param {number} radius @param {number} dense */
function circles(context, view, points, look, seen, radius, dense) {
  /** @type {Map<number, Path2D>} */
  const paths = new Map()
  for (const i of seen) {
    const colour = !look.lit || look.lit[i] ? look.colours[look.codes[i]] : look.dim[look.codes[i]]
    let path = paths.get(colour)
    if (!path) paths.set(colour, (path = new Path2D()))
    const { x, y } = view.toScreen(points.x[i], points.y[i])
    path.moveTo(x * dense + radius, y * dense)
    path.arc(x * dense, y * dense, radius, 0, 7)
  }
  // faint ones first
  for (const [colour, path] of [...paths].sort(([one], [other]) => (one >>> 24) - (other >>> 24))) {
    context.fillStyle = `rgb(${colour & 255} ${(colour >> 8) & 255} ${(colour >> 16) & 255} / ${(colour >>> 24) / 255})`
    context.fill(path)
  }
}

/** Names of regions, nearer by those of topics; where two would overlap, the larger one's only.
 * @param {CanvasRenderingContext2D} context @param {import("./view.js").View} view @param {Label[]} labels @param {Look} look @param {number} dense */
function write(context, view, labels, look, dense) {
  /** @type {[number, number, number, number][]} */
  const taken = []
  const close = view.zoom >= CLOSE || labels.length <= FEW
  context.textAlign = "center"
  context.textBaseline = "middle"
  context.lineJoin = "round"
  for (const { label, x, y, size, region } of labels) {
    if (region === close || size < 2) continue
    const height = (region && view.width > 600 ? 13 : 11) * dense
    context.font = `600 ${height}px system-ui, sans-serif`
    const key = `${height} ${label}`
    const width = WIDTHS.get(key) ?? context.measureText(label).width
    WIDTHS.set(key, width)
    const at = view.toScreen(x, y)
    if (at.x < 0 || at.y < 0 || at.x > view.width || at.y > view.height) continue
    const middle = Math.min(Math.max(at.x * dense, width / 2 + 6), Math.max(context.canvas.width - width / 2 - 6, width / 2 + 6))
    /** @type {[number, number, number, number]} */
    const box = [middle - width / 2 - 4, at.y * dense - height * 0.8, middle + width / 2 + 4, at.y * dense + height * 0.8]
    if (taken.some(other => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue
    taken.push(box)
    halo(context, label, middle, at.y * dense, look, dense)
  }
}

/** @param {CanvasRenderingContext2D} context @param {string} label @param {number} x @param {number} y @param {Look} look @param {number} dense */
function halo(context, label, x, y, look, dense) {
  context.lineWidth = 4 * dense
  context.strokeStyle = look.paper
  context.fillStyle = look.ink
  context.strokeText(label, x, y)
  context.fillText(label, x, y)
}
