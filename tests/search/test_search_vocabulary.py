"""The words of tokens stay in order, however many tokens come and go."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from papercat.search.words import Vocabulary

WORDS = st.lists(st.text("abé", max_size=3), max_size=20)


def said(vocabulary: Vocabulary) -> list[str]:
    """Return the word of each token; an empty one for none."""
    return [vocabulary.words[number] if number >= 0 else "" for number in vocabulary.array().tolist()]


@given(WORDS, WORDS, st.randoms())
def test_tokens_keep_their_words(first: list[str], more: list[str], random) -> None:
    """Each token has its word, and each word that a token has stands there once, in order."""
    whole = Vocabulary([], b"").joined(first).joined(more)
    assert said(whole) == [*first, *more]
    assert whole.words == sorted({*first, *more} - {""})
    some = [place for place in range(len(first) + len(more)) if random.random() < 0.5]
    kept = whole.kept(np.array(some, dtype=np.int64))
    assert said(kept) == [[*first, *more][place] for place in some]
    assert kept.words == sorted({*said(kept)} - {""})
