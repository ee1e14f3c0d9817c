"""BibTeX: what stands elsewhere is put together as BibTeX does it, and no notes come in; all data are fabricated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat import readers
from papercat.readers.bibtex_entries import entries
from papercat.readers.latex import unicode

STRINGS = {"rev": "The Fabricated Review", "soc": "Society {of} Lies", "x": "a # b"}
WRITTEN = {
    **STRINGS,
    "Rev": STRINGS["rev"],
    '" (Supplement)"': " (Supplement)",
    "{ C# and {Braces}, }": " C# and {Braces}, ",
    '"a {"}quote{"} #"': 'a {"}quote{"} #',
    "2019": "2019",
    "unknown": "unknown",
}


@given(st.lists(st.sampled_from([*WRITTEN]), min_size=1, max_size=4), st.sampled_from([" # ", "#", "\n  # "]))
def test_values_are_put_together(pieces: list[str], sign: str) -> None:
    """Abbreviations in any case, texts in braces or quotation marks, and numbers, in any order."""
    head = "".join(f"@string{{{name} = {{{text}}}}}\n" for name, text in STRINGS.items())
    (entry,) = entries(f"{head}@article{{one, title = {{T}}, journal = {sign.join(pieces)}, year = 2019}}\n")
    assert entry.fields["journal"] == "".join(WRITTEN[piece] for piece in pieces)
    assert entry.fields["year"] == "2019"


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=6))
def test_entries_that_refer_to_one_another_are_read(told: list[tuple[str, str, str]]) -> None:
    """In circles, to themselves, to nothing."""
    source = "".join(f"@misc{{{a}, title = {{T}}, crossref = {{{b}}}, xdata = {{{c}, {b}}}}}\n" for a, b, c in told)
    assert len(entries(source)) == len(told)


def test_a_second_entry_of_a_key_has_its_abbreviations_spelled_out() -> None:
    """It is read all the same, and as well."""
    source = '@string{soc = {Made-Up Society}}\n@misc{a, title={One}}\n@misc{a, title={Two}, journal=soc # " B"}'
    assert entries(source)[1].fields["journal"] == "Made-Up Society B"


@pytest.mark.parametrize("form", ["comment", "Comment-ann", "readstatus", "BDSK-File-9", "__markedentry", "date-added"])
def test_notes_stay_with_their_owner(form: str) -> None:
    """No record and no fault has them, unless the settings say so."""
    noted = f"title={{Two}},\n  {form} = {{SECRET {{and}}\n more}}"
    source = f"@misc{{a, title={{One}}}}\n@misc{{a,\n  {noted}}}\n@misc{{b, {form} = {{SECRET"
    reading = readers.read(source.encode(), "fabricated.bib", format="bibtex")
    assert len(reading.papers) == 2
    assert "SECRET" not in str(reading)
    kept = readers.read(source.encode(), "fabricated.bib", format="bibtex", fields={form.lower(): "extra"})
    assert "SECRET" in str(kept.papers)


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("date={2018-11/2018-12}", "2018-11"),
        ("date={2018-11-03/}", "2018-11-03"),
        ("year={[1987]}", "1987"),
        ("year={c. 1996}, month=mar", "1996-03"),
        ("date={1987~}", "1987"),
        ("year={in press}", ""),
        ("year={12345}", ""),
    ],
)
def test_a_date_that_is_not_sure_is_a_date(said: str, date: str) -> None:
    """Ranges begin somewhere, and a year in brackets is a year."""
    (paper,) = readers.read(f"@misc{{a, title={{One}}, {said}}}".encode(), "fabricated.bib", format="bibtex").papers
    assert paper.date == date


def test_what_stands_below_a_title_is_no_part_of_it() -> None:
    """Thanks and footnotes, with braces in them."""
    assert unicode(r"Ice\thanks{By {\bf us}, \emph{all}.} in spring\footnotemark{}") == "Ice in spring"


def test_prices_are_prose_and_formulas_stay() -> None:
    """A dollar before a digit that begins no formula is money, whatever stands behind it; formulas may break a line."""
    assert unicode("For $5 and 10\\% more: {CO}$_{2}$ of $2\n x$") == "For $5 and 10% more: CO$_{2}$ of $2\n x$"
    assert unicode(r"\emph{$10} or $\alpha$ and $3\times 4$") == r"$10 or $\alpha$ and $3\times 4$"
