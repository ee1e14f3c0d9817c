/** The search off the page's thread: behind Material's search box (its messages 0 to 3) and the search page (`ask`).
 * A classic worker, because Material starts it. */

/** @typedef {{type: 0 | 2 | "ask" | "like" | "text" | "card", data?: unknown, id?: number, text?: string, options?: object, slot?: number}} Message */

/** Where each page is a file, not a folder. */
const flat = self.location.hash === "#flat"

/** @param {string} path of a file of the index, or of a page, which has another address here */
async function fetched(path) {
  const way = path.startsWith("../") ? path.replace(/([^.])\/index\.html$/, flat ? "$1.html" : "$1/") : path
  const response = await fetch(new URL(way, self.location.href))
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** @type {Promise<any> | undefined} */
let opened
/** The engine, from the first question on: most pages are read without one. */
function engine() {
  opened ??= import(new URL("engine.js", self.location.href).href).then(({ open }) => open(fetched))
  return opened
}

let latest = 0

addEventListener("message", async ({ data: message }) => {
  const { type, id, text, options, slot, data } = /** @type {Message} */ (message)
  if (type === 0) {
    postMessage({ type: 1 })
    return
  }
  // Material asks nothing at every page
  if (type === 2 && !data) {
    latest++
    postMessage({ type: 3, data: { items: [] } })
    return
  }
  const number = type === 2 ? ++latest : latest
  try {
    const search = await engine()
    if (type === 2) {
      const result = await search.box(String(data))
      // an answer to what is no longer asked would replace a newer one
      if (number === latest) postMessage({ type: 3, data: result })
    } else if (type === "ask") postMessage({ id, result: await search.query(text, options) })
    else if (type === "like") postMessage({ id, result: await search.like(text, options) })
    else if (type === "text") postMessage({ id, result: await search.text(slot) })
    else if (type === "card") postMessage({ id, result: await search.card(slot) })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    postMessage(type === 2 ? { type: 3, data: { items: [] } } : { id, error: reason })
  }
})
