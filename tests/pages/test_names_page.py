"""The page of all names answers which datasets and methods there are, also when it has many."""

import re

import pytest

from papercat import pages
from papercat.catalogue import Catalogue
from papercat.insight import Mention, Name, NameKind
from papercat.records import Paper
from papercat.settings import Settings

KINDS: tuple[NameKind, ...] = ("dataset", "method", "name")


def _page(count: int) -> str:
    """Return the page of fabricated names, of which the n-th is used by n papers."""
    names = [Name(id=f"n{n:03}", label=f"Name{n:03}", kind=KINDS[n % 3]) for n in range(1, count + 1)]
    papers = tuple(Paper(id=f"p{n:03}", title=f"Fabricated {n}") for n in range(1, count + 1))
    mentions = {
        paper.id: tuple(Mention(name=name.id, surface=name.label) for name in names[place:])
        for place, paper in enumerate(papers)
    }
    catalogue = Catalogue(papers=papers, names=tuple(names), mentions=mentions)
    return {page.path: str(page.content) for page in pages.pages(catalogue, Settings())}["names/index.md"]


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\[Name(\d+) ", text)]


def test_names_stand_by_what_they_are_before_the_list_of_all() -> None:
    """Of each kind those used most are seen, the others folded from A to Z; a name of no kind is in the list alone."""
    datasets, _, rest = _page(90).partition("## Dataset {: #dataset }")[2].partition("## Method {: #method }")
    seen, _, folded = datasets.partition("<details")
    assert _numbers(seen) == list(range(90, 54, -3))
    assert _numbers(folded) == list(range(3, 55, 3))
    methods, _, all_of_them = rest.partition("## All {: #all }")
    assert sorted(_numbers(methods)) == list(range(4, 91, 3))  # the first has one paper, and no page
    assert "90 names" in all_of_them


@pytest.mark.parametrize("count", [1, 24])
def test_a_few_names_are_listed_once(count: int) -> None:
    """Who sees all of them at once needs no groups."""
    assert "{: #dataset }" not in _page(count)
