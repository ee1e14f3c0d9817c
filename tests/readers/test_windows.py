# ruff: noqa: RUF001 - letters that look alike are what this is about
"""Windows-1252, which spreadsheets write: read where it makes sense, never where it may be another encoding."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from papercat import readers
from papercat.readers import windows
from papercat.readers.decoding import decode

TABLE = "title,authors,abstract\nCafé semantics,Zoë Müller; Tomáš Rañó,“We use – 5 µm² dashes” à la carte…\n"
FOREIGN = {
    "cp1250": "Zażółć gęślą jaźń,Łukasz Święty\n",
    "iso-8859-2": "Zażółć gęślą jaźń,Łukasz Święty\n",
    "cp1251": "Вымышленная статья,Лев Выдуманный\n",
    "cp1253": "Η δομή του κόσμου,Νίκος Παπαδόπουλος\n",
    "cp1254": "Uydurma bir çalışma,İbrahim Şahin Özgür\n",
    "gbk": "虚构的论文,王小明\n",
    "shift_jis": "架空の論文,山田太郎\n",
    "mac_roman": "Café semantics,Anna Müller\n",
}
WORD = st.from_regex(r"[A-Z]?[a-z]{1,4}([àâäåçèéêëíîïñóôöøúûüß][a-z]{1,4}){1,2}", fullmatch=True)


def test_a_table_of_windows_is_read_as_it_was_typed() -> None:
    """Names, quotes and dashes come in whole, and one line says how they were read."""
    reading = readers.read(TABLE.encode("cp1252"), "fabricated.csv")
    assert reading.papers == readers.read(TABLE.encode(), "fabricated.csv").papers
    (fault,) = reading.faults
    assert str(fault) == (
        "fabricated.csv:2: no UTF-8 from here, read as Windows-1252; save the file as UTF-8 if its accents are wrong"
    )


@given(st.lists(WORD, min_size=1, max_size=8))
def test_words_with_accents_come_back(words: list[str]) -> None:
    """Whatever the words, letters with accents among plain ones are what they were."""
    text = " ".join(words)
    assert windows.decoded(text.encode("cp1252")) == text


@pytest.mark.parametrize("encoding", FOREIGN)
def test_another_encoding_is_not_guessed(encoding: str) -> None:
    """What may be Polish, Russian, Greek, Turkish, Chinese or a Macintosh's is shown as lost, and a line says so."""
    decoded = decode(f"title,authors\n{FOREIGN[encoding]}".encode(encoding), "fabricated.csv")
    assert "\ufffd" in decoded.text
    assert "cannot be told" in decoded.faults[0].guess


@given(st.text(st.characters(codec="utf-8")), WORD)
def test_utf_8_around_a_stray_word_stays(text: str, word: str) -> None:
    """A line of Windows-1252 in a file of UTF-8, as when somebody put two together, costs no other line."""
    assume("\r" not in text and "\x00" not in text)
    assert windows.decoded(f"{text}\n".encode() + word.encode("cp1252")) == f"{text}\n{word}"


def test_utf_16_of_a_spreadsheet_is_read() -> None:
    """What Excel calls Unicode text has columns between tabs."""
    text = TABLE.replace(",", "\t")
    for encoding in ("utf-16", "utf-16-be"):
        mark = "" if encoding == "utf-16" else "\ufeff"
        (paper,) = readers.read(f"{mark}{text}".encode(encoding), "fabricated.txt").papers
        assert paper.title == "Café semantics"
