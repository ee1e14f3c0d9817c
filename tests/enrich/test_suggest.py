"""Suggestions for the vocabulary: what is found in fabricated papers, and what must hold for any."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.enrich import suggest, vocabulary
from papercat.enrich.suggest import Suggestion
from papercat.insight import Tag
from papercat.records import Paper


def found(*texts: str, words: tuple[Tag, ...] = (), **more: Any) -> dict[str, Suggestion]:
    papers = [Paper(id=f"p{n}", title=text, **more) for n, text in enumerate(texts)]
    return {one.tag.id: one for one in suggest.suggest(papers, words)}


OTHERS = tuple(f"Note on subject{n} alone" for n in range(30))


def test_a_phrase_of_several_papers_is_suggested_once_and_whole() -> None:
    """The longest phrase stands for the parts that hardly occur without it, in its commonest spelling."""
    texts = ("Laminar boundary layers heat", "A laminar boundary layer, cold", "On the laminar boundary layer of 1960")
    result = found(*texts, *OTHERS)
    assert result["laminar-boundary-layer"] == Suggestion(
        Tag(id="laminar-boundary-layer", label="laminar boundary layer"), 3, 0
    )
    assert not {"boundary-layer", "laminar-boundary", "laminar", "layer"} & result.keys()


def test_punctuation_and_function_words_part_phrases() -> None:
    """Words on two sides of a comma or an "of" are no phrase."""
    assert "kite-string" not in found(*["Kite, string", "Kite of string", "A kite: string"] * 2, *OTHERS)


def test_facet_alias_and_wider_tag_are_proposed() -> None:
    """The last word tells the facet, a short form in brackets is an alias, and what ends the phrase is wider."""
    abstract = "We use the invented drift filter (IDF) and the drift filter."
    papers = [Paper(id=f"p{n}", title="", abstract=abstract if n < 5 else OTHERS[n]) for n in range(30)]
    result = {one.tag.id: one.tag for one in suggest.suggest(papers, (Tag(id="filters", label="drift filter"),))}
    assert result["invented-drift-filter"] == Tag(
        id="invented-drift-filter",
        label="invented drift filter",
        facet="method",
        aliases=("IDF",),
        broader=("filters",),
    )


def test_keywords_are_suggested_although_no_text_has_them() -> None:
    """What the authors call their paper counts by itself, from three papers on."""
    result = found("a", "b", "c", keywords=("Basket  Weaving",))
    assert result["basket-weaving"] == Suggestion(Tag(id="basket-weaving", label="Basket Weaving"), 3, 3)
    assert not found("a", "b", keywords=("Basket Weaving",))


def test_what_the_vocabulary_has_is_not_suggested() -> None:
    """Labels, aliases and ids are known, in any spelling."""
    words = (Tag(id="weaving", label="weaving of baskets", aliases=("basket weavings",)),)
    assert not found("a", "b", "c", keywords=("Basket weaving",), words=words)


TEXTS = st.lists(
    st.sampled_from(["kite", "string", "oven", "of", ".", "EKF", "(EKF)", "图像", "\x1f", "\u2028"]), max_size=9
)


@given(st.lists(st.tuples(TEXTS.map(" ".join), st.lists(TEXTS.map(" ".join), max_size=2)), max_size=9), st.randoms())
@settings(max_examples=60, deadline=None)
def test_suggestions_are_new_unique_and_in_any_order_the_same(records: list[Any], rng: Any) -> None:
    """No id twice, none that exists, labels of one line, wider tags that exist, whatever the order of the papers."""
    papers = [
        Paper(id=f"p{n}", title=text, abstract=text, keywords=tuple(words)) for n, (text, words) in enumerate(records)
    ]
    result = suggest.suggest(papers, vocabulary.builtin())
    ids = [one.tag.id for one in result]
    known = {tag.id for tag in vocabulary.builtin()}
    assert len(ids) == len(set(ids))
    assert not known & set(ids)
    assert all(one.tag.id and one.tag.label.isprintable() for one in result)
    assert all({*one.tag.broader} <= known | {*ids} - {one.tag.id} for one in result)
    rng.shuffle(papers)
    assert suggest.suggest(papers, vocabulary.builtin()) == result
