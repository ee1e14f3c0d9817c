/** Puts the map where the page has a place for it, each time the page is shown. */

import { mount } from "./map.js"

const script = /** @type {HTMLScriptElement | null} */ (document.currentScript)
const room = document.querySelector("[data-papercat-map]")
if (script && room && !room.querySelector(".pc-map-bar")) {
  const folder = new URL(".", script.src)
  if (location.protocol === "file:") {
    // a browser lets no script read the files beside it there: a copy for use from a disk has the points as a script
    const loader = document.createElement("script")
    loader.src = new URL("points.js", folder).href
    loader.onload = () => void mount(room, `data:,${/** @type {any} */ (window).papercatPoints}`)
    loader.onerror = () => void mount(room, "")
    document.head.append(loader)
  } else void mount(room, new URL("points.bin", folder).href)
}
