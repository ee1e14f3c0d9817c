"""Formulas become MathML of known elements only, and stay LaTeX where they are not understood."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from fabricated import HOSTILE
from papercat.outputs import mathml

CASES = {
    "x^2": "<msup><mi>x</mi><mn>2</mn></msup>",
    r"\mathbb{R}^{d\times k}": "<msup><mi>\u211d</mi><mrow><mi>d</mi><mo>\xd7</mo><mi>k</mi></mrow></msup>",
    r"\bm{x}": "<mi>\N{MATHEMATICAL BOLD ITALIC SMALL X}</mi>",
    r"\mathscr{L}": "<mi>\N{SCRIPT CAPITAL L}</mi>",
    r"\mathrm{Softmax}": "<mrow><mi>Softmax</mi></mrow>",
    r"\eps": "<mi>ϵ</mi>",
    r"\text{a < b}": "<mtext>a&#xa0;&lt;&#xa0;b</mtext>",
    r"\href{javascript:alert(1)}{x}": "<mi>x</mi>",
    r"\style{color:red}{x}": "<mi>x</mi>",
    r"\class{a}{x}": "<mi>x</mi>",
    r"\color{red}{x}": "<mstyle><mi>x</mi></mstyle>",
    r"\unicode{x3c}": "<mi>&lt;</mi>",
    "&#x3c;": None,
    r"\foo x": None,
    r"\left( x": None,
    "{" * 300 + "x" + "}" * 300: "<mi>x</mi>",
    "x" * 100: None,
    "": None,
}
NEVER = st.text(st.sampled_from("{}\\^_&$<>\"'()[] xy1=+-.,%#~`*|"), max_size=60)
MACROS = st.lists(
    st.sampled_from(
        [r"\text{", r"\href{", r"\frac{", r"\begin{matrix}", r"\mathbb{", "}", "&", "^", "_", "x", "<", r"\\"]
    )
)


@pytest.mark.parametrize("latex", CASES)
def test_a_formula_is_typeset_or_left(latex: str) -> None:
    """Letters are those of their alphabet, words are upright, nothing but known elements is there."""
    made = mathml.typeset(latex)
    if latex.startswith(("{{", "&")):
        assert made is None or made.startswith("<math>")
    else:
        assert made == (None if CASES[latex] is None else f"<math>{CASES[latex]}</math>")


def test_formulas_are_told_from_prices() -> None:
    """Dollars of money, and dollars alone, are text."""
    text = "Costs $5 and $10 for $n$ runs, a $100 million model of US$ makers, \\(k\\)-means and $$m$$, or 3$."
    assert [text[one.start : one.end] for one in mathml.formulas(text)] == ["$n$", "\\(k\\)", "$$m$$"]


def test_a_title_keeps_its_words() -> None:
    """What is around a formula is escaped as ever; a title without one is as before."""
    assert mathml.prose("An *x* $k$-NN <b>") == "An &#x2a;x&#x2a; <math><mi>k</mi></math>-NN &lt;b&gt;"
    assert mathml.prose("- An *x* <b>") == "&#x2d; An &#x2a;x&#x2a; &lt;b&gt;"


@given(st.one_of(NEVER, MACROS.map("".join), st.text(max_size=40), st.sampled_from(HOSTILE)))
def test_nothing_of_a_formula_leaves_its_place(latex: str) -> None:
    """Whatever is between the dollars: known elements and attributes, text that Markdown leaves alone, or no MathML."""
    made = mathml.typeset(latex)
    if made is None:
        return
    root = etree.fromstring(made)
    for element in root.iter():
        assert element.tag == "math" or element.tag in mathml.ELEMENTS
        assert set(element.attrib) <= {*mathml.ATTRIBUTES, "mathvariant"}
    assert not re.search(r"[*_`\\\[\]{}\n]", made)
