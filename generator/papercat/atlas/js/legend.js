/** What the colours mean: tags or years, each a button that picks its papers out. */

/** @typedef {import("./points.js").Points} Points */
/** @typedef {{codes: Uint8Array, names: string[]}} Key the colour of each point, and what the colours stand for; the last one is for the rest */

const PERIODS = 8

/** @param {Points} points @param {string} other @returns {Key} */
export function byTag({ tag, tags }, other) {
  // 0 is none of them
  return { codes: tag.map(code => (code ? code - 1 : tags.length)), names: [...tags, other] }
}

/** Years in periods of about as many papers each. @param {Points} points @param {string} other @returns {Key} */
export function byYear({ year, years, count }, other) {
  const counts = new Uint32Array(years.length + 1)
  for (const code of year) counts[code]++
  const dated = count - counts[0]
  const periods = Math.min(PERIODS, years.length)
  /** @type {number[]} */
  const period = []
  for (let code = 1, before = 0; code <= years.length; before += counts[code++]) {
    const middle = Math.floor(((before + counts[code] / 2) / Math.max(1, dated)) * periods)
    period.push(years.length <= PERIODS ? code - 1 : Math.min(periods - 1, middle))
  }
  const used = [...new Set(period)]
  const names = used.map(one => {
    const mine = years.filter((_, i) => period[i] === one)
    return mine.length > 1 ? `${mine[0]}–${mine[mine.length - 1]}` : mine[0]
  })
  const place = Uint8Array.from(period, one => used.indexOf(one))
  return { codes: year.map(code => (code ? place[code - 1] : names.length)), names: [...names, other] }
}

/** @param {Key} key @param {"tag" | "year"} kind @param {(code: number, on: boolean) => void} pick @returns {HTMLElement[]} */
export function buttons({ codes, names }, kind, pick) {
  const counts = new Uint32Array(names.length)
  for (const code of codes) counts[code]++
  return names.map((name, code) => {
    const button = document.createElement("button")
    button.type = "button"
    button.hidden = !counts[code]
    button.setAttribute("aria-pressed", "false")
    const last = code === names.length - 1
    const swatch = document.createElement("i")
    // a scale from old to new takes the same ends however many steps it has
    const step = kind === "year" && names.length > 2 ? Math.round((code * (PERIODS - 1)) / (names.length - 2)) : code
    swatch.className = last ? "pc-rest-colour" : `pc-${kind}-${step}`
    button.append(swatch, name)
    button.addEventListener("click", () => pick(code, button.getAttribute("aria-pressed") === "false"))
    return button
  })
}

/** The colours of buttons as the browser shows them, and the same colours fainter, as numbers of a picture's pixels.
 * @param {HTMLElement[]} made @param {number} faint opacity of the fainter ones, of 255 */
export function palette(made, faint) {
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true }))
  const colours = Uint32Array.from(made, button => {
    context.fillStyle = getComputedStyle(/** @type {Element} */ (button.firstElementChild)).backgroundColor
    context.fillRect(0, 0, 1, 1)
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0
  })
  return { colours, dim: colours.map(colour => ((colour & 0xffffff) | (faint << 24)) >>> 0) }
}
