"""How good the data is: every repair, every fault, every pair that may be one paper.

Repairs are as many as papers and all alike, so that the page shows some of each rule and a file has them all.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from papercat.errors import Fault, excerpt
from papercat.insight import Freshness, Repair
from papercat.outputs import Piece
from papercat.page import Page
from papercat.pages.packing import packed
from papercat.pages.shelf import Shelf
from papercat.render import Md, escape, link
from papercat.words import Words

SHOWN = 120
"""Characters of a text before and after repair."""
REPAIRS = "quality/repairs.jsonl.gz"
SAMPLES = 5
"""Repairs of each rule on the page."""
LOOKED = 200
"""Repairs of a rule that are looked at for them."""
RAW = 200
"""Characters of a fault's raw text."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the report, and all repairs as a file of JSON lines."""
    found: defaultdict[str, list[tuple[str, Repair]]] = defaultdict(list)
    for paper, repairs in shelf.catalogue.repairs.items():
        for repair in repairs:
            found[repair.rule].append((paper, repair))
    rules = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    raw = any(fault.raw for fault in shelf.catalogue.faults)
    yield shelf.page(
        "quality/index.md",
        "quality",
        total=len(shelf.order),
        rules=tuple((rule, len(those)) for rule, those in rules),
        count=sum(len(those) for _, those in rules),
        repairs=Md("\n".join(_repair(shelf, *each) for _, those in rules for each in _samples(those))),
        raw=raw,
        faults=Md("\n".join(_fault(fault, raw=raw) for fault in shelf.catalogue.faults)),
        sources=Md("\n".join(_source(one, shelf.words) for one in shelf.catalogue.freshness)),
        unsure=Md("\n".join(_doubt(shelf, one.one, one.other, one.why) for one in shelf.catalogue.unsure)),
    )
    if rules:
        file, made_of = packed((Piece(_lines, each) for each in shelf.catalogue.repairs.items()), shelf.last, REPAIRS)
        yield Page(REPAIRS, file, made_of)


def _samples(repairs: Iterable[tuple[str, Repair]]) -> Iterator[tuple[str, Repair]]:
    """Return some repairs that can be seen: of white space before and after look alike."""
    seen = (one for one in islice(repairs, LOOKED) if one[1].before.split() != one[1].after.split())
    return islice(seen, SAMPLES)


def _lines(paper: str, repairs: Iterable[Repair]) -> bytes:
    """Return the repairs of a paper, a line each."""
    lines = (msgspec.json.encode({"id": paper} | msgspec.to_builtins(repair)) for repair in repairs)
    return b"\n".join((*lines, b""))


def _repair(shelf: Shelf, paper: str, repair: Repair) -> str:
    title = link(shelf.titles[paper], f"../papers/{paper}.md")
    before, after = (escape(excerpt(text, SHOWN)) for text in (repair.before, repair.after))
    return f"| {title} | {escape(repair.rule)} | {before or ' '} | {after or ' '} |"


def _source(one: Freshness, words: Words) -> str:
    state = escape(excerpt(one.problem, RAW)) if one.problem else Md(words("fine"))
    return f"| {escape(one.name)} | {one.last or words('never')} | {one.came} | {one.tried} | {state} |"


def _fault(fault: Fault, *, raw: bool) -> str:
    """Return a row, with the text itself where the table has a column for it."""
    where = f"{fault.file}:{fault.line}" if fault.line else fault.file
    what = "; ".join(
        part for part in (fault.reason, fault.expected and f"expected {fault.expected}", fault.guess) if part
    )
    text = f" {escape(excerpt(fault.raw, RAW)) or ' '} |" if raw else ""
    return f"| {escape(where)} | {escape(what)} |{text}"


def _doubt(shelf: Shelf, one: str, other: str, why: str) -> str:
    ends = (link(shelf.titles[paper], f"../papers/{paper}.md") for paper in (one, other))
    return f"| {' | '.join(ends)} | {escape(why)} |"
