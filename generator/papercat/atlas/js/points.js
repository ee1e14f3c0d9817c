/** The points of the map: where they lie, what colours they can have, and which one is near. */

/** Width and height of the map, in its own units. */
export const SIDE = 65535
const CELLS = 256
const SHIFT = 8

/** @typedef {{label: string, x: number, y: number, size: number, region: boolean}} Label */
/** @typedef {{count: number, slots: Uint32Array, x: Uint16Array, y: Uint16Array, tag: Uint8Array, year: Uint8Array,
 *   tags: string[], years: string[], labels: Label[], total: number, starts: Uint32Array, order: Uint32Array}} Points */

/** @param {string} url of the file, or `data:,` and its bytes in base64 @returns {Promise<Points>} */
export async function load(url) {
  const here = url.startsWith("data:,") && Uint8Array.from(atob(url.slice(6)), letter => letter.charCodeAt(0))
  const response = here ? new Response(here) : await fetch(url)
  if (!response.ok || !response.body) throw new Error(`${response.status}`)
  const stream = response.body.pipeThrough(new DecompressionStream("deflate-raw"))
  return decode(new Uint8Array(await new Response(stream).arrayBuffer()))
}

/** A line of JSON, a bit for each slot of the search, then column by column. @param {Uint8Array} bytes @returns {Points} */
export function decode(bytes) {
  const end = bytes.indexOf(10)
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)))
  let at = end + 1
  /** @param {number} size */
  function take(size) {
    at += size
    return bytes.subarray(at - size, at)
  }
  const count = head.papers
  const slots = numbers(take((head.slots + 7) >> 3), count)
  const x = joined(take(count), take(count))
  const y = joined(take(count), take(count))
  const tag = take(count)
  const year = take(count)
  if (year.length !== count) throw new RangeError("the file ends too soon")
  return { ...head, count, total: head.slots, slots, x, y, tag, year, ...sorted(x, y) }
}

/** The numbers of the bits that are set. @param {Uint8Array} bits @param {number} count */
function numbers(bits, count) {
  const made = new Uint32Array(count)
  let n = 0
  for (let i = 0; i < bits.length; i++) {
    for (let bit = 0; bit < 8; bit++) if ((bits[i] >> bit) & 1) made[n++] = i * 8 + bit
  }
  return made
}

/** @param {Uint8Array} high @param {Uint8Array} low */
function joined(high, low) {
  return Uint16Array.from(high, (byte, i) => (byte << 8) | low[i])
}

/** Points by cell of a grid. @param {Uint16Array} x @param {Uint16Array} y */
function sorted(x, y) {
  const starts = new Uint32Array(CELLS * CELLS + 1)
  const cells = Uint16Array.from(x, (at, i) => ((y[i] >> SHIFT) << SHIFT) | (at >> SHIFT))
  for (const cell of cells) starts[cell + 1]++
  for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1]
  const next = starts.slice()
  const order = new Uint32Array(x.length)
  for (let i = 0; i < cells.length; i++) order[next[cells[i]]++] = i
  return { starts, order }
}

/** Calls back for every point in a rectangle, and some around it.
 * @param {Points} points @param {number} left @param {number} top @param {number} right @param {number} bottom
 * @param {(point: number) => void} each */
export function within({ starts, order }, left, top, right, bottom, each) {
  const [x0, x1, y0, y1] = [left, right, top, bottom].map(edge => Math.min(CELLS - 1, Math.max(0, edge >> SHIFT)))
  for (let y = y0; y <= y1; y++) {
    // cells of a row lie one after the other
    for (let i = starts[(y << SHIFT) | x0]; i < starts[((y << SHIFT) | x1) + 1]; i++) each(order[i])
  }
}

/** The point nearest to a place, no farther than `reach`, or -1.
 * @param {Points} points @param {number} x @param {number} y @param {number} reach @param {Uint8Array | null} lit */
export function nearest(points, x, y, reach, lit) {
  let best = -1
  let least = reach * reach
  within(points, x - reach, y - reach, x + reach, y + reach, i => {
    const apart = (points.x[i] - x) ** 2 + (points.y[i] - y) ** 2
    if (apart < least && (!lit || lit[i])) {
      least = apart
      best = i
    }
  })
  return best
}

/** The next point in a direction, or -1. @param {Points} points @param {{x: number, y: number}} from
 * @param {number} dx @param {number} dy of length 1 @param {Uint8Array | null} lit */
export function beyond(points, from, dx, dy, lit) {
  let best = -1
  let least = Infinity
  for (let i = 0; i < points.count; i++) {
    const x = points.x[i] - from.x
    const y = points.y[i] - from.y
    const along = x * dx + y * dy
    const aside = Math.abs(x * dy - y * dx)
    // a quarter of the circle; what lies straight ahead is nearer
    if (along > 0 && aside <= along && along + 2 * aside < least && (!lit || lit[i])) {
      least = along + 2 * aside
      best = i
    }
  }
  return best
}
