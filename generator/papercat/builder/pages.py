"""One generated page: Markdown file in, the bytes of the HTML page out."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from mkdocs.utils import meta as front_matter

from papercat.builder.frames import Frame, Place, Shape, StandIn, holes, shape_of
from papercat.builder.links import Links
from papercat.builder.markdown import Converted, convert

_QUOTED = re.compile(r'(title|description|head): (".*")')
_FRONT = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_ANCHORED = re.compile(r"\]\(([^()\s]*#[^()\s]+)\)")


class Made(NamedTuple):
    """A page, and what is needed to see that links to anchors lead somewhere."""

    source: str
    html: bytes
    ids: frozenset[str]
    anchored: tuple[tuple[str, str], ...]
    """Files and anchors that the page links to."""


class Press:
    """Makes pages of one site; each process has its own."""

    def __init__(
        self, links: Links, base: Place, render: Callable[[StandIn], str], plain: Callable[[str, str], Converted]
    ) -> None:
        """Take the site.

        Args:
            links: between its files.
            base: what the absolute URLs of every page begin with.
            render: renders the theme for a stand-in.
            plain: converts the Markdown of a file through MkDocs, for pages that `markdown` does not know.
        """
        self.links, self.base, self.render, self.plain = links, base, render, plain
        self._frames: dict[Shape, Frame] = {}
        self._metas: dict[str, dict[str, object]] = {}

    def make(self, source: str, text: str) -> Made:
        """Return a page made from the text of its Markdown file.

        Raises:
            Unframeable: the theme does what no frame can hold.
        """
        meta, body = self._split(text)
        way = self.links.way(source, body)
        made = convert(body, way.__getitem__, way.cards) or self.plain(source, text)
        url = self.links.urls[source]
        shape = shape_of(url, self.links.folders, meta, made.headings)
        place = Place(self.base.canonical and self.base.canonical + url, self.base.edit and self.base.edit + source)
        frame = self._frames.get(shape)
        if frame is None:
            frame = self._frames[shape] = Frame(self.render, shape, url, meta, place)
        page = frame.fill(holes(meta, made.html, place, made.headings))
        anchored = (self.links.target(link, source) for link in _ANCHORED.findall(body)) if "#" in body else ()
        found = tuple(place for place in anchored if place)
        return Made(source, page.encode("utf-8", "xmlcharrefreplace"), made.ids, found)

    def _split(self, text: str) -> tuple[dict[str, object], str]:
        """Return front matter and body as MkDocs does; the YAML around quoted titles is parsed once."""
        match = _FRONT.match(text)
        if match is None:
            body, meta = front_matter.get_data(text)
            return dict(meta), body
        quoted: dict[str, object] = {}

        def lift(one: re.Match[str]) -> str:
            quoted[one[1]] = json.loads(one[2])
            return f"{one[1]}: true"

        rest = "".join(_QUOTED.sub(lift, line) for line in match[1].splitlines(keepends=True))
        known = self._metas.get(rest)
        if known is None:
            known = self._metas[rest] = dict(front_matter.get_data(f"---\n{rest}---\n")[1])
        return {**known, **quoted}, text[match.end() :].lstrip("\n")


def missing_anchors(pages: Sequence[Made], ids: Mapping[str, frozenset[str] | set[str] | None]) -> list[str]:
    """Return links to anchors that are not there, as `source: target#anchor`.

    Args:
        pages: the generated pages.
        ids: anchors of every page by file, theirs and the others'; a file without an entry is not judged.
    """
    return [
        f"{page.source}: {file}#{anchor}"
        for page in pages
        for file, anchor in page.anchored
        if (known := ids.get(file)) is not None and anchor not in known
    ]
