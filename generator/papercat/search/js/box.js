/** Puts the engine behind Material's search box, and hands it to the search page. Runs before Material's own script, alone or
 * at the head of the reader's. */
(() => {
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript)
  const config = document.getElementById("__config")
  const maker = document.querySelector("meta[name=generator]")?.getAttribute("content") ?? ""
  if (!script) return
  const folder = new URL(script.src.endsWith("/assets/papercat/reader.js") ? "../../search/" : ".", script.src)
  const local = location.protocol === "file:"
  // asked when it matters: a page may have this script in its text, before the one that says so
  const flat = () => document.querySelector("script[data-directory-urls=false]") !== null
  const thread = () => new URL(flat() ? "worker.js#flat" : "worker.js", folder).href

  /** @param {string} url of a page, relative to the site @returns {string} */
  function linkOf(url) {
    const [path, rest = ""] = url.split(/(?=[?#])/)
    const one = path.endsWith("/") && path !== "/" ? path.replace(/\/$/, ".html") : path || "index.html"
    const file = flat() ? one : local ? `${path}index.html` : path
    return new URL(file + rest, new URL("..", folder)).href
  }

  /** @type {Promise<any> | undefined} */
  let engine
  /** The engine on this thread: only where a worker is refused, on a disk. */
  function here() {
    const known = /** @type {any} */ (window).papercatOffline
    engine ??= known ? Promise.resolve(known) : new Promise((resolve, reject) => {
      const loader = document.createElement("script")
      loader.src = new URL("offline.js", folder).href
      loader.onload = () => resolve(/** @type {any} */ (window).papercatOffline)
      loader.onerror = () => reject(new Error("This copy was built without the search for use from a disk: set extra.papercat.offline."))
      document.head.append(loader)
    })
    return engine
  }

  /** @type {Worker | undefined} */
  let worker
  /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  const waiting = new Map()
  let count = 0

  /** @param {object} message */
  function send(message) {
    if (!worker) {
      worker = new Worker(thread())
      worker.addEventListener("message", ({ data: { id, result, error } }) => {
        const one = waiting.get(id)
        waiting.delete(id)
        if (error) one?.reject(new Error(error))
        else one?.resolve(result)
      })
    }
    const id = ++count
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      worker?.postMessage({ ...message, id })
    })
  }

  /** @param {string} words @param {object} options */
  async function ask(words, options) {
    return local ? (await here()).query(words, options) : send({ type: "ask", text: words, options })
  }

  /** @param {string} words @param {object} options */
  async function like(words, options) {
    return local ? (await here()).like(words, options) : send({ type: "like", text: words, options })
  }

  /** @param {number} slot */
  async function text(slot) {
    return local ? (await here()).text(slot) : send({ type: "text", slot })
  }

  /** @param {number} slot */
  async function card(slot) {
    return local ? (await here()).card(slot) : send({ type: "card", slot })
  }

  /** What Material takes for its worker where the browser allows none. */
  class LocalWorker extends EventTarget {
    /** @param {{type: number, data: string}} message */
    async postMessage({ type, data }) {
      const answer = type === 0
        ? { type: 1 }
        : { type: 3, data: await here().then(one => one.box(data)).then(result => withLinks(result)).catch(() => ({ items: [] })) }
      setTimeout(() => this.dispatchEvent(new MessageEvent("message", { data: answer })))
    }
  }

  /** @param {{items: {location: string}[][]}} result */
  function withLinks(result) {
    for (const [one] of result.items) one.location = linkOf(one.location)
    return result
  }

  /** Zensical has a search and a protocol of its own. */
  if (config && !/zensical/i.test(maker)) {
    const settings = JSON.parse(config.textContent ?? "{}")
    settings.search = thread()
    config.textContent = JSON.stringify(settings)
    if (local) {
      const Remote = window.Worker
      window.Worker = new Proxy(Remote, {
        construct: (made, [url, ...rest]) => (String(url) === settings.search ? new LocalWorker() : new made(url, ...rest)),
      })
    }
  }

  // the search page has this script in its text too, for engines that run no overrides
  if ("papercatSearch" in window) return
  Object.assign(window, { papercatSearch: { ask, like, text, card, linkOf } })

  // whoever goes to a box is about to ask: the engine comes meanwhile
  addEventListener("focusin", ({ target }) => {
    const { href } = new URL("engine.js", folder)
    if (local || document.querySelector(`link[href="${CSS.escape(href)}"]`) || !(target instanceof HTMLInputElement) || target.name !== "q") return
    document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", as: "script", href }))
  })

  let mounting = false
  function mount() {
    const place = document.querySelector("[data-papercat-search]")
    const page = /** @type {any} */ (window).papercatSearchPage
    if (place && page) page(place)
    else if (place && !mounting) {
      mounting = true
      const loader = document.createElement("script")
      loader.src = new URL("page.js", folder).href
      loader.onload = () => mount()
      document.head.append(loader)
    }
  }
  /** Pages that Material loads without a new document; from a disk it never tells. */
  const follow = () => /** @type {any} */ (window).document$?.subscribe(mount)
  addEventListener("DOMContentLoaded", () => {
    mount()
    follow()
  }, { once: true })
  addEventListener("papercat:theme", follow)
})()
