"""Damaged files: whatever is cut, repeated or exchanged in a good file, reading ends with papers and faults."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat import readers
from papercat.records import as_lines, from_line, is_safe

CASES = Path(__file__).parent / "cases"
FILES = {
    folder.name: next(file for file in sorted(folder.iterdir()) if "expected" not in file.name)
    for folder in sorted(CASES.iterdir())
    if folder.is_dir() and (folder.name in {form.name for form in readers.FORMATS})
}
JSON = sorted(name for name, file in FILES.items() if file.suffix == ".json")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("9" * 5000),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["value", "name"]), inner, max_size=2),
    max_leaves=4,
)


def _holds(data: bytes, form: str) -> None:
    """Read, and write what was read and read it again."""
    for paper in readers.read(data, "fabricated", format=form).papers:
        assert paper.title
        assert from_line(as_lines([paper])) == paper
        assert all(is_safe(link.url) for link in paper.links)


def test_every_format_has_a_case() -> None:
    """Nobody adds a reader without a fabricated file; `tsv` is a table like `csv`."""
    assert {form.name for form in readers.FORMATS} - set(FILES) == {"tsv"}


@pytest.mark.parametrize("form", FILES)
@settings(max_examples=8)
@given(st.data())
def test_a_damaged_file_never_raises(form: str, data: st.DataObject) -> None:
    """A good file, cut twice, with anything in the gap, in any order."""
    whole = FILES[form].read_bytes()
    one, two = sorted(data.draw(st.tuples(st.integers(0, len(whole)), st.integers(0, len(whole)))))
    between = data.draw(st.binary(max_size=20) | st.sampled_from([b"&x;", b"<", b"]]>", b"\n\\\\\n", b"\0", b"$"]))
    parts = data.draw(st.permutations([whole[:one], between, whole[two:]]))
    _holds(b"".join(parts), form)


@pytest.mark.parametrize("form", JSON)
@settings(max_examples=20)
@given(st.data())
def test_a_value_of_any_kind_in_any_place_never_raises(form: str, data: st.DataObject) -> None:
    """A service that changes its schema gives faults or poorer papers, no crash."""
    value = json.loads(FILES[form].read_text(encoding="utf-8"))
    inner = value
    for _ in range(data.draw(st.integers(0, 7))):
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner))) if isinstance(inner, list) else []
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        if not isinstance(inner[key], dict | list) or not inner[key] or data.draw(st.booleans()):
            inner[key] = data.draw(VALUES)
            break
        inner = inner[key]
    _holds(json.dumps(value).encode(), form)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    """A billion laughs and a file of the reader's machine stay what they are: nothing."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    head = f'<!DOCTYPE feed [<!ENTITY l0 "ha">{laughs}<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    body = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A &l11;&s; fabrication</title></entry></feed>'
    reading = readers.read((head + body).encode(), "fabricated.atom", format="arxiv")
    assert reading.faults
    assert "secret" not in str(reading)
    assert len(str(reading)) < 10_000


def test_a_declared_encoding_is_that_of_the_file() -> None:
    """A feed in Latin 1 that says so is read as what it says, not twice over."""
    text = (
        '<?xml version="1.0" encoding="iso-8859-1"?><feed xmlns="http://www.w3.org/2005/Atom">'
        "<entry><title>Erfundene Übersicht</title></entry></feed>"
    )
    for encoding in ("iso-8859-1", "utf-8"):
        (paper,) = readers.read(text.encode(encoding), "fabricated.atom").papers
        assert paper.title == "Erfundene Übersicht"
