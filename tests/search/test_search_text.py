"""Text becomes terms as in lunr."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.stemmer import PorterStemmer

from papercat.search import text
from papercat.search.stem import stem


@pytest.mark.parametrize(
    ("word", "expected"),
    [("try", "tri"), ("lay", "lay"), ("sky", "ski"), ("yields", "yield"), ("networks", "network"), ("ties", "ti")],
)
def test_stems_are_those_of_lunr_js(word: str, expected: str) -> None:
    """Where lunr.py and lunr.js differ, the browser's lunr.js is right."""
    assert stem(word) == expected


@given(st.text("abcdefghiklmnoprstuvwxz", min_size=4, max_size=14))
def test_stems_are_those_of_lunr_py_elsewhere(word: str) -> None:
    """The two implementations agree but for words with a y."""
    assert stem(word) == PorterStemmer().stem(word)


@given(st.text(max_size=30))
def test_trimming_is_done_once(word: str) -> None:
    """A trimmed token has no white space and stays as it is."""
    for token in text.tokens(word):
        assert text.trim(text.trim(token)) == text.trim(token)


def test_accents_and_punctuation_fold() -> None:
    """A reader finds an accented name with the letters of their own keyboard."""
    assert [text.trim(token) for token in text.tokens("(Gödel's) Łukasiewicz-style, naïve")] == [
        "godel's",
        "lukasiewicz",
        "style",
        "naive",
    ]
