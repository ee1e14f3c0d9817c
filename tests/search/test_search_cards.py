"""What a result shows is kept small."""

from hypothesis import given
from hypothesis import strategies as st

from papercat import paths
from papercat.search import cards

WORDS = st.lists(st.text("abcxyz019", min_size=1, max_size=12), min_size=1, max_size=12)


@given(WORDS)
def test_a_plain_title_needs_no_id(words: list[str]) -> None:
    """The browser makes of it the id that a new paper gets, so that the card need not hold it."""
    title = " ".join(words)
    if paths.RESERVED.fullmatch(title):
        return
    assert cards.simple(title) == paths.unique(title, ())
