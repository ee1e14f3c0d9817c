"""Charts of fabricated papers by year."""

import re

import pytest

from papercat.pages.charts import LEAST, MOST, by_year
from papercat.records import Paper


@pytest.mark.parametrize(
    ("dates", "drawn"),
    [
        ([], False),
        (["2020"] * LEAST, False),
        (["2020", *["2021"] * (LEAST - 2)], False),
        (["2020", *["2021-05"] * (LEAST - 1)], True),
        (["2020", *[""] * LEAST], False),
    ],
)
def test_years_are_drawn_where_there_is_something_to_see(dates: list[str], drawn: bool) -> None:  # noqa: FBT001 - a table
    """Of some papers of at least two years; papers without a date count nothing."""
    papers = [Paper(id=str(place), title="Fabricated", date=date) for place, date in enumerate(dates)]
    assert bool(by_year(papers, "Papers by year")) == drawn


WIDTH = re.compile(r'viewBox="(-?\d+) 0 (\d+) ')
FIGURE = re.compile(r'<text x="(\d+)"')


@pytest.mark.parametrize("years", [2, 8, 10, 11, MOST, 40])
def test_a_chart_beside_a_list_is_not_made_smaller(years: int) -> None:
    """It fits there as it is, so that its figures can be read, and none of them is cut off."""
    papers = [
        Paper(id=f"{year}-{n}", title="Fabricated", date=str(1980 + year)) for year in range(years) for n in (1, 2)
    ]
    made = by_year(papers, "Papers by year")
    found = WIDTH.search(made)
    assert found
    left, width = map(int, found.groups())
    assert width <= 304
    assert all(left + 6 <= int(x) <= left + width - 6 for x in FIGURE.findall(made))


def test_a_chart_with_the_pages_width_uses_it() -> None:
    """Many years are as far apart there as a few."""
    papers = [Paper(id=str(year), title="Fabricated", date=str(1980 + year)) for year in range(20)]
    wide = WIDTH.search(by_year(papers, "Papers by year", wide=True))
    assert wide
    assert int(wide[2]) == 20 * 28
