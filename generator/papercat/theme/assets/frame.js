/** What every page needs of Material before its own script runs, once, instead of in each page: no page has a script of its own. */
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript)
  const root = new URL("../..", script.src)
  const dark = matchMedia("(prefers-color-scheme: dark)")
  // as Material's script does, which may come late: its style sheet hides the search box until then
  document.documentElement.classList.replace("no-js", "js")

  /** Words that a page names in `__config` only where its language has others. */
  const WORDS = {
    "clipboard.copied": "Copied to clipboard",
    "clipboard.copy": "Copy to clipboard",
    "search.reset": "Clear",
    "search.result.initializer": "Initializing search",
    "search.result.more.one": "1 more on this page",
    "search.result.more.other": "# more on this page",
    "search.result.none": "No matching documents",
    // Material would count what it draws, which is the best ten and a line that leads to all
    "search.result.one": "Found",
    "search.result.other": "Best matches",
    "search.result.placeholder": "Type to start searching",
    "search.result.term.missing": "Missing",
    "select.version": "Select version",
  }

  /** What a page names in `__config` only where its site has chosen others; a page without it has all of these. */
  const FEATURES = ["content.code.copy", "navigation.instant", "navigation.prune"]
  const PALETTE = [
    ["(prefers-color-scheme: light)", "default", "custom", "custom", "Switch to dark mode"],
    ["(prefers-color-scheme: dark)", "slate", "custom", "custom", "Switch to light mode"],
  ]

  const kept = (/** @type {string} */ key, storage = localStorage, scope = root) => JSON.parse(storage.getItem(`${scope.pathname}.${key}`) ?? "null")

  // Material's own script keeps its settings by these four
  Object.assign(window, {
    __md_scope: root,
    __md_hash: (/** @type {string} */ text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0),
    __md_get: kept,
    __md_set: (/** @type {string} */ key, /** @type {unknown} */ value, storage = localStorage, scope = root) => {
      try {
        storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value))
      } catch {
        // a full or forbidden storage: the choice is good for this page
      }
    },
  })

  /** The colours that the reader chose, or those of the system, before anything is painted. */
  function paint() {
    const colors = document.body.hasAttribute("data-md-color-scheme") ? {} : { scheme: "default", primary: "custom", accent: "custom" }
    const color = { ...colors, ...(kept("__palette")?.color ?? (dark.matches ? { scheme: "slate" } : {})) }
    for (const [key, value] of Object.entries(color)) document.body.setAttribute(`data-md-color-${key}`, String(value))
  }

  /** @param {string} name @param {Record<string, string>} attributes @param {...Node} children */
  function element(name, attributes, ...children) {
    const made = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    made.append(...children)
    return made
  }

  /** The site's icon, which only the first page names; Material's script takes away what the page it goes to does not have. */
  function icon() {
    if (document.querySelector("link[rel=icon]")) return
    document.head.append(element("link", { rel: "icon", href: new URL("assets/papercat/favicon.svg", root).href }))
  }

  /** The buttons that choose the colours; they answer before Material is there, which then takes over.
   * @param {string[][]} options media, scheme, primary colour, accent, and the words of the button, of each */
  function palette(options) {
    const place = document.querySelector("form[data-md-component=palette]")
    if (!place || place.childElementCount) return
    const now = kept("__palette")?.index ?? Math.max(0, options.findIndex(([media]) => matchMedia(media).matches))
    options.forEach(([media, scheme, primary, accent, words], at) => {
      const colors = { media, scheme, primary, accent }
      const named = Object.fromEntries(Object.entries(colors).map(([key, value]) => [`data-md-color-${key}`, value]))
      const spoken = words ? ["aria-label", words] : ["aria-hidden", "true"]
      const input = { class: "md-option", type: "radio", name: "__palette", id: `__palette_${at}`, ...named }
      place.append(element("input", { ...input, [spoken[0]]: spoken[1] }))
      const next = `__palette_${(at + 1) % options.length}`
      const button = { class: `md-header__button pc-icon pc-${scheme}`, title: words, for: next, ...(at !== now && { hidden: "" }) }
      if (words) place.append(element("label", button))
    })
    place.addEventListener("change", ({ target }) => {
      if ("document$" in window || !(target instanceof HTMLInputElement)) return
      const index = [...place.querySelectorAll("input")].indexOf(target)
      const [media, scheme, primary, accent] = options[index]
      const settings = /** @type {any} */ (window)
      settings.__md_set("__palette", { index, color: { media, scheme, primary, accent } })
      paint()
      place.querySelectorAll("label").forEach((label, at) => { label.hidden = at !== index })
    })
  }

  /** What Material's script asks for; a page with a sidebar has some of it, which it needs without a script. */
  function parts() {
    const toggles = ["drawer", "search"].filter(name => !document.getElementById(`__${name}`))
    const toggle = (/** @type {string} */ name) => element("input", { class: "md-toggle", "data-md-toggle": name, type: "checkbox", id: `__${name}` })
    document.body.prepend(...toggles.map(toggle))
    document.querySelector(".md-header")?.setAttribute("data-md-component", "header")
    if (!document.querySelector(".md-dialog")) {
      document.body.append(element("div", { class: "md-dialog", "data-md-component": "dialog" }, element("div", { class: "md-dialog__inner md-typeset" })))
    }
  }

  /** What Material's search box is made of beside the form, which works without any script. @param {Record<string, string>} words */
  function box(words) {
    const form = document.querySelector("form[name=search]")
    const outer = form?.closest(".md-search")
    if (!form || !outer || form.childElementCount > 1) return
    const reset = words["search.reset"]
    const field = form.querySelector("input")
    const typed = { autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false", required: "", "data-md-component": "search-query" }
    for (const [key, value] of Object.entries(typed)) field?.setAttribute(key, value)
    outer.before(element("label", { class: "md-header__button md-icon pc-icon pc-magnify", for: "__search" }))
    outer.setAttribute("data-md-component", "search")
    outer.setAttribute("role", "dialog")
    outer.setAttribute("aria-label", field?.placeholder ?? "")
    const clear = { class: "md-search__icon md-icon pc-icon pc-clear", type: "reset", title: reset, "aria-label": reset, tabindex: "-1" }
    form.append(
      element("label", { class: "md-search__icon md-icon pc-icon pc-magnify", for: "__search" }),
      element("div", { class: "md-search__options" }, element("button", clear)),
    )
    const meta = element("div", { class: "md-search-result__meta" }, new Text(words["search.result.initializer"]))
    const list = element("ol", { class: "md-search-result__list", role: "presentation" })
    const result = element("div", { class: "md-search-result", "data-md-component": "search-result" }, meta, list)
    const scroll = element("div", { class: "md-search__scrollwrap", tabindex: "0", "data-md-scrollfix": "" }, result)
    form.after(element("div", { class: "md-search__output" }, scroll))
    outer.prepend(element("label", { class: "md-search__overlay", for: "__search" }))
  }

  /** Search form, place of the palette and settings of a page that has the usual ones. @param {Element} sections of the site */
  function usual(sections) {
    const field = element("input", { class: "md-search__input", name: "q", "aria-label": "Search", placeholder: "Search" })
    const form = element("form", { class: "md-search__form", name: "search", action: new URL("search/", root).href }, field)
    const inner = element("div", { class: "md-search__inner", role: "search" }, form)
    sections.after(element("div", { class: "md-search" }, inner), element("form", { class: "md-header__option", "data-md-component": "palette" }))
    const config = element("script", { id: "__config", type: "application/json" }, new Text(JSON.stringify({ base: root.href })))
    document.body.append(config)
    return config
  }

  /** @param {HTMLElement} config */
  function complete(config) {
    const settings = JSON.parse(config.textContent ?? "{}")
    settings.translations = { ...WORDS, ...settings.translations }
    settings.features ??= FEATURES
    config.textContent = JSON.stringify(settings)
    palette(settings.palette ?? PALETTE)
    box(settings.translations)
  }

  /** Material's own script; its name has a digest, which is put in where this file is written. */
  const MATERIAL = "assets/javascripts/bundle.min.js"

  /** What a reader does first. */
  const DEEDS = ["pointermove", "pointerdown", "pointercancel", "touchstart", "wheel", "keydown", "focusin"]

  /** A finger on a link is about to leave, for which nobody should wait; when it scrolls, the browser cancels the pointer.
   * @param {Event | undefined} event */
  function leaving(event) {
    const finger = event?.type === "touchstart" || (event instanceof PointerEvent && event.pointerType === "touch" && event.type !== "pointercancel")
    const still = finger || (event?.type === "focusin" && event.target instanceof Element && !event.target.matches(":focus-visible"))
    return still && event?.target instanceof Element && Boolean(event.target.closest("a[href]"))
  }

  /** Loads Material's script when the reader does something: to read nobody needs it, and it takes longer to start than all else. */
  function wait() {
    if (document.querySelector("script[src*='assets/javascripts/bundle.']")) return
    document.head.append(element("link", { rel: "prefetch", as: "script", href: new URL(MATERIAL, root).href }))
    const wake = (/** @type {Event | undefined} */ event) => {
      if (leaving(event)) return
      // it opens its own box where the address has a `q`, which is the search page's own and must be read before
      const asked = new URL(location.href)
      const own = document.querySelector("[data-papercat-search]")
      if (own && !own.querySelector("input")) return
      for (const deed of DEEDS) removeEventListener(deed, wake, true)
      load(MATERIAL, asked)
    }
    for (const deed of DEEDS) addEventListener(deed, wake, { capture: true, passive: true })
    if (document.activeElement !== document.body) wake(undefined)
  }

  /** @param {string} path below the site's root @param {URL} asked the page's address */
  function load(path, { href, searchParams }) {
    const bare = new URL(href)
    bare.searchParams.delete("q")
    if (searchParams.has("q")) history.replaceState(history.state, "", bare)
    const loader = document.createElement("script")
    loader.src = new URL(path, root).href
    loader.onload = () => {
      if (searchParams.has("q") && location.href === bare.href) history.replaceState(history.state, "", href)
      // it mounts what it has when the document is read, which was before
      document.dispatchEvent(new Event("DOMContentLoaded"))
      dispatchEvent(new Event("papercat:theme"))
    }
    document.head.append(loader)
  }

  /** Settings, as soon as they are known: with the header, or at the end of a page that has its own. */
  function known() {
    const header = document.querySelector(".pc-header")
    // whole as soon as something follows it, which is still before Material's script
    if (header?.querySelector("form")) return document.querySelector("#__config:has(+ *)")
    const sections = header?.parentElement?.nextElementSibling && header.querySelector(".pc-nav")
    return sections ? usual(sections) : null
  }

  icon()
  addEventListener("papercat:page", icon)
  // the page is read and no deferred script has run: only now is it certain what the page does not have
  document.addEventListener("readystatechange", parts, { once: true })
  document.addEventListener("DOMContentLoaded", wait, { once: true })
  let painted = false
  const watch = new MutationObserver(() => {
    if (document.body && !painted) {
      painted = true
      paint()
    }
    const config = /** @type {HTMLElement | null} */ (known())
    if (!config) return
    watch.disconnect()
    complete(config)
  })
  watch.observe(document, { childList: true, subtree: true })
})()
