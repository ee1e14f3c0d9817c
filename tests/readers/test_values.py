# ruff: noqa: RUF001 - dashes are what this is about
"""Days of all forms that fields have."""

import pytest

from papercat.readers import values


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2019 Aug 29", "2019-08-29"),
        ("1998 Nov-Dec", "1998-11"),
        ("2021 Spring", "2021"),
        ("2019 September", "2019-09"),
        ("2019 Marathon", "2019"),
        ("12 June 2017", "2017-06-12"),
        ("forthcoming", ""),
    ],
)
def test_a_day_in_words(said: str, day: str) -> None:
    """PubMed's order, and the usual ones."""
    assert values.day(said) == day


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("1789–1792", "1789"),
        ("1789/1792", "1789"),
        ("2018-11/2018-12", "2018-11"),
        ("[1987]", "1987"),
        ("c. 1996", "1996"),
        ("2001a", "2001"),
        ("2020년 3월", "2020"),
        ("10.2030405", ""),
        ("in press", ""),
    ],
)
def test_the_first_day_of_what_is_none_whole(said: str, day: str) -> None:
    """Spans, and years with remarks; longer numbers are none."""
    assert values.first_day(said) == day


@pytest.mark.parametrize("said", ["forthcoming", "in press", "In Press.", "n.d.", "(to appear)", "Accepted", "s. a."])
def test_that_there_is_no_date_is_no_mistake(said: str) -> None:
    """Whoever writes so knows; other words in a field for dates are a fault."""
    assert values.UNDATED.fullmatch(said)
    assert not values.UNDATED.fullmatch(f"{said} moon")
