"""The scripts as files of the site: one engine from its modules, without a build tool.

The modules import each other by one-line statements and have unique names at their top level; so it is enough to put
them one after the other and to drop `import` and the word `export`, except before `open`.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from papercat import paths
from papercat.page import Page
from papercat.paths import ID_LIMIT
from papercat.search import languages
from papercat.words import Words

MODULES = (
    "bytes", "inflate", "text", "english", "words", "said", "parse", "store", "spelling", "vocabulary", "resolve",
    "rank", "columns", "pagetext", "phrases", "items", "like", "engine",
)  # fmt: skip
PAGE = ("cite", "facets", "page")
WORDS = "const WORDS = {}"
"""Where the scripts' words go."""
NOTHING = '{"config":{"lang":["en"],"separator":"[\\\\s\\\\-]+","pipeline":[],"fields":{}},"docs":[]}'
OFFLINE = """window.papercatOffline = open(async path => {
  const held = FILES[path]
  if (held === undefined) throw new Error(`${path} is not in this copy`)
  return Uint8Array.from(atob(held), letter => letter.charCodeAt(0))
})
"""
COMMENT = re.compile(r"^\s*(?:/\*\*.*?\*/|//(?! the files of lunr)[^\n]*)\n?", re.MULTILINE | re.DOTALL)
IMPORT = re.compile(r"^import .*\n", re.MULTILINE)
STEPS = "// the files of lunr-languages"
"""Where `spoken.js` wants them."""
WRAPPED = ";(function () {{ const [define, exports] = []\n{}\n}}).call({{ lunr: LUNR }})"
"""They look for a loader of modules, and for lunr in `this`."""
EXPORT = re.compile(r"^export (?!function open\b)", re.MULTILINE)


def source(name: str) -> str:
    """Return the text of a script."""
    return (files("papercat.search") / "js" / name).read_text(encoding="utf-8")


def saying() -> str:
    """Return the module by which scripts say their words."""
    return (files("papercat") / "theme" / "js" / "words.js").read_text(encoding="utf-8")


def worded(script: str, words: Words) -> str:
    """Return a script with its words in the site's language."""
    table = json.dumps(words.used_in(script), ensure_ascii=False, separators=(",", ":"))
    return script.replace(WORDS, f"const WORDS = {table}", 1)


def bare(script: str) -> str:
    """Return a script without its comments."""
    return COMMENT.sub("", script)


def pages(buckets: int, spoken: Sequence[str], words: Words) -> Iterator[Page]:
    """Yield the scripts of the search."""
    yield Page("search/engine.js", engine(buckets, spoken, words))
    yield Page("search/worker.js", bare(source("worker.js")))
    yield Page("search/box.js", bare(source("box.js")))
    yield Page("search/page.js", worded(_closed(_whole(saying()) + _joined(PAGE)), words))
    yield Page("search/search.css", source("search.css"))
    # Material asks for an index of its own: an empty one
    yield Page("search/search_index.json", NOTHING)
    yield Page("search/search_index.js", f"var __index = {NOTHING}")


def offline(files_: Iterable[Page], buckets: int, spoken: Sequence[str], words: Words) -> Page:
    """Return the engine with all its files as one classic script, for a site that is read from a disk.

    A browser lets no script read the files beside it there.
    """
    held = ",\n".join(
        f'"{paths.relative(file.path, "search/index.md")}":"{b64encode(file.content).decode()}"'
        for file in files_
        if isinstance(file.content, bytes)
    )
    opened = engine(buckets, spoken, words).replace("export function open", "function open")
    script = f"{opened}\nconst FILES = {{{held}}}\n{OFFLINE}"
    return Page("search/offline.js", _closed(script))


def joined(sources: Iterable[str]) -> str:
    """Return modules as one classic script; see above for what they must be."""
    return _closed("".join(map(_whole, sources)))


def _whole(module: str) -> str:
    """Return a module's text as a part of a larger one."""
    return EXPORT.sub("", IMPORT.sub("", bare(module)))


def _closed(script: str) -> str:
    return f"(() => {{\n{script}}})()\n"


def _joined(modules: Iterable[str]) -> str:
    return "".join(_whole(source(f"{name}.js")) for name in modules)


def engine(buckets: int, spoken: Sequence[str], words: Words) -> str:
    """Return `engine.js` for an index with so many dictionary files in these languages."""
    if tuple(spoken) == (languages.ENGLISH,):
        made = _joined(MODULES)
    else:
        foreign = [f"lunr.{language}.min.js" for language in spoken if language != languages.ENGLISH]
        steps = [languages.source(name) for name in ("lunr.stemmer.support.min.js", *foreign)] if foreign else []
        made = _joined("spoken" if name == "words" else name for name in MODULES)
        made = made.replace("const SPOKEN = []", f"const SPOKEN = {json.dumps(spoken)}")
        made = made.replace(STEPS, WRAPPED.format("\n".join(steps)))
    made = made.replace("const BUCKETS = 0", f"const BUCKETS = {buckets}")
    made = made.replace("const SLUG = 0", f"const SLUG = {ID_LIMIT}")
    return worded(_whole(saying()) + made, words)
