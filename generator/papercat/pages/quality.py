"""How good the data is: every repair, every fault, every pair that may be one paper."""

from collections import Counter
from collections.abc import Iterator

from papercat import paths
from papercat.errors import Fault, excerpt
from papercat.insight import Freshness, Repair
from papercat.page import Page
from papercat.pages.paged import leaves
from papercat.pages.shelf import Shelf
from papercat.render import Md, escape, link

SHOWN = 120
"""Characters of a text before and after repair."""
RAW = 200
"""Characters of a fault's raw text."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the report: faults and doubts on its first page, repairs on all."""
    repairs = [(paper, repair) for paper, found in shelf.catalogue.repairs.items() for repair in found]
    rules = sorted(Counter(repair.rule for _, repair in repairs).items(), key=lambda item: (-item[1], item[0]))
    for leaf in leaves(repairs, shelf.settings.options.per_page, lambda n: paths.listing("quality", n), shelf.words):
        yield shelf.page(
            leaf.path,
            "quality",
            leaf=leaf.bare(),
            total=len(shelf.order),
            rules=rules,
            count=len(repairs),
            repairs=Md("\n".join(_repair(shelf, *each, leaf.root) for each in leaf.items)),
            faults=Md("\n".join(map(_fault, shelf.catalogue.faults))),
            sources=Md("\n".join(map(_source, shelf.catalogue.freshness))),
            unsure=Md("\n".join(_doubt(shelf, one.one, one.other, one.why) for one in shelf.catalogue.unsure)),
        )


def _repair(shelf: Shelf, paper: str, repair: Repair, root: str) -> str:
    title = link(shelf.titles[paper], f"{root}papers/{paper}.md")
    before, after = (escape(excerpt(text, SHOWN)) for text in (repair.before, repair.after))
    return f"| {title} | {escape(repair.rule)} | {before or ' '} | {after or ' '} |"


def _source(one: Freshness) -> str:
    state = escape(excerpt(one.problem, RAW)) if one.problem else Md("fine")
    return f"| {escape(one.name)} | {one.last or 'never'} | {one.came} | {one.tried} | {state} |"


def _fault(fault: Fault) -> str:
    where = f"{fault.file}:{fault.line}" if fault.line else fault.file
    what = "; ".join(
        part for part in (fault.reason, fault.expected and f"expected {fault.expected}", fault.guess) if part
    )
    return f"| {escape(where)} | {escape(what)} | {escape(excerpt(fault.raw, RAW)) or ' '} |"


def _doubt(shelf: Shelf, one: str, other: str, why: str) -> str:
    ends = (link(shelf.titles[paper], f"../papers/{paper}.md") for paper in (one, other))
    return f"| {' | '.join(ends)} | {escape(why)} |"
