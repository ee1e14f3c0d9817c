"""Documents keep their numbers."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.search import slots

keys = st.lists(st.text(max_size=8), unique=True, max_size=120)


@given(keys, st.randoms())
@settings(max_examples=40)
def test_slots_differ_and_do_not_depend_on_order(given_keys: list[str], random: Random) -> None:
    """Each document has a slot of its own, whatever the order of arrival."""
    shuffled = given_keys[:]
    random.shuffle(shuffled)
    one = dict(zip(given_keys, slots.assign(given_keys).tolist(), strict=True))
    other = dict(zip(shuffled, slots.assign(shuffled).tolist(), strict=True))
    assert one == other
    assert len(set(one.values())) == len(one)
    assert all(slot < slots.size(len(one)) for slot in one.values())


def test_one_paper_more_moves_few() -> None:
    """Of 9,900 documents few get another number when a hundred come."""
    keys = [f"paper-{number}" for number in range(9_900)]
    before = slots.assign(keys)
    after = slots.assign([*keys, *(f"new-{number}" for number in range(100))])[: len(keys)]
    assert slots.size(9_900) == slots.size(10_000)
    assert (before != after).sum() < 700


def test_a_larger_table_moves_what_its_new_slots_take_and_little_else() -> None:
    """Across a step of the table's size most documents keep their numbers, whatever the number of them was."""
    keys = [f"paper-{number}" for number in range(10_500)]
    few = next(count for count in range(10_000, 10_500) if slots.size(count) != slots.size(count + 1))
    before, after = slots.assign(keys[:few]), slots.assign(keys[: few + 1])[:few]
    new = slots.size(few + 1) - slots.size(few)
    assert (after >= slots.size(few)).sum() <= new
    assert (before != after).sum() < 3 * new
