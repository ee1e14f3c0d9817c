"""The theme's page rendered once, with holes where pages differ.

A frame belongs to a shape: the depth and place of the URL, the front matter's keys (and the values of all but `HOLES`),
and the levels of the headings. It is rendered twice, with marks of different lengths in the holes; where both
renderings do not agree on the text between the holes, or the theme asks for anything of a page that has no hole, there
is no frame.
"""

import hashlib
import re
from collections.abc import Callable, Container, Iterable, Mapping
from typing import NamedTuple

from papercat.builder.markdown import Heading

HOLES = ("title", "description", "head")
"""Keys of the front matter that have holes."""
_MARK = re.compile("\ue000([a-z0-9]+)\ue001+")


class Shape(NamedTuple):
    """What two pages must share to share a frame."""

    depth: int
    beside: str
    """The part of the URL that it shares with the navigation: links there get shorter."""
    meta: tuple[tuple[str, str], ...]
    """Keys of the front matter; the values of `HOLES` are left out."""
    levels: tuple[int, ...]


class Place(NamedTuple):
    """Absolute URLs of a page; empty where the site has none."""

    canonical: str
    edit: str


class Unframeable(Exception):  # noqa: N818 - a property of a theme
    """The theme does with a page what no hole can stand for."""


class TocEntry(NamedTuple):
    """What a theme sees of a heading (MkDocs' `AnchorLink`)."""

    title: str
    id: str
    level: int
    children: "list[TocEntry]"

    @property
    def url(self) -> str:
        """Return the link to the heading."""
        return f"#{self.id}"


class _Content(str):
    """The mark of a page's content. A theme may ask whether it has a heading of its own, and nothing else."""

    __slots__ = ("headed",)
    headed: bool

    def __contains__(self, part: object) -> bool:
        """Answer for `<h1`, the one question that Material asks."""
        if part != "<h1":
            message = f"the theme looks for {part!r} in a page"
            raise Unframeable(message)
        return self.headed


class _Url(str):
    """The address of the page that a frame is rendered for: good for links to elsewhere, not for printing."""

    __slots__ = ()

    def __str__(self) -> str:
        """Refuse; every page of a shape has another."""
        message = "page.url"
        raise Unframeable(message)


class StandIn:
    """What a theme sees of a page (MkDocs' `Page`); it asks for nothing else, or there is no frame."""

    def __init__(self, url: str, meta: Mapping[str, object], toc: list[TocEntry], content: str, place: Place) -> None:
        """Take what the page differs in; everything else is as for a page outside the navigation."""
        self.url, self.meta, self.toc, self.content = _Url(url), meta, toc, content
        self.canonical_url, self.edit_url = place.canonical or None, place.edit or None
        self.title = meta.get("title")
        self.is_homepage = self.is_top_level = False
        self.active = self.is_page = True
        self.is_section = self.is_link = False
        self.ancestors: list[object] = []
        self.parent = self.previous_page = self.next_page = None
        # attributes that Material's blog and other plugins give to their own pages
        self.authors = self.categories = self.config = None

    def __getattr__(self, name: str) -> object:
        """Refuse what has no hole."""
        if name.startswith("__"):
            raise AttributeError(name)
        message = f"page.{name}"
        raise Unframeable(message)


class Frame:
    """A page of one shape: fixed text and holes in turn."""

    def __init__(
        self, render: Callable[[StandIn], str], shape: Shape, url: str, meta: Mapping[str, object], place: Place
    ) -> None:
        """Render the theme with marks in the holes.

        Args:
            render: renders the theme for a page.
            shape: what the frame is for.
            url: of any page of that shape.
            meta: its front matter.
            place: its absolute URLs.

        Raises:
            Unframeable: see there.
        """
        first, second = (_MARK.split(render(_stand_in(shape, url, meta, place, width))) for width in (1, 7))
        if first != second:
            message = "the theme measures or cuts what a page holds"
            raise Unframeable(message)
        missing = {"title", "content"} - set(first[1::2])
        if missing:
            message = f"the theme changes a page's {' and '.join(sorted(missing))}"
            raise Unframeable(message)
        self._pieces, self._holes = [piece.encode() for piece in first], first[1::2]
        self.digest = hashlib.blake2b("\ue000".join(first).encode(), digest_size=16).hexdigest()

    def fill(self, values: Mapping[str, str]) -> bytes:
        """Return the page; `values` as `holes` makes them."""
        pieces = self._pieces.copy()
        # piece by piece: the whole as text would be twice or four times as long for one letter that is not ASCII
        pieces[1::2] = [values[name].encode("utf-8", "xmlcharrefreplace") for name in self._holes]
        return b"".join(pieces)


def holes(meta: Mapping[str, object], content: str, place: Place, headings: Iterable[Heading]) -> dict[str, str]:
    """Return what fills the holes of a page."""
    values = {
        "title": str(meta.get("title", "")),
        "description": str(meta.get("description", "")),
        "head": str(meta.get("head", "")),
        "content": content,
        "canonical": place.canonical,
        "edit": place.edit,
    }
    for number, heading in enumerate(headings):
        values[f"name{number}"], values[f"id{number}"] = heading.name, heading.id
    return values


def shape_of(url: str, known: Container[str], meta: Mapping[str, object], levels: tuple[int, ...]) -> Shape:
    """Return the shape of a page.

    Args:
        url: of the page.
        known: folders that the theme's own links may lead into.
        meta: front matter.
        levels: of the page's headings.
    """
    # of top-level pages each has a place of its own
    parts = url.split("/")[: -2 if url.count("/") > 1 else -1]
    parents = ("/".join(parts[:count]) for count in range(len(parts), 1, -1))
    beside = next((parent for parent in parents if parent in known), parts[0] if parts else "")
    keys = ((key, "" if key in HOLES and value else repr(value)) for key, value in meta.items())
    return Shape(url.count("/"), beside, tuple(sorted(keys)), levels)


def nested(headings: Iterable[Heading]) -> list[TocEntry]:
    """Nest headings by level, as the `toc` extension does for headings that begin with the highest."""
    top: list[TocEntry] = []
    open_: list[TocEntry] = []
    for heading in headings:
        entry = TocEntry(heading.name, heading.id, heading.level, [])
        while open_ and open_[-1].level >= entry.level:
            open_.pop()
        (open_[-1].children if open_ else top).append(entry)
        open_.append(entry)
    return top


def _stand_in(shape: Shape, url: str, meta: Mapping[str, object], place: Place, width: int) -> StandIn:
    def mark(name: str) -> str:
        return f"\ue000{name}{chr(0xE001) * width}"

    headings = [Heading(level, mark(f"id{number}"), mark(f"name{number}")) for number, level in enumerate(shape.levels)]
    marked = {key: mark(key) if key in HOLES and value else value for key, value in meta.items()}
    content = _Content(mark("content"))
    content.headed = 1 in shape.levels
    urls = Place(mark("canonical") if place.canonical else "", mark("edit") if place.edit else "")
    return StandIn(url, marked, nested(headings), content, urls)
