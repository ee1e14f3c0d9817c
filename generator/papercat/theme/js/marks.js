/** What a reader marks: stars, read papers, notes; kept in the browser, sent nowhere. */

/** @typedef {{id: string, title: string, by?: string, star?: number, read?: number, note?: string, bib?: string}} Mark
 *   `star` and `read` say when, in milliseconds; `bib` is the citation, once known */
/** @typedef {{getItem: (key: string) => string | null, setItem: (key: string, value: string) => boolean | void}} Kept
 *   what is set to may be kept for this page only, which is `false` */

const LONGEST = 20000

/** Whatever was kept, as marks; what is no mark is left out. @param {string | null} text @returns {Map<string, Mark>} */
export function marksOf(text) {
  /** @type {unknown} */
  let found = null
  try {
    found = JSON.parse(text ?? "null")
  } catch {
    // a torn or foreign value holds no marks
  }
  const listed = found && typeof found === "object" && "papers" in found && Array.isArray(found.papers) ? found.papers : []
  return new Map(listed.map(clean).filter(mark => mark !== null).map(mark => [mark.id, mark]))
}

/** @param {any} one @returns {Mark | null} */
function clean(one) {
  if (!one || typeof one !== "object" || typeof one.id !== "string" || !/^[\w.~%-]{1,300}$/.test(one.id)) return null
  /** @param {string} key */
  const text = key => (typeof one[key] === "string" ? { [key]: one[key].slice(0, LONGEST) } : {})
  /** @param {string} key */
  const time = key => (Number.isFinite(one[key]) && one[key] > 0 ? { [key]: Math.floor(one[key]) } : {})
  return { id: one.id, title: one.id, ...text("title"), ...text("by"), ...text("note"), ...text("bib"), ...time("star"), ...time("read") }
}

/** All marks of this site. Every change is kept at once; `changed` tells those who show them. */
export class Marks {
  /** @param {Kept} storage @param {string} key */
  constructor(storage, key) {
    this.storage = storage
    this.key = key
    this.marks = marksOf(storage.getItem(key))
    /** @type {(() => void)[]} */
    this.listeners = []
    /** Called when a change will be gone with the page. */
    this.lost = () => {}
  }

  /** Reads again what another tab may have changed. */
  reload() {
    this.marks = marksOf(this.storage.getItem(this.key))
  }

  /** @param {string} id */
  get(id) {
    return this.marks.get(id)
  }

  /** What is known of a paper now: whatever was marked elsewhere since this page was drawn stays. @param {string} id */
  latest(id) {
    this.reload()
    return this.marks.get(id)
  }

  /** The reading list, the latest star first. */
  starred() {
    return [...this.marks.values()].filter(({ star }) => star).sort((a, b) => (b.star ?? 0) - (a.star ?? 0))
  }

  /** Stars a paper or takes the star away. @param {Mark} about @returns {boolean} whether it has a star now */
  star(about) {
    const old = this.latest(about.id)
    this.put({ ...old, ...about, star: old?.star ? 0 : Date.now() })
    return !old?.star
  }

  /** Marks a paper as read, or as not read. @param {Mark} about @returns {boolean} */
  read(about) {
    const old = this.latest(about.id)
    this.put({ ...old, ...about, read: old?.read ? 0 : Date.now() })
    return !old?.read
  }

  /** Changes what is known of a paper. @param {string} id @param {Partial<Mark>} what */
  change(id, what) {
    const old = this.latest(id)
    if (old) this.put({ ...old, ...what })
  }

  /** Takes in a list, for instance an imported one; what is here already keeps its own note.
   * @param {Iterable<Mark>} list @returns {number} how many papers got a star by it */
  add(list) {
    this.reload()
    let added = 0
    let now = Date.now()
    for (const one of list) {
      const old = this.marks.get(one.id)
      if (!old?.star) added++
      const kept = Object.fromEntries(Object.entries(old ?? {}).filter(([, value]) => value))
      this.marks.set(one.id, { ...one, star: one.star || now--, ...kept })
    }
    this.save()
    return added
  }

  /** @param {Mark} mark */
  put(mark) {
    const { star, read, note } = mark
    if (star || read || note) this.marks.set(mark.id, mark)
    else this.marks.delete(mark.id)
    this.save()
  }

  save() {
    if (this.storage.setItem(this.key, JSON.stringify({ version: 1, papers: [...this.marks.values()] })) === false) this.lost()
    for (const listener of this.listeners) listener()
  }
}

/** What can be kept where storage is forbidden or full: for this page. @param {() => Kept} real @returns {Kept} */
export function keeper(real) {
  /** @type {Map<string, string>} */
  const held = new Map()
  return {
    getItem: key => {
      try {
        return held.get(key) ?? real().getItem(key)
      } catch {
        return null
      }
    },
    setItem: (key, value) => {
      try {
        real().setItem(key, value)
        return held.delete(key) || true
      } catch {
        held.set(key, value)
        return false
      }
    },
  }
}
