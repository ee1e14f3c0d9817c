"""Words of papers as numbers, and where sentences end: what must hold for any text. The texts here are fabricated."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from papercat.enrich.names.evidence import plain
from papercat.enrich.sentences import spans
from papercat.enrich.texts import distinct, heaviest

NUMBERS = st.sampled_from([0, 1, 2, 3, 2**13, 2**31 - 1, 2**40])
HASHES = st.sampled_from([0, 1, 2, 2**20, 2**63, 2**63 + 1, 2**64 - 1])


@given(st.lists(st.tuples(NUMBERS, NUMBERS, HASHES), max_size=12))
def test_the_heaviest_features_come_first_however_few_bits_are_left_for_a_hash(features):
    """Sorting one number for row, weight and hash gives the order of sorting by the three."""
    rows, weights = (np.array([feature[at] for feature in features], np.int64) for at in (0, 1))
    hashes = np.array([feature[2] for feature in features], np.uint64)
    order = heaviest(rows, weights, hashes).tolist()
    expected = sorted(features, key=lambda feature: (feature[0], -feature[1], feature[2]))
    assert [features[at] for at in order] == expected


@given(st.lists(st.tuples(*[st.sampled_from([0, 1, 2, 2**13, 2**30, 2**31 - 1])] * 2), max_size=12))
def test_each_pair_stands_once_however_many_bits_are_left_for_its_place(pairs):
    """Sorting one number for pair and place gives the pairs in order, and of each where it stands."""
    ones, others = (np.array([pair[at] for pair in pairs], np.int64) for at in (0, 1))
    first, second, place = (part.tolist() for part in distinct(ones, others))
    found = list(zip(first, second, strict=True))
    assert found == sorted({*pairs})
    assert [found[at] for at in place] == pairs


@given(st.text(st.sampled_from("aZ_9 -.éßΣςİ½中\u201c\u2013\n"), max_size=12))
def test_a_plain_text_has_each_letter_one_place_further(text):
    """Letters and digits stay, small; every sign is a space, and so are both ends."""
    made = plain(text)
    assert len(made) == len(text) + 2
    for before, after in zip(text, made[1:-1], strict=True):
        low = before.lower()[:1]
        assert after == (low if low.isalnum() or low == "_" else " ") or (before, after) == ("Σ", "ς")


@given(st.text(st.sampled_from('aAe.g!? \n"()é'), max_size=30))
def test_sentences_hold_all_that_is_no_white_space_between_them(text):
    """Sentences are in order, none begins or ends with white space, and only that stands outside them."""
    cuts = spans(text)
    assert "".join("".join(text[start:end].split()) for start, end in cuts) == "".join(text.split())
    for start, end in cuts:
        assert text[start:end].strip() == text[start:end] != ""


def test_sentences_of_chinese_and_japanese_end_without_a_space():
    """Their stops are enough; a stop of ours in a name or number still needs its space."""
    text = "本文提出FabNet 2.0。它比BERT更好\uff01「本当\uff1f」と聞く。 We agree. Yes"
    assert [text[start:end] for start, end in spans(text)] == [
        "本文提出FabNet 2.0。", "它比BERT更好\uff01", "「本当\uff1f」", "と聞く。", "We agree.", "Yes",
    ]  # fmt: skip


def test_sentences_begin_with_capitals_of_other_scripts_and_with_hangul():
    """Russian has capitals as we have; Korean has none."""
    text = "Мы строим модель. Она лучше. 본 논문은 좋다. 또한 빠르다."
    assert [text[start:end] for start, end in spans(text)] == [
        "Мы строим модель.", "Она лучше.", "본 논문은 좋다.", "또한 빠르다.",
    ]  # fmt: skip
