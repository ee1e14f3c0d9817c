"""Lists over several pages: which entries stand where, and the links between the pages."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from papercat import paths
from papercat.pages.shelf import root_of
from papercat.render import Md, link
from papercat.words import Words

T = TypeVar("T")
AROUND = 2
"""Page numbers shown before and after the present one."""


class Leaf(NamedTuple, Generic[T]):
    """One page of a list."""

    path: str
    """Its file."""
    root: str
    """From it to the documentation's root."""
    items: Sequence[T]
    number: int
    total: int
    """Pages of the list."""
    pager: Md
    """Links to the other pages; empty where there are none."""

    def bare(self) -> "Leaf[T]":
        """Return it as a template sees it that is told its entries otherwise."""
        return self._replace(items=())


def leaves(
    items: Sequence[T], per_page: int, url: Callable[[int], str], words: Words | None = None
) -> Iterator[Leaf[T]]:
    """Yield the pages of a list, at least one.

    Args:
        items: all entries.
        per_page: entries on one page.
        url: gives the URL of the n-th page, counted from 1.
        words: of the interface.
    """
    count = max(1, -(-len(items) // per_page))
    for number in range(1, count + 1):
        path = paths.source(url(number))
        part = items[(number - 1) * per_page : number * per_page]
        yield Leaf(path, root_of(path), part, number, count, _pager(number, count, path, url, words or Words()))


def _pager(number: int, count: int, path: str, url: Callable[[int], str], words: Words) -> Md:
    """Return `Previous 1 … 4 5 6 … 20 Next` as one paragraph."""
    if count == 1:
        return Md("")

    def to(page: int, label: str) -> str:
        return link(label, paths.relative(paths.source(url(page)), path))

    shown = sorted({1, count, *range(max(1, number - AROUND), min(count, number + AROUND) + 1)})
    parts = [to(number - 1, words("Previous"))] if number > 1 else []
    for before, page in zip([0, *shown], shown, strict=False):
        if page - before > 1:
            parts.append("…")
        parts.append(f"**{page}**" if page == number else to(page, str(page)))
    if number < count:
        parts.append(to(number + 1, words("Next")))
    return Md(" ".join(parts) + "\n{: .pc-pager }")
