"""Digests: which papers came in a week or month, and which of them were noticed most."""

import random

import pytest

from fabricated import catalogue
from papercat.catalogue import Catalogue
from papercat.outputs.digests import MOST, digests, keys, span, trending
from papercat.pages import pages
from papercat.records import Paper, Signal, Source
from papercat.settings import Settings
from papercat.words import Words


def _paper(key: str, came: str, **fields: object) -> Paper:
    """Return a fabricated paper that came on a day."""
    return Paper(id=key, title=f"A Fabricated Paper {key}", sources=(Source("f", key, came),), **fields)  # type: ignore[arg-type]  # by name


def test_a_paper_belongs_to_the_week_and_the_month_in_which_it_came() -> None:
    """ISO weeks: the first days of 2027 belong to the last week of 2026; a paper without a day to none."""
    made = digests([_paper("a", "2026-12-31"), _paper("b", "2027-01-03"), Paper(id="c", title="Undated, fabricated")])
    assert [(one.key, one.title(Words()), one.total) for one in made] == [
        ("2027-01", "January 2027", 1),
        ("2026-w53", "Week 53 of 2026", 2),
        ("2026-12", "December 2026", 1),
    ]
    assert (made[1].first, made[1].last) == ("2026-12-28", "2027-01-03")


@pytest.mark.parametrize("key", ["2026-w53", "2027-01", "2024-02", "2020-w01"])
def test_a_key_and_its_days_belong_together(key: str) -> None:
    """Every day of a period has its key."""
    first, last = span(key)
    assert key in keys(first)
    assert key in keys(last)


def test_the_most_noticed_come_first() -> None:
    """More numbers, faster growth and youth rank higher; without numbers the newer date; the order says why."""
    week = "2026-11-25"
    papers = [
        _paper("plain-old", week, date="2026-11-01"),
        _paper("plain-new", week, date="2026-11-20"),
        _paper("liked", week, date="2026-11-20", signals={"upvotes": Signal(8, week)}),
        _paper("liked-and-old", week, date="2025-11-20", signals={"upvotes": Signal(8, week)}),
        _paper("rising", week, date="2026-11-20", signals={"upvotes": Signal(8, "2026-11-27", (("2026-11-25", 2),))}),
        _paper("starred", week, date="2026-11-20", signals={"stars": Signal(8, week)}),
    ]
    for _ in range(3):
        random.Random(1).shuffle(papers)  # noqa: S311 - not for secrets
        one = digests(papers)[0]
        assert [noticed.paper.id for noticed in one.papers] == [
            "rising", "liked", "starred", "liked-and-old", "plain-new", "plain-old",
        ]  # fmt: skip
    assert one.papers[0].told(Words()) == "8 upvotes (+6)"


def test_a_past_digest_stays_as_it_was() -> None:
    """A number that grows after the week changes nothing in it."""
    before = _paper("a", "2026-11-03", signals={"stars": Signal(5, "2026-11-04")})
    after = _paper("a", "2026-11-03", signals={"stars": Signal(900, "2027-05-05", (("2026-11-04", 5),))})
    assert digests([before])[0].papers[0].heat == digests([after])[0].papers[0].heat


def test_what_is_trending_is_what_a_digest_of_that_day_puts_first() -> None:
    """One formula: growth and youth count; papers without numbers, and days that nobody knows, give nothing."""
    week = "2026-11-25"
    papers = [
        _paper("plain", week, date="2026-11-24"),
        _paper("much-cited-long-ago", week, date="2019-05-05", signals={"citations": Signal(90_000, week)}),
        _paper("liked", week, date="2026-11-20", signals={"upvotes": Signal(8, week)}),
        _paper("rising", week, date="2026-11-20", signals={"upvotes": Signal(8, "2026-11-27", (("2026-11-25", 2),))}),
    ]
    first = [one for one in digests(papers)[0].papers if one.heat]
    found = trending(papers, digests(papers)[0].last, 5)
    assert [one.paper.id for one in found] == ["rising", "liked"]
    assert list(found) == first
    assert trending(papers, "", 5) == ()


def _home(*papers: Paper) -> str:
    """Return the first page of a catalogue of more papers than it lists as the newest."""
    many = [_paper(f"plain{number}", "2026-11-25") for number in range(9)]
    return {page.path: str(page.content) for page in pages(Catalogue(papers=(*papers, *many)), Settings())}["index.md"]


def test_the_home_page_shows_what_is_trending() -> None:
    """The numbers stand beside the paper; where no source gives numbers the heading is left out."""
    home = _home(_paper("liked", "2026-11-25", date="2026-11-20", signals={"upvotes": Signal(8, "2026-11-25")}))
    assert "## Trending {: #trending }" in home
    assert "8 upvotes" in home
    assert "{: #trending }" not in _home()


def test_what_is_only_cited_most_is_not_called_trending() -> None:
    """Of papers that have a year and citations nobody knows which are talked about today."""
    cited = _paper("cited", "2026-11-25", date="2013", signals={"citations": Signal(47_498, "2026-11-25")})
    assert "## Most cited {: #trending }" in _home(cited)
    grown = Signal(47_498, "2026-11-25", (("2026-11-15", 40_000),))
    assert "## Trending {: #trending }" in _home(
        _paper("cited", "2026-11-25", date="2013", signals={"citations": grown})
    )


def test_a_few_papers_are_listed_once() -> None:
    """Where all of them are the newest, no second list has them in another order."""
    liked = _paper("liked", "2026-11-25", date="2026-11-20", signals={"upvotes": Signal(8, "2026-11-25")})
    home = {page.path: str(page.content) for page in pages(Catalogue(papers=(liked,)), Settings())}["index.md"]
    assert "{: #trending }" not in home


def test_a_digest_of_very_many_names_the_first() -> None:
    """What a catalogue begins with comes in one day; the page stays short and says how many there are."""
    (month, *_) = digests([_paper(f"p{number}", "2026-11-03") for number in range(MOST + 7)])
    assert (len(month.papers), month.total) == (MOST, MOST + 7)


def test_the_pages_of_digests() -> None:
    """Each has a page whose hostile titles are escaped, and stands in the list; without papers the list says so."""
    made = {page.path: str(page.content) for page in pages(catalogue(30), Settings())}
    assert "- [Week 47 of 2026](../digest/2026-w47.md) *30 papers*" in made["digest/index.md"]
    assert "the most noticed first" in made["digest/2026-w47.md"]
    assert "<script>" not in made["digest/2026-11.md"]
    empty = {page.path: str(page.content) for page in pages(Catalogue(), Settings())}
    assert "Nothing has come in yet" in empty["digest/index.md"]
    bare = Catalogue(papers=(_paper("a", "2026-11-03"),))
    assert "the newest first" in {page.path: str(page.content) for page in pages(bare, Settings())}["digest/2026-11.md"]
