"""Structured abstracts, as journals of medicine have them: each part is a paragraph. All texts are fabricated."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.pages.abstracts import linked


@pytest.mark.parametrize(
    "parts",
    [
        ("Background: Nothing was known.", "Materials and methods: Mice.", "CONCLUSIONS: None."),
        ("IMPORTANCE Little is known.", "DESIGN, SETTING, AND PARTICIPANTS A trial.", "RESULTS None."),
        ("目的\uff1a研究虚构。", "方法\uff1a虚构的方法。", "结论\uff1a有效。"),
        ("【目的】研究。", "【方法】虚构。", "【结果】好。"),
        ("Results are good. Methods vary. Background noise: see below.",),
        ("We show two methods: one and two. Results: good.",),
        ("Objectives To test. Methods We test.",),
        ("Already apart.", "As the source has it."),
    ],
)
def test_parts_are_paragraphs(parts: tuple[str, ...]) -> None:
    """Labels at the beginning of sentences part the text; words inside of one, or one label alone, part nothing."""
    whole = parts[0] == "Already apart."
    text = ("\n\n" if whole else "" if parts[0][0] in "目【" else " ").join(parts)
    assert html.unescape(linked(text, (), ())).split("\n\n") == list(parts)


@given(
    st.lists(
        st.sampled_from(["Results: ", "METHODS ", "We do. ", "A", ": ", ". ", "\n", "【结果】", "目的\uff1a"]),
        max_size=12,
    )
)
def test_nothing_of_a_text_is_lost(pieces: list[str]) -> None:
    """Breaks stand between words, and there is no empty paragraph."""
    text = "".join(pieces)
    made = linked(text, (), ())
    assert "".join(html.unescape(made).split()) == "".join(text.split())
    assert "\n\n\n" not in made
