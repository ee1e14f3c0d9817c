"""Lists over several pages: which entries stand where, and the links between the pages."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from papercat import paths
from papercat.pages.shelf import root_of
from papercat.records import Paper
from papercat.render import Md, link
from papercat.words import Words

T = TypeVar("T")
AROUND = 2
"""Pages that the links show before and after the present one."""
SPARSE = 4
"""A front of fewer entries than this part of a page would look poor."""


class Leaf(NamedTuple, Generic[T]):
    """One page of a list."""

    path: str
    """Its file."""
    root: str
    """From it to the documentation's root."""
    items: Sequence[T]
    first: bool
    """Whether it is the one that readers come to first."""
    place: str
    """Which page of the list it is; of the first, how many there are; empty where it is the only one."""
    pager: Md
    """Links to the other pages; empty where there are none."""

    def bare(self) -> "Leaf[T]":
        """Return it as a template sees it that is told its entries otherwise."""
        return self._replace(items=())


def leaves(items: Sequence[T], per_page: int, url: Callable[[int], str], words: Words) -> Iterator[Leaf[T]]:
    """Yield the pages of a list, at least one, counted from its front.

    Args:
        items: all entries.
        per_page: entries on one page.
        url: gives the URL of the n-th page, counted from 1.
        words: of the interface.
    """
    numbers = range(1, max(1, -(-len(items) // per_page)) + 1)
    ways = _Ways([url(number) for number in numbers], [*map(str, numbers)], words("Previous"), words("Next"))
    for at, number in enumerate(numbers):
        place = words("Page {number} of {total}", number=number, total=len(numbers))
        yield _leaf(items[at * per_page : number * per_page], ways, at, place, words)


def dated(papers: Sequence[Paper], per_page: int, url: Callable[[int], str], words: Words) -> Iterator[Leaf[Paper]]:
    """Yield the pages of a list that grows at its front, at least one, counted from its end.

    Each but the front is full and holds the same papers for as long as none comes that is older than one of them. What
    is left over stands on the front, which, rather than to be nearly empty, repeats some of the page behind it.

    Args:
        papers: all of them, newest first.
        per_page: papers on one page.
        url: gives the URL of the n-th page, counted from 1 for the oldest papers; 0 is the front.
        words: of the interface.
    """
    count = len(papers)
    numbers = range(count // per_page, 0, -1) if count > per_page else range(0)
    labels = [words("Newest"), *map(str, numbers)]
    ways = _Ways([url(0), *map(url, numbers)], labels, words("Newer"), words("Older"))
    rest = max(count - len(numbers) * per_page, per_page // SPARSE, 1)
    yield _leaf(papers[:rest], ways, 0, "", words)
    for at, number in enumerate(numbers, 1):
        end = count - (number - 1) * per_page
        some = papers[end - per_page : end]
        place = words("Page {number} from the oldest", number=number)
        years = "\N{EN DASH}".join(dict.fromkeys(paper.year for paper in (some[-1], some[0]) if paper.year))
        yield _leaf(some, ways, at, f"{place}, {years}" if years else place, words)


class _Ways(NamedTuple):
    """The pages of a list in the order in which they are read."""

    urls: Sequence[str]
    labels: Sequence[str]
    back: str
    """The word for the page before."""
    on: str
    """The word for the next one."""


def _leaf(items: Sequence[T], ways: _Ways, at: int, place: str, words: Words) -> Leaf[T]:
    """Return the page that is read after `at` others."""
    path, total = paths.source(ways.urls[at]), len(ways.urls)
    if total == 1:
        return Leaf(path, root_of(path), items, first=True, place="", pager=Md(""))
    told = place if at else words("{total} pages", total=total)
    return Leaf(path, root_of(path), items, first=not at, place=told, pager=_pager(ways, at, path))


def _pager(ways: _Ways, at: int, path: str) -> Md:
    """Return `Previous 1 … 4 5 6 … 20 Next` as one paragraph, from the file `path`."""

    def to(page: int, label: str) -> str:
        return link(label, paths.relative(paths.source(ways.urls[page]), path))

    last = len(ways.urls) - 1
    shown = sorted({0, last, *range(max(0, at - AROUND), min(last, at + AROUND) + 1)})
    parts = [f"{to(at - 1, ways.back)}{{: rel=prev }}"] if at else []
    for before, page in zip([-1, *shown], shown, strict=False):
        if page - before > 1:
            parts.append("…")
        parts.append(f"**{ways.labels[page]}**" if page == at else to(page, ways.labels[page]))
    if at < last:
        parts.append(f"{to(at + 1, ways.on)}{{: rel=next }}")
    return Md(" ".join(parts) + "\n{: .pc-pager }")
