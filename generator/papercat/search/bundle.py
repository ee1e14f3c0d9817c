"""The scripts as files of the site: one engine from its modules, without a build tool.

The modules import each other by one-line statements and have unique names at their top level; so it is enough to put
them one after the other and to drop `import` and the word `export`, except before `open`.
"""

import re
from collections.abc import Iterator
from importlib.resources import files

from papercat.page import Page

MODULES = ("bytes", "text", "parse", "store", "spelling", "resolve", "rank", "columns", "phrases", "engine")
COMMENT = re.compile(r"^\s*/\*\*.*?\*/\n?", re.MULTILINE | re.DOTALL)
IMPORT = re.compile(r"^import .*\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?!function open\b)", re.MULTILINE)


def source(name: str) -> str:
    """Return the text of a script."""
    return (files("papercat.search") / "js" / name).read_text(encoding="utf-8")


def pages(buckets: int) -> Iterator[Page]:
    """Yield the scripts of the search."""
    yield Page("search/engine.js", engine(buckets))


def engine(buckets: int) -> str:
    """Return `engine.js` for an index with so many dictionary files."""
    made = "".join(EXPORT.sub("", IMPORT.sub("", COMMENT.sub("", source(f"{name}.js")))) for name in MODULES)
    return made.replace("const BUCKETS = 0", f"const BUCKETS = {buckets}")
