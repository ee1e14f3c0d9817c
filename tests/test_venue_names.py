"""Venues as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.paths import slug
from papercat.records import venue_name


@pytest.mark.parametrize(
    ("venue", "name"),
    [
        ("icra", "ICRA"),
        ("3dv", "3DV"),
        ("siggraph", "SIGGRAPH"),
        ("neurips", "NeurIPS"),
        ("nature", "Nature"),
        ("interspeech", "Interspeech"),
        ("", ""),
    ],
)
def test_small_letters_become_what_they_stand_for(venue: str, name: str) -> None:
    """An acronym is in capitals, a long word begins with one."""
    assert venue_name(venue) == name


@given(st.text())
def test_a_name_with_a_shape_of_its_own_stays(venue: str) -> None:
    """A capital, a space or a letter beyond ASCII, and nothing is changed; the address never is."""
    if not (venue.isascii() and venue.isalnum() and venue == venue.lower()):
        assert venue_name(venue) == venue
    assert slug(venue_name(venue)) == slug(venue)
