"""Trends of tags and names: what rises, what falls, and what small numbers may not do. All papers are fabricated."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabricated import catalogue as fabricated
from papercat.catalogue import Catalogue
from papercat.enrich import trends
from papercat.enrich.trends import Year, slope
from papercat.insight import Mention, Tagging
from papercat.records import Paper
from papercat.work import Inline

DATES = st.sampled_from(["", "2019", "2020", "2020-11", "2021-02-03", "2023", "year"])
PAPERS = st.lists(st.tuples(DATES, st.sets(st.sampled_from("abc")), st.sets(st.sampled_from("xy"))), max_size=12)


def years(counts: list[int], total: int = 100) -> list[Year]:
    return [Year(2000.5 + at, count, total) for at, count in enumerate(counts)]


def found(papers: list[Paper], tags: dict[str, str]) -> dict[str, float]:
    taggings = {paper: tuple(Tagging(tag, "") for tag in some) for paper, some in tags.items()}
    result = trends.enrich(Catalogue(papers=tuple(papers), tags=taggings), Inline())
    return {trend.id: trend.slope for trend in result.trends}


@given(PAPERS, st.randoms())
@settings(max_examples=80, deadline=None)
def test_counts_are_those_of_the_catalogue(records: list[Any], rng: Any):
    """Years and counts equal those of `by_tag` and the names' papers, undated left out, in any order of records."""
    papers = tuple(Paper(id=f"p{n:02}", title="", date=date) for n, (date, _, _) in enumerate(records))
    catalogue = Catalogue(
        papers=papers,
        tags={f"p{n:02}": tuple(Tagging(tag, "") for tag in sorted(tags)) for n, (_, tags, _) in enumerate(records)},
        mentions={
            f"p{n:02}": tuple(Mention(name, name) for name in sorted(names)) for n, (_, _, names) in enumerate(records)
        },
        introduces={"p00": (Mention("x", "x"), Mention("x", "X"))} if records else {},
    )
    result = trends.enrich(catalogue, Inline()).trends
    for trend in result:
        both = (catalogue.introduced_by.get(trend.id, ()), catalogue.mentioned_by.get(trend.id, ()))
        counted = (
            catalogue.by_tag[trend.id] if trend.kind == "tag" else {p.id: p for some in both for p in some}.values()
        )
        assert dict(trend.years) == Counter(paper.year for paper in counted if paper.year.isdecimal())
        assert [year for year, _ in trend.years] == sorted(year for year, _ in trend.years)
    shuffled = list(papers)
    rng.shuffle(shuffled)
    again = trends.enrich(Catalogue(tuple(shuffled), (), tags=catalogue.tags, mentions=catalogue.mentions,
                                    introduces=catalogue.introduces), Inline())  # fmt: skip
    assert again.trends == result


def test_a_tag_that_takes_more_of_each_year_rises():
    """More papers of a year that grows as fast are no rise; a larger share is, a smaller one is a fall."""
    assert slope(years([5, 10, 20, 40])) > 0.3
    assert slope(years([40, 20, 10, 5])) == pytest.approx(-slope(years([5, 10, 20, 40])))
    assert slope([Year(2000.5 + n, 10 * 2**n, 100 * 2**n) for n in range(4)]) == pytest.approx(0, abs=0.01)


@given(st.lists(st.integers(5, 50), min_size=1, max_size=8), st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_more_papers_of_the_same_shares_prove_more(counts: list[int], factor: int):
    """The slope of a multiple of the counts has the same sign where it is clear.

    Not of years with hardly any: half a paper is added to each, which weighs less beside more.
    """
    small, large = slope(years(counts)), slope(years([factor * count for count in counts], 100 * factor))
    if abs(small) > 0.02:
        assert small * large > 0


@given(st.lists(st.integers(0, 50), max_size=8))
def test_no_slope_runs_away(counts: list[int]):
    """However few papers, and however unlike the years."""
    assert abs(slope(years(counts))) <= 2


def test_small_numbers_do_not_stand_first():
    """One paper in the newest year is no trend; a few dozen in step are one."""
    assert 0 < slope(years([0, 0, 0, 1])) < 0.3 * slope(years([0, 5, 20, 40]))
    assert slope(years([7])) == 0
    assert slope([]) == 0


def test_the_year_that_has_only_begun_is_no_fall():
    """Shares count, not numbers: two papers of ten in January are as many as twenty-four of a hundred and twenty."""
    papers = [Paper(id=f"{year}-{n:03}", title="", date=str(year)) for year in range(2019, 2023) for n in range(120)]
    papers += [Paper(id=f"2023-{n}", title="", date="2023-01-15") for n in range(10)]
    tags = {paper.id: "s" for paper in papers if int(paper.id[5:]) % 5 == 0}
    assert abs(found(papers, tags)["s"]) < 0.02


def test_undated_papers_and_catalogues_have_no_trend():
    """A listing without dates gives no trends, and harms nobody."""
    assert trends.enrich(fabricated(20, bare=True), Inline()).trends == ()
    assert trends.enrich(Catalogue(), Inline()).trends == ()
