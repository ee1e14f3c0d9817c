"""Style sheet and scripts of the site, as pages, so that every engine copies them."""

from collections.abc import Iterator
from importlib.resources import files

from papercat.page import Page
from papercat.pages.shelf import Shelf

FOLDER = "assets/papercat"


def pages(_: Shelf) -> Iterator[Page]:
    """Yield each file of the theme's assets."""
    for file in sorted(files("papercat").joinpath("theme", "assets").iterdir(), key=lambda file: file.name):
        yield Page(f"{FOLDER}/{file.name}", file.read_bytes())
