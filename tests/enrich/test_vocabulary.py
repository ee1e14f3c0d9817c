"""The vocabulary that ships is whole, and people's entries win over it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.enrich import vocabulary
from papercat.insight import Tag


def test_the_vocabulary_that_ships_is_whole() -> None:
    """Every id is unique, every wider tag exists, no tag is wider than itself, and no label has two tags."""
    tags = vocabulary.builtin()
    ids = {tag.id for tag in tags}
    assert len(ids) == len(tags) > 400
    assert not [(tag.id, wider) for tag in tags for wider in tag.broader if wider not in ids or wider == tag.id]
    labels = Counter(vocabulary.terms(tag.label) for tag in tags)
    assert not [label for label, count in labels.items() if count > 1]
    for tag in tags:
        assert set(map(vocabulary.terms, tag.aliases)).isdisjoint(map(vocabulary.terms, tag.hints)), tag.id
        assert tag.aliases or not tag.hints, tag.id


def test_wider_tags_never_run_in_a_circle() -> None:
    """Going from a tag to its wider tags ends."""
    wider = {tag.id: tag.broader for tag in vocabulary.builtin()}

    def depth(tag: str, seen: frozenset[str] = frozenset()) -> int:
        assert tag not in seen, sorted(seen)
        return 1 + max((depth(above, seen | {tag}) for above in wider[tag]), default=0)

    assert max(map(depth, wider)) < 8


def test_a_tag_of_the_people_takes_its_words_from_ours() -> None:
    """A person's tag replaces ours of the same id or label, and its words no longer count for ours."""
    ours = (Tag(id="a", label="A one", aliases=("alpha", "beta")), Tag(id="b", label="B two"))
    people = (Tag(id="mine", label="Alphas"), Tag(id="b", label="bee", facet="domain"))
    assert vocabulary.merged(people, ours) == (
        Tag(id="a", label="A one", aliases=("beta",)),
        Tag(id="b", label="bee", facet="domain"),
        Tag(id="mine", label="Alphas"),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Modelled Queries", "modeled query"),
        ("behaviours", "behavior"),
        ("Organisations", "organization"),
        ("C++", "c++"),
    ],
)
def test_stems_fold_case_number_and_spelling(one: str, other: str) -> None:
    """British and American spelling, singular and plural are one."""
    assert vocabulary.terms(one) == vocabulary.terms(other)


@pytest.mark.parametrize(
    ("one", "other"), [("C", "C++"), ("glass", "glas"), ("analysis", "analysi"), ("noise", "noize")]
)
def test_stems_keep_different_words_apart(one: str, other: str) -> None:
    """What only looks like a plural or a spelling stays."""
    assert vocabulary.terms(one) != vocabulary.terms(other)


@given(st.text(st.sampled_from("aZ9_-+#. \t\x1fé图"), max_size=12))
def test_words_are_cut_alike_the_fast_and_the_slow_way(text: str) -> None:
    """What is ASCII without "+" and "#" goes another way to the same words."""
    assert [*vocabulary.cut(text), "x++"] == vocabulary.cut(f"{text} x++")
