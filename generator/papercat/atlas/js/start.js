/** Puts the map where the page has a place for it; a classic script, so that it runs each time the page is shown. */
(() => {
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript)
  const place = document.querySelector("[data-papercat-map]")
  if (!script || !place || place.firstElementChild?.matches(".pc-map-bar")) return
  const folder = new URL(".", script.src)
  void import(new URL("map.js", folder).href).then(({ mount }) => mount(place, new URL("points.bin", folder).href))
})()
