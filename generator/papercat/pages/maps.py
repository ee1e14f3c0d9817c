"""The map of all papers: a picture that its script draws, and a list of its topics with the papers in their middle."""

import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from papercat import atlas, paths, search
from papercat.atlas import Atlas, Topic
from papercat.atlas.names import NUMBERED
from papercat.catalogue import Catalogue
from papercat.page import Page
from papercat.pages.paged import leaves
from papercat.pages.shelf import Shelf
from papercat.render import Md, escape, link
from papercat.search import bundle
from papercat.search.codec import deflate
from papercat.words import Words

Codes = NDArray[np.uint8]
Ints = NDArray[np.int64]
MODULES = ("points", "view", "legend", "paint", "hands", "map")
"""Of the script, in order."""
COLOURS = 10
"""Tags that have a colour of their own; as many as map.css has."""
SHOWN = 12
"""Papers of a topic in the list, at most: one of all papers would be the site's third, with 190 bytes for each."""
YEARS = 255
"""The newest so many years have codes of their own; older ones share that of the oldest."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of topics, on whose first page the map is, the points and the scripts; nothing where it is off."""
    if not shelf.settings.options.map:
        return
    made = atlas.draw(shelf.catalogue)
    yield from _lists(shelf, made)
    slots, total = search.numbers(shelf.catalogue, shelf.written)
    held = points(shelf.catalogue, made, slots, total)
    yield Page("map/points.bin", held)
    if shelf.settings.options.offline:
        yield Page("map/points.js", f'window.papercatPoints = "{b64encode(held).decode()}"\n')
    yield Page("map/map.js", script(shelf.words, "start"))
    yield Page("map/map.css", files("papercat.atlas").joinpath("js", "map.css").read_bytes())


def script(words: Words, *last: str) -> str:
    """Return the map's script, which the last module sets going: classic, so that it runs from a disk, too."""
    folder = files("papercat.atlas").joinpath("js")
    modules = [folder.joinpath(f"{name}.js").read_text("utf-8") for name in (*MODULES, *last)]
    return bundle.worded(bundle.joined((bundle.saying(), *modules)), words)


def _lists(shelf: Shelf, made: Atlas) -> Iterator[Page]:
    """Yield the pages of the list: topics, each with its most central papers."""
    rows = [(number, place) for number, topic in enumerate(made.topics) for place in topic.members[:SHOWN]]
    per_page = shelf.settings.options.per_page
    first: dict[int, int] = {}
    for at, (number, _) in enumerate(rows):
        first.setdefault(number, at // per_page + 1)
    for leaf in leaves(rows, per_page, lambda n: paths.listing("map", n), shelf.words):
        yield shelf.page(
            leaf.path,
            "map",
            leaf=leaf.bare(),
            total=len(shelf.catalogue.papers),
            regions=_overview(made, first) if leaf.first else [],
            papers=_papers(shelf, made.topics, leaf.items, leaf.root),
        )


def _overview(made: Atlas, first: dict[int, int]) -> list[tuple[str, Md]]:
    """Return each region with links to where its topics begin in the list."""

    def to(number: int) -> str:
        topic, page = made.topics[number], first[number]
        place = "" if page == 1 else paths.source(paths.listing("map", page)).removeprefix("map/")
        return link(f"{escape(topic.label)} *{topic.size}*", f"{place}#topic-{number + 1}")

    return [(region.label, Md(" ".join(map(to, region.members)))) for region in made.regions]


def _papers(shelf: Shelf, topics: Sequence[Topic], rows: Sequence[tuple[int, int]], root: str) -> Md:
    """Return a heading for each topic and a link for each paper; a topic may go on from the page before."""
    lines: list[str] = []
    for (number, place), (before, _) in zip(rows, ((-1, -1), *rows), strict=False):
        if number != before:
            topic = topics[number]
            label = escape(topic.label)
            begins = place == topic.members[0]
            heading = f"## {label} {{: #topic-{number + 1} }}" if begins else f"## {label}, {shelf.words('continued')}"
            lines += ["", heading, ""]
            if begins and topic.size > SHOWN:
                of_all = shelf.words("{papers}, these in the middle", papers=shelf.words.count(topic.size, "paper"))
                lines += [f"{of_all}\n{{: .pc-counts }}", ""]
        paper = shelf.catalogue.papers[place]
        year = f" *{paper.year}*" if paper.year else ""
        lines.append(f"- [{shelf.titles[paper.id]}]({root}papers/{paper.id}.md){year}")
    return Md("\n".join(lines))


def points(catalogue: Catalogue, made: Atlas, slots: Ints, total: int) -> bytes:
    """Return what the script reads: a line of JSON, then columns with a byte or two a paper, in order of the slots.

    Args:
        catalogue: the papers.
        made: their map.
        slots: of each paper, its number in the search, which finds its card.
        total: numbers that the search has.
    """
    order = np.argsort(slots)
    occupied = np.zeros(total, np.uint8)
    occupied[slots] = 1
    x, y = made.places[order].T.reshape(2, -1)
    (tags, tag), (years, year) = _tags(catalogue), _years(catalogue)
    named = [topic for topic in (*made.regions, *made.topics) if not NUMBERED.fullmatch(topic.label)]
    labels = sorted([(topic, topic in made.regions) for topic in named], key=lambda one: -one[0].size)
    head = {
        "papers": len(slots),
        "slots": total,
        "tags": tags,
        "years": years,
        "labels": [{"label": t.label, "x": t.x, "y": t.y, "size": t.size, "region": wide} for t, wide in labels],
    }
    columns = (x >> 8, x & 255, y >> 8, y & 255, tag[order], year[order])
    return deflate(
        json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n",
        np.packbits(occupied, bitorder="little").tobytes(),
        *(column.astype(np.uint8).tobytes() for column in columns),
    )


def _tags(catalogue: Catalogue) -> tuple[list[str], Codes]:
    """Return the labels of the tags that have a colour, and of each paper the code of the best of them; 0 for none.

    Tags are chosen one after the other, each for the papers that have no coloured tag yet.
    """
    keys = catalogue.tagged.keys
    counts, numbers = map(np.asarray, catalogue.tagged[1:])
    owners, left = np.repeat(np.arange(len(counts)), counts), counts > 0
    code, chosen = np.zeros(len(keys), np.uint8), list[str]()
    while left.any() and len(chosen) < COLOURS:
        # of equals the first by name
        best = int(np.bincount(numbers[left[owners]], minlength=len(keys)).argmax())
        chosen.append(keys[best])
        code[best] = len(chosen)
        left[owners[numbers == best]] = False
    codes, coded = np.zeros(len(counts), np.uint8), np.flatnonzero(code[numbers])[::-1]
    # of several the last that is written stays: the first of the paper
    codes[owners[coded]] = code[numbers[coded]]
    labels = [catalogue.tag_by_id[tag].label if tag in catalogue.tag_by_id else tag for tag in chosen]
    return labels, codes


def _years(catalogue: Catalogue) -> tuple[list[str], Codes]:
    """Return the years, oldest first, and of each paper the code of its year; 0 without a date."""
    years = sorted({paper.year for paper in catalogue.papers if paper.year})[-YEARS:]
    code = {year: number for number, year in enumerate(years, 1)}
    return years, np.array([code.get(p.year, 1) if p.year else 0 for p in catalogue.papers], np.uint8)
