"""Charts of fabricated papers by year."""

import pytest

from papercat.pages.charts import LEAST, by_year
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
