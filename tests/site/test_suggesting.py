"""Suggestions as YAML: what is printed can be pasted, and what is written harms nothing. All is fabricated."""

import json
from pathlib import Path

import pytest

from papercat.cli import main
from papercat.enrich.suggest import Suggestion
from papercat.insight import Tag
from papercat.site import as_yaml
from papercat.store.people import vocabulary_from

HOSTILE = "a: \"b\" #c \\ {d} é图 'e' - [f]"


@pytest.fixture
def vocabulary(tmp_path: Path) -> Path:
    """Return the vocabulary of a catalogue whose papers share two keywords."""
    assert main(["new", str(tmp_path)]) == 0
    records = [{"id": f"p{n}", "title": "t", "keywords": ["basket weaving", HOSTILE]} for n in range(3)]
    text = "".join(json.dumps(record) + "\n" for record in records)
    (tmp_path / "docs/catalogue/undated.jsonl").write_text(text, encoding="utf-8")
    return tmp_path / "docs/catalogue/vocabulary.yml"


def run(vocabulary: Path, *options: str) -> int:
    return main(["vocabulary", "suggest", "--root", str(vocabulary.parents[2]), *options])


def test_what_is_printed_can_be_read_as_it_was_meant() -> None:
    """Any label, alias and wider tag survives the way through YAML."""
    tags = [
        Tag(id="a", label=HOSTILE, facet="method", aliases=(HOSTILE, "b"), broader=("true",)),
        Tag(id="true", label="on"),
        Tag(id="1", label="0x1"),
    ]
    text = as_yaml(Suggestion(tag, 3, number) for number, tag in enumerate(tags))
    assert vocabulary_from(text.encode(), "vocabulary.yml") == (tuple(tags), ())


def test_nothing_is_written_unless_asked(vocabulary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints; the file stays."""
    before = vocabulary.read_bytes()
    capsys.readouterr()
    assert run(vocabulary) == 0
    printed = capsys.readouterr().out
    assert {tag.label for tag in vocabulary_from(printed.encode(), "")[0]} == {"basket weaving", HOSTILE}
    assert vocabulary.read_bytes() == before
    assert run(vocabulary, "--json", "--most", "1") == 0
    (tag,) = json.loads(capsys.readouterr().out)["tags"]
    assert tag["papers"] == tag["keywords"] == 3


@pytest.mark.parametrize("mine", ["", "# mine\nkites: {label: Kites}", "basket-weaving:\n  facet: domain\n"])
def test_writing_appends_what_is_new(vocabulary: Path, mine: str) -> None:
    """What a person wrote stays to the letter, suggestions stand below, and a second time adds nothing."""
    vocabulary.write_text(mine, encoding="utf-8")
    assert run(vocabulary, "--write") == 0
    after = vocabulary.read_text(encoding="utf-8")
    assert after.startswith(mine)
    tags, faults = vocabulary_from(after.encode(), "")
    assert not faults
    assert {tag.id: tag.facet for tag in tags}["basket-weaving"] == ("domain" if "domain" in mine else "topic")
    assert run(vocabulary, "--write") == 1
    assert vocabulary.read_text(encoding="utf-8") == after


def test_a_file_that_cannot_take_entries_stays(vocabulary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A list of tags and broken YAML are refused with the reason."""
    for mine in ("- id: kites\n", "kites: [\n"):
        vocabulary.write_text(mine, encoding="utf-8")
        assert run(vocabulary, "--write") == 2
        assert "paste them by hand" in capsys.readouterr().err
        assert vocabulary.read_text(encoding="utf-8") == mine
