"""One generated page: Markdown file in, the bytes of the HTML page out."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

import msgspec
from mkdocs.utils import meta as front_matter

from papercat.builder.frames import HOLES, Frame, Place, Shape, StandIn, holes, shape_of
from papercat.builder.links import Links
from papercat.builder.markdown import Converted, convert
from papercat.builder.memory import Kept, Note

_QUOTED = re.compile(r'(title|description|head): (".*")')
_FRONT = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_ANCHORED = re.compile(r"\]\(([^()\s]*#[^()\s]+)\)")


QUOTES = '""'


class Made(NamedTuple):
    """A page, and what is needed to see that links to anchors lead somewhere."""

    source: str
    html: bytes
    ids: frozenset[str]
    anchored: tuple[tuple[str, str], ...]
    """Files and anchors that the page links to."""
    frame: Note


class Press:
    """Makes pages of one site; each process has its own."""

    def __init__(
        self,
        links: Links,
        base: Place,
        render: Callable[[StandIn], str],
        plain: Callable[[str, str], Converted],
        ready: Callable[[str], str] = str,
    ) -> None:
        """Take the site.

        Args:
            links: between its files.
            base: what the absolute URLs of every page begin with.
            render: renders the theme for a stand-in.
            plain: converts the Markdown of a file through MkDocs, for pages that `markdown` does not know.
            ready: what plugins make of a page's HTML, for those that it knows.
        """
        self.links, self.base, self.render, self.plain, self.ready = links, base, render, plain, ready
        self._frames: dict[Shape, tuple[Note, Frame]] = {}
        self._known: dict[tuple[int, str, str, tuple[int, ...]], tuple[Note, Frame]] = {}
        self._metas: dict[str, dict[str, object]] = {}

    def make(self, source: str, text: str) -> Made:
        """Return a page made from the text of its Markdown file.

        Raises:
            Unframeable: the theme does what no frame can hold.
        """
        front, body = _split(text)
        meta = self._meta(front) if front else _Meta(*_foreign(text))
        way = self.links.way(source, body)
        known = convert(body, way.__getitem__, way.cards)
        made = known._replace(html=self.ready(known.html)) if known else self.plain(source, text)
        url = self.links.urls[source]
        place = Place(self.base.canonical and self.base.canonical + url, self.base.edit and self.base.edit + source)
        note, frame = self._frame(url, meta, tuple([heading.level for heading in made.headings]))
        page = frame.fill(holes(meta.values, made.html, place, made.headings))
        anchored = (
            (self.links.target(link, source) for link in _ANCHORED.findall(body))
            if ".md#" in body or "](#" in body
            else ()
        )
        found = tuple(place for place in anchored if place)
        return Made(source, page, made.ids, found, note)

    def same(self, note: Note) -> bool:
        """Tell whether a frame comes out as it did before."""
        values = dict(front_matter.get_data(f"---\n{note.front}\n---\n")[1])
        _, frame = self._frame(note.url, _Meta(note.front, values), note.levels)
        return frame.digest == note.digest

    def _meta(self, front: str) -> "_Meta":
        """Return the front matter as MkDocs reads it; the YAML around what has a hole is parsed once."""
        quoted: dict[str, object] = {}
        rest: list[str] = []
        for line in front.splitlines():
            key, _, value = line.partition(": ")
            if key in HOLES and value[:1] == '"' and value[-1:] == '"':
                quoted[key] = msgspec.json.decode(value)
                rest.append(f"{key}: {'true' if quoted[key] else QUOTES}")
            else:
                rest.append(line)
        shape = "\n".join(rest)
        known = self._metas.get(shape)
        if known is None:
            known = self._metas[shape] = dict(front_matter.get_data(f"---\n{shape}\n---\n")[1])
        return _Meta(shape, {**known, **quoted})

    def _frame(self, url: str, meta: "_Meta", levels: tuple[int, ...]) -> tuple[Note, Frame]:
        """Return the frame of a page; pages of one folder with the same front matter and headings share it."""
        above = url[: url.rfind("/", 0, -1) + 1] if url.count("/") > 1 else url
        key = (url.count("/"), above, meta.shape, levels)
        known = self._known.get(key)
        if known is None:
            shape = shape_of(url, self.links.folders, meta.values, levels)
            known = self._frames.get(shape)
            if known is None:
                frame = Frame(self.render, shape, url, meta.values, self.base)
                known = self._frames[shape] = (Note(meta.shape, url, levels, frame.digest), frame)
            self._known[key] = known
        return known


class _Meta(NamedTuple):
    """Front matter."""

    shape: str
    """Its text, of what has a hole only whether there is any."""
    values: dict[str, object]


def _split(text: str) -> tuple[str, str]:
    """Return front matter and body as MkDocs does."""
    end = text.find("\n---\n", 3) if text.startswith("---\n") else -1
    return (text[4:end], text[end + 5 :].lstrip("\n")) if end >= 0 else ("", front_matter.get_data(text)[0])


def _foreign(text: str) -> tuple[str, dict[str, object]]:
    """Return front matter in another form than ours, as MkDocs reads it."""
    values = dict(front_matter.get_data(text)[1])
    return repr(values), values


def missing_anchors(pages: Mapping[str, Kept], ids: Mapping[str, Collection[str] | None]) -> list[str]:
    """Return links to anchors that are not there, as `source: target#anchor`.

    Args:
        pages: the generated pages.
        ids: anchors of every page by file, theirs and the others'; a file without an entry is not judged.
    """
    return [
        f"{source}: {file}#{anchor}"
        for source, page in pages.items()
        for file, anchor in page.anchored
        if (known := ids.get(file)) is not None and anchor not in known
    ]
