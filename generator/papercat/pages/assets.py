"""Style sheet and scripts of the site, as pages, so that every engine copies them."""

from collections.abc import Iterator
from importlib.resources import files

from papercat.page import Page
from papercat.pages.shelf import Shelf

FOLDER = "assets/papercat"
STYLES = ("colours", "icons", "header", "page", "paper", "chips", "lists")
"""Parts of the one style sheet, in order: a page asks for one file only."""


def pages(_: Shelf) -> Iterator[Page]:
    """Yield the style sheet and each file of the theme's assets."""
    theme = files("papercat").joinpath("theme")
    styles = (theme.joinpath("css", f"{name}.css").read_text("utf-8") for name in STYLES)
    yield Page(f"{FOLDER}/papercat.css", "\n".join(styles).encode())
    for file in sorted(theme.joinpath("assets").iterdir(), key=lambda file: file.name):
        yield Page(f"{FOLDER}/{file.name}", file.read_bytes())
