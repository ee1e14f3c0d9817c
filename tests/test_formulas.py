"""One answer to what a formula is; all texts are fabricated."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat import formulas, pages
from papercat.catalogue import Catalogue
from papercat.enrich import words
from papercat.outputs import feeds, mathml, tex
from papercat.records import Paper
from papercat.search import cards, fields, text
from papercat.search.words import english
from papercat.settings import Settings

FOUND = {
    "CO$_2$ and Fe$_2$O$_3$": ["$_2$", "$_2$", "$_3$"],
    r"5$\mu$m at 10$^{-3}$ of $^{13}$C": [r"$\mu$", "$^{-3}$", "$^{13}$"],
    "H$_{2}$O in x$^2$ for $5 and $10 more": ["$_{2}$", "$^2$"],
    r"\ce{H2O2}, $\ce{CO2}$, \(k\), $$m$$": [r"\ce{H2O2}", r"$\ce{CO2}$", r"\(k\)", "$$m$$"],
    "of$l$ things": ["$l$"],
    "between $5 and $10": [],
    "US$5-$10, $3/$4, HK$5 or US$6, $5k-$10k, A$5 or B$6": [],
    "a $100 million$ price, \\$5 and \\$6": [],
}


@pytest.mark.parametrize("text_", FOUND)
def test_formulas_are_found_and_prices_are_not(text_: str) -> None:
    """Within words, behind prices, in chemistry."""
    assert [text_[one.start : one.end] for one in formulas.find(text_)] == FOUND[text_]


SEEN = {
    "CO$_2$, Fe$_2$O$_3$, H$_{2}$O": ("CO₂, Fe₂O₃, H₂O", "co2 fe2o3 h2o"),
    r"5$\mu$m and 10$^{-3}$ of $\beta$-catenin": (
        "5μm and 10⁻³ of β-catenin",
        "5μm and 10\N{MINUS SIGN}3 of β catenin",
    ),
    r"\ce{H2O2} in $O(n\log n)$": ("H₂O₂ in O(n log n)", "h2o2 in o(n log n"),
    "for $5 and $10": ("for $5 and $10", "for 5 and 10"),
}


@pytest.mark.parametrize("written", SEEN)
def test_what_a_reader_sees_is_searched_and_shown_by_the_search(written: str) -> None:
    """Its words, and the titles of its cards."""
    shown, said = SEEN[written]
    assert formulas.spoken(written) == shown
    assert " ".join(map(text.trim, text.tokens(shown))) == said
    papers = Catalogue(papers=(Paper(id="one", title=written),))
    documents = list(fields.documents(papers))
    assert set(text.tokens(shown)) - {"in", "of", "for", "and"} <= set(english(documents).tokens)
    assert (
        shown
        in b"".join(
            piece for _, streams in cards.files(documents, np.zeros(1, np.int64), 1) for piece in streams
        ).decode()
    )


def test_a_formula_within_a_word_is_part_of_the_word() -> None:
    """Pieces like "CO" and "Fe" tell nothing of what two papers share; letters of other formulas stay apart."""
    assert words.tokens("CO$_2$ of Fe$_2$O$_3$ and $x_i$") == ["CO2", "of", "Fe2O3", "and", "x", "i"]


@pytest.mark.parametrize("written", ["Fe$_2$O$_3$", r"5$\mu$m", "10$^{-3}$", "H$_{2}$O and $x^2$"])
def test_bibliographies_and_pages_agree(written: str) -> None:
    """What BibTeX keeps as mathematics the page typesets."""
    assert tex.escape(written) == written
    assert mathml.prose(written).count("<math>") == written.count("$") // 2


@given(st.text(st.sampled_from("ab5 $_^{}\\(),.\n"), max_size=40))
def test_formulas_stand_one_behind_the_other(source: str) -> None:
    """Whatever the text; what is between them stays."""
    found = list(formulas.find(source))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(source[one.start] in "$\\" for one in found)
    if not found:
        assert formulas.spoken(source) == source


def test_no_dollar_is_left_where_nothing_typesets() -> None:
    """The tab of the browser, what a shared link shows, feeds and letters have plain text."""
    paper = Paper(id="one", title="CO$_2$ in $n$ runs", abstract="H$_{2}$O for $5.", date="2024-01-02")
    made = {page.path: str(page.content) for page in pages.pages(Catalogue(papers=(paper,)), Settings())}
    page = made["papers/one.md"]
    assert re.search(r"^title: .?CO₂ in n runs", page, re.MULTILINE)
    assert re.search(r"^description: .?H₂O for \$5", page, re.MULTILINE)
    assert "CO₂ in $n$ runs" in page
    entry = feeds.entry(paper, (), "https://example.org/")
    assert "CO₂ in n runs" in entry.atom
    assert "H₂O for $5." in entry.atom
