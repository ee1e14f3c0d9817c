"""Style sheet and scripts of the site, as pages, so that every engine copies them."""

import re
from collections.abc import Iterator
from importlib.resources import files

from papercat.page import Page
from papercat.pages.shelf import Shelf
from papercat.search import bundle
from papercat.words import Words

FOLDER = "assets/papercat"
BUNDLE = "bundle.min.js"
"""What `frame.js` calls the script of Material."""
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STYLES = ("colours", "icons", "header", "page", "paper", "chips", "lists", "lists-at-work", "home", "reader", "print")
"""Parts of our style sheet, in order; a page asks for one file, which holds them after those of Material."""
SCRIPTS = (
    "words",
    "dom",
    "marks",
    "visits",
    "left",
    "citing",
    "paper",
    "cards",
    "keys",
    "hints",
    "ahead",
    "desk",
    "latex",
    "listing",
    "nearest",
    "reader",
)
"""Modules of the one script, in order, after the search's own `box` and `cite`."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the style sheet, the script, and each file of the theme's assets."""
    theme = files("papercat").joinpath("theme")
    styles = lean("\n".join(theme.joinpath("css", f"{name}.css").read_text("utf-8") for name in STYLES))
    yield Page(f"{FOLDER}/papercat.css", styles.encode())
    yield Page(f"{FOLDER}/theme.css", f"{material()}\n{styles}".encode())
    yield Page(f"{FOLDER}/reader.js", script(shelf.words).encode())
    for file in sorted(theme.joinpath("assets").iterdir(), key=lambda file: file.name):
        text = file.read_text("utf-8").replace(BUNDLE, bundle_of_material())
        yield Page(f"{FOLDER}/{file.name}", (bundle.bare(text) if file.name.endswith(".js") else text).encode())


def bundle_of_material() -> str:
    """Return the name of the script of Material for MkDocs."""
    folder = files("material").joinpath("templates", "assets", "javascripts")
    return next(file.name for file in folder.iterdir() if re.fullmatch(r"bundle\.\w+\.min\.js", file.name))


def material() -> str:
    """Return the style sheets of Material for MkDocs in one, the one with the colours last."""
    folder = files("material").joinpath("templates", "assets", "stylesheets")
    sheets = {file.name.partition(".")[0]: file for file in folder.iterdir() if file.name.endswith(".min.css")}
    return "\n".join(COMMENT.sub("", sheets[name].read_text("utf-8")).strip() for name in ("main", "palette"))


def lean(styles: str) -> str:
    """Return a style sheet without comments, blank lines and what indents."""
    lines = (line.strip() for line in COMMENT.sub("", styles).splitlines())
    return "".join(f"{line}\n" if line.endswith("}") else f"{line} " for line in lines if line)


def script(words: Words) -> str:
    """Return the script of every page, in the site's language."""
    folder = files("papercat").joinpath("theme", "js")
    modules = [folder.joinpath(f"{name}.js").read_text("utf-8") for name in SCRIPTS]
    reader = bundle.worded(bundle.joined((bundle.source("cite.js"), *modules)), words)
    # with the search's box, which stands alone only where a page cannot count on this script
    return f"{bundle.bare(bundle.source('box.js')).rstrip()};\n{reader}"
