"""Columns of the index say again what was put in; readers in the browser are held to the same by the tests in Node."""

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from papercat.search import codec, spelling

words = st.lists(st.text("abcdé\U0001f600", max_size=12), max_size=30)


@given(st.lists(st.integers(0, 2**40), max_size=40))
def test_a_column_is_its_numbers_one_after_the_other(values: list[int]) -> None:
    """All at once gives the bytes that one by one would."""
    made = codec.column(np.array(values, dtype=np.int64))
    assert made.data.tobytes() == codec.numbers(values)
    assert [made.rows(i, i + 1) for i in range(len(values))] == [codec.number(value) for value in values]


@given(st.lists(st.integers(0, 9) | st.integers(0, 2**63 - 1), max_size=40))
def test_equal_keys_stay_in_order(keys: list[int]) -> None:
    """Keys come in order with the places where they stood, those of equals in order, too, however large keys are."""
    made, places = codec.ordered(np.array(keys, dtype=np.int64))
    assert list(zip(made.tolist(), places.tolist(), strict=True)) == sorted(zip(keys, range(len(keys)), strict=True))


@given(words)
def test_front_coded_words_can_be_put_together_again(given_words: list[str]) -> None:
    """Each word is what it shares with the one before, and its rest."""
    texts = codec.texts(given_words)
    order = np.arange(len(given_words))
    coded = codec.front(texts, order, order - 1)
    before, made = b"", []
    shared, sizes = (column.data.tolist() for column in (coded.shared, coded.sizes))
    at = 0
    for kept, size in zip(shared, sizes, strict=True):
        before = before[:kept] + coded.rest.data[at : at + size].tobytes()
        at += size
        made.append(before.decode())
    assert made == given_words


@given(st.lists(st.lists(st.integers(0, 3000), unique=True, min_size=1, max_size=20), min_size=1, max_size=6))
@settings(max_examples=60)
def test_rice_codes_of_a_group_are_whole_bytes_and_give_the_gaps_back(groups: list[list[int]]) -> None:
    """Unary, a zero, low bits; a group begins at a byte."""
    values = np.array([value for group in groups for value in group], dtype=np.int64)
    sizes = np.array([len(group) for group in groups])
    low = np.repeat(codec.rice(3001, sizes), sizes)
    made = codec.bits(values, low, codec.ends(sizes))
    for number, group in enumerate(groups):
        bits = "".join(f"{byte:08b}" for byte in made.rows(number, number + 1))
        width = int(codec.rice(3001, np.array([len(group)]))[0])
        read = []
        for _ in group:
            high = bits.index("0")
            read.append((high << width) + int(bits[high + 1 : high + 1 + width] or "0", 2))
            bits = bits[high + 1 + width :]
        assert read == group
        assert len(bits) < 8
        assert "1" not in bits


@given(st.text("abcdefg", min_size=4, max_size=10), st.integers(0, 3), st.sampled_from("abcdefg"), st.integers(0, 3))
def test_a_slip_in_the_first_letters_leaves_a_word_in_one_of_its_files(
    form: str, place: int, letter: str, kind: int
) -> None:
    """Whatever the slip, the key of the wrong word is one under which the right one is listed."""
    edits = {
        0: form[:place] + letter + form[place + 1 :],
        1: form[:place] + form[place + 1 :],
        2: form[:place] + letter + form[place:],
        3: form[:place] + form[place + 1 : place + 2] + form[place] + form[place + 2 :],
    }
    wrong = edits[kind]
    # a slip behind the third letter, but for a swap, leaves the word in its own dictionary
    assume(place < spelling.HEAD and len(wrong) >= spelling.SHORTEST)
    key = spelling.key(wrong[spelling.HEAD :], len(wrong))
    assert key in spelling.grams(form)
