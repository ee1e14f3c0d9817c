"""The page of trends: what rises and falls, as lines and in figures."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabricated import catalogue
from papercat.catalogue import Catalogue
from papercat.enrich import trends as stage
from papercat.insight import Tag, Tagging
from papercat.pages import charts, trends
from papercat.pages.shelf import Shelf
from papercat.records import Paper
from papercat.render import Templates
from papercat.settings import Settings
from papercat.work import Inline


def _page(papers: Catalogue) -> str:
    (page,) = trends.pages(Shelf(stage.enrich(papers, Inline()), Settings(), Templates()))
    assert page.path == "trends/index.md"
    return str(page.content)


def _moving() -> Catalogue:
    """Return forty fabricated papers a year, of which ever more have one tag and ever fewer another."""
    papers, tags = [], {}
    for year in range(2016, 2026):
        for i in range(40):
            paper = Paper(id=f"fabricated-{year}-{i:02d}", title="Fabricated", date=str(year))
            papers.append(paper)
            rising, falling = i < 2 + 3 * (year - 2016), i >= 10 + 3 * (year - 2016)
            tags[paper.id] = tuple(Tagging(tag, "") for tag, on in (("up", rising), ("down", falling)) if on)
    vocabulary = (Tag(id="up", label="Going <up>"), Tag(id="down", label="Going *down*"))
    return Catalogue(papers=tuple(papers), vocabulary=vocabulary, tags=tags)


def _below(text: str, heading: str) -> str:
    return text.partition(f"## {heading} ")[2].partition("\n## ")[0]


def test_what_rises_and_what_falls_stand_apart() -> None:
    """Each tag has a line below the right heading, with its growth, its label escaped."""
    text = _page(_moving())
    rising, falling = _below(text, "Rising tags"), _below(text, "Falling tags")
    assert re.search(r"- \[Going &lt;up&gt;\]\(\.\./tags/up\.md\) \*\+\d+ % a year\* <svg", rising)
    assert re.search(r"- \[Going &#x2a;down&#x2a;\]\(\.\./tags/down\.md\) \*[^+\d]\d+ % a year\* <svg", falling)
    assert "down.md" not in rising
    assert 'aria-label="2016: 2, 2025: 29"' in rising


def test_the_table_says_the_same() -> None:
    """Papers by year of each tag, and of all papers, stand in a table."""
    figures = _below(_page(_moving()), "In figures")
    assert "| Rising tags | 2018 | 2019 | 2020 | 2021 | 2022 | 2023 | 2024 | 2025 | a year |" in figures
    assert re.search(
        r"\| \[Going &lt;up&gt;\]\(.*?\) \| 8 \| 11 \| 14 \| 17 \| 20 \| 23 \| 26 \| 29 \| \+\d+ % \|", figures
    )
    assert "| All papers | 40 | 40 | 40 | 40 | 40 | 40 | 40 | 40 |  |" in figures


@pytest.mark.parametrize("papers", [Catalogue(), catalogue(30, bare=True)])
def test_without_dates_it_says_what_it_waits_for(papers: Catalogue) -> None:
    """A catalogue without dates has a page that is no picture of nothing."""
    text = _page(papers)
    assert "has a date yet" in text
    assert "<svg" not in text


def test_papers_without_a_date_are_counted_aloud() -> None:
    """The figures say how many papers they leave out."""
    moving = _moving()
    undated = (*moving.papers, Paper(id="z-undated", title="Fabricated"))
    assert "1 of 401 papers have no date" in _page(replace(moving, papers=undated))


@given(st.lists(st.none() | st.floats(0, 1e6)))
def test_a_line_stays_in_its_picture(values: list[float | None]) -> None:
    """Whatever the values, every point lies within the picture, and each known one is drawn."""
    text = str(charts.line(values, "fabricated"))
    path = re.search(r'd="([^"]*)"', text)
    assert path
    points = re.findall(r"[ML]([\d.]+) ([\d.]+)", path[1])
    assert len(points) == sum(value is not None for value in values)
    assert all(2 <= float(x) <= charts.WIDE + 2 and 2 <= float(y) <= charts.TALL + 2 for x, y in points)
