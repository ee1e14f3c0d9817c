"""What does not fit is told in words. The papers are fabricated."""

from pathlib import Path

import pytest

from papercat import store

RECORD = '{"id":"ice","title":"Ice",%s}\n'


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            '"status":"pubished"',
            "none of preprint, published, withdrawn, retracted; did you mean 'published'? - at `$.status`",
        ),
        ('"links":[{"url":"https://x.example/","kind":"codes"}]', "did you mean 'code'? - at `$.links[0].kind`"),
        ('"authors":"Ann Lee"', "no record: expected a list, found text - at `$.authors`"),
        ('"keywords":["ice"', "no record: the line breaks off"),
        ("'keywords'", "no record: not JSON: "),
    ],
)
def test_a_record_that_does_not_fit(written: str, told: str, tmp_path: Path) -> None:
    """The value, what was expected, the place, and a guess where there is one."""
    line = RECORD % written
    (tmp_path / "undated.jsonl").write_text(line.replace('"ice"}', '"ice"'), encoding="utf-8")
    (fault,) = store.load(tmp_path).faults
    assert told in str(fault)


def test_a_record_without_a_title(tmp_path: Path) -> None:
    """The field that is missing, and the one that may be meant for it."""
    (tmp_path / "undated.jsonl").write_text('{"id":"ice","tilte":"Ice"}\n', encoding="utf-8")
    (fault,) = store.load(tmp_path).faults
    assert "the field 'title' is missing - at `$`; found 'tilte': did you mean 'title'?" in str(fault)


def test_a_correction_that_does_not_fit(tmp_path: Path) -> None:
    """As in a record."""
    (tmp_path / "undated.jsonl").write_text('{"id":"ice","title":"Ice"}\n', encoding="utf-8")
    text = "ice:\n  status: retraced\n  authors: Ann Lee\n  date: soon\n"
    (tmp_path / store.CORRECTIONS).write_text(text, encoding="utf-8")
    said = list(map(str, store.load(tmp_path).faults))
    assert [line.removeprefix("corrections.yml:1: ice: ") for line in said] == [
        "status: 'retraced' is none of preprint, published, withdrawn, retracted; did you mean 'retracted'?",
        "authors: expected a list, found text",
        "date: 'soon' is no date; expected YYYY, YYYY-MM or YYYY-MM-DD",
    ]


def test_what_a_tag_was_is_an_id(tmp_path: Path) -> None:
    """A label in the place of an old id is told with the id that may be meant."""
    (tmp_path / store.VOCABULARY).write_text("cold:\n  was: [Cold Weather]\nwarm:\n  was: [hot]\n", encoding="utf-8")
    stored = store.load(tmp_path)
    assert str(stored.faults[0]) == (
        "vocabulary.yml:1: tag 'cold': was: 'Cold Weather' is no id; did you mean 'cold-weather'?"
    )
    assert [tag.was for tag in stored.vocabulary] == [("hot",)]
