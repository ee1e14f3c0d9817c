/** What part of the map is seen, and how large. */

import { SIDE } from "./points.js"

const MARGIN = 0.94
const DEEPEST = 300

export class View {
  constructor() {
    this.width = 1
    this.height = 1
    /** The place in the middle. */
    this.x = SIDE / 2
    this.y = SIDE / 2
    /** 1 shows all. */
    this.zoom = 1
  }

  /** The same place and scale, so many times as wide and high. @param {number} times @returns {View} */
  wider(times) {
    return Object.assign(new View(), this, { width: this.width * times, height: this.height * times, zoom: this.zoom / times })
  }

  /** Pixels for a unit of the map. */
  get scale() {
    return (Math.min(this.width, this.height) * MARGIN * this.zoom) / SIDE
  }

  /** @param {number} x @param {number} y of the map */
  toScreen(x, y) {
    return { x: (x - this.x) * this.scale + this.width / 2, y: (y - this.y) * this.scale + this.height / 2 }
  }

  /** @param {number} x @param {number} y of the screen */
  toMap(x, y) {
    return { x: (x - this.width / 2) / this.scale + this.x, y: (y - this.height / 2) / this.scale + this.y }
  }

  /** @param {number} dx @param {number} dy in pixels */
  pan(dx, dy) {
    this.x = inside(this.x - dx / this.scale)
    this.y = inside(this.y - dy / this.scale)
  }

  /** Zooms; what lies at a place of the screen stays there. @param {number} factor @param {number} [x] @param {number} [y] */
  enlarge(factor, x = this.width / 2, y = this.height / 2) {
    const before = this.toMap(x, y)
    this.zoom = Math.min(DEEPEST, Math.max(0.8, this.zoom * factor))
    const after = this.toMap(x, y)
    this.x = inside(this.x + before.x - after.x)
    this.y = inside(this.y + before.y - after.y)
  }

  reset() {
    this.x = this.y = SIDE / 2
    this.zoom = 1
  }

  /** Moves so that a place is seen. @param {{x: number, y: number}} place */
  reveal(place) {
    const { x, y } = this.toScreen(place.x, place.y)
    const [h, v] = [this.width / 8, this.height / 8]
    if (x < h || x > this.width - h || y < v || y > this.height - v) {
      this.x = place.x
      this.y = place.y
    }
  }
}

/** @param {number} value */
function inside(value) {
  return Math.min(SIDE, Math.max(0, value))
}
