"""A paper that gets another id, joins another or leaves: its old address leads on, and nothing is lost."""

import json
from pathlib import Path

import pytest
import yaml

from papercat import site, store
from papercat.cli import main
from papercat.records import Author, Paper, Source

# fabricated
ONE = {
    "id": "ice-one",
    "title": "On Fabricated Ice",
    "abstract": "We fabricate ice.",
    "authors": [{"name": "Ada Example"}],
    "date": "2024",
}
TWO = {
    "id": "ice-two",
    "title": "Fabricated Ice, Extended",
    "abstract": "We fabricate more ice.",
    "date": "2025",
    "sources": [{"name": "x.bib", "key": "two", "read": "2026-01-01"}],
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a new catalogue of two fabricated papers."""
    folder = tmp_path / "papers"
    assert main(["new", str(folder)]) == 0
    for record in (ONE, TWO):
        (folder / f"docs/catalogue/{record['date']}.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    return folder


def _move(root: Path, *words: str) -> int:
    return main(["move", "--root", str(root), *words])


def test_a_renamed_paper_leaves_a_page_that_leads_on(root: Path) -> None:
    """The old address refreshes to the new one, under the theme and as plain Markdown; corrections go along."""
    file = root / "docs/catalogue/corrections.yml"
    file.write_text("ice-one:\n  venue: Fabrica\n", encoding="utf-8")
    assert _move(root, "ice-one", "ice") == 0
    assert main(["build", "--root", str(root)]) == 0
    text = (root / "site/papers/ice-one/index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../ice/">' in text.partition("</head>")[0]
    assert '<a href="../ice/">On Fabricated Ice</a>' in text
    assert "[On Fabricated Ice](ice.md)" in (root / "docs/papers/ice-one.md").read_text(encoding="utf-8")
    stored = store.load(root / "docs/catalogue")
    assert stored.corrections["ice"].fields == {"venue": "Fabrica"}
    assert not stored.faults


def test_moves_follow_one_another(root: Path) -> None:
    """Renamed twice and joined at last, every old address leads to the paper; a circle comes to an end."""
    assert _move(root, "ice-one", "ice") == 0
    assert _move(root, "ice", "ice-two") == 0
    stored = store.load(root / "docs/catalogue")
    assert stored.moved == {"ice-one": "ice-two", "ice": "ice-two"}
    (paper,) = stored.papers
    assert (paper.id, paper.date, paper.authors) == ("ice-two", "2025", (Author("Ada Example"),))
    assert paper.extra["also"] == {
        "abstract": ["We fabricate ice."],
        "date": ["2024"],
        "title": ["On Fabricated Ice"],
    }
    assert _move(root, "ice-two", "ice-one") == 0
    assert store.load(root / "docs/catalogue").moved == {"ice": "ice-one", "ice-two": "ice-one"}


def test_a_joined_paper_stays_joined_and_its_old_id_is_nobody_elses(root: Path) -> None:
    """What comes again is found by the title it had; another paper of the old title gets another id."""
    assert _move(root, "ice-two", "ice-one") == 0
    folder = root / "docs/catalogue"
    again = Paper(id="", title=str(TWO["title"]), abstract=str(TWO["abstract"]), sources=(Source("x.bib", "two"),))
    assert store.update(folder, [again], {}, "2026-02-02").same == ("ice-one",)
    other = Paper(id="", title="Ice two", abstract="About skating, fabricated.", sources=(Source("y.bib", "9"),))
    assert store.update(folder, [other], {}, "2026-02-02").added != ("ice-two",)


def test_a_paper_that_was_taken_out_says_so(root: Path) -> None:
    """Its address stays, with a word and a link to the others."""
    assert _move(root, "ice-one", "--gone") == 0
    assert main(["build", "--root", str(root)]) == 0
    assert "no longer in the catalogue" in (root / "site/papers/ice-one/index.html").read_text(encoding="utf-8")


def test_what_a_hand_wrote_of_an_id_gives_way(root: Path) -> None:
    """A line for the same id, quoted or not, is replaced; comments and other lines stay."""
    file = root / "docs/catalogue/moved.yml"
    file.write_text('# mine\n"ice-one" : ice-two\nother: ice-two # why\n', encoding="utf-8")
    assert _move(root, "ice-one", "--gone") == 0
    assert file.read_text(encoding="utf-8") == "# mine\nother: ice-two # why\nice-one:\n"
    assert store.load(root / "docs/catalogue").moved == {"ice-one": "", "other": "ice-two"}


def test_a_paper_that_vanishes_without_a_word_is_a_finding(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A record deleted by hand is noticed where its page was made."""
    assert main(["generate", "--root", str(root)]) == 0
    (root / "docs/catalogue/2024.jsonl").unlink()
    assert main(["check", "--root", str(root)]) == 0
    assert "moved.yml: the paper 'ice-one' is gone" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["ice-oen", "x"], "did you mean 'ice-one'?"),
        (["ice-one"], "name the new id"),
        (["ice-one", "x", "--gone"], "name the new id"),
        (["ice-one", "../../x"], "did you mean 'x'?"),
        (["ice-one", "ice-one"], "is its id already"),
    ],
)
def test_mistakes_are_explained(root: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written where the words make no sense."""
    before = {file: file.read_bytes() for file in (root / "docs").rglob("*") if file.is_file()}
    assert _move(root, *words) == 2
    assert told in capsys.readouterr().err
    assert {file: file.read_bytes() for file in (root / "docs").rglob("*") if file.is_file()} == before


def test_a_line_that_leads_nowhere_is_a_fault(root: Path) -> None:
    """A hand-written line with a slip is told; the page says that the paper is gone."""
    (root / "docs/catalogue/moved.yml").write_text("old: no-such-paper\na: b\nb: a\n", encoding="utf-8")
    stored = store.load(site.read(root / "mkdocs.yml").catalogue)
    assert stored.moved == {"old": "", "a": "", "b": ""}
    assert "no paper with the id 'no-such-paper'" in str(stored.faults[0])
    assert yaml.safe_load((root / "docs/catalogue/moved.yml").read_text())["a"] == "b"


def test_a_record_that_cannot_be_read_is_not_called_gone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Repaired, it has its page again; a line in `moved.yml` would be wrong."""
    assert main(["generate", "--root", str(root)]) == 0
    file = root / "docs/catalogue/2024.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace('"title"', '"tilte"'), encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "--root", str(root)]) == 0
    said = capsys.readouterr().out
    assert "2024.jsonl:1: no record" in said
    assert "leads nowhere" not in said


def test_a_build_names_papers_whose_pages_it_takes_away(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of records that is lost takes its pages along; a paper that moved or was taken out leaves one behind."""
    assert main(["generate", "--root", str(root)]) == 0
    (root / "docs/catalogue/2024.jsonl").unlink()
    capsys.readouterr()
    assert main(["generate", "--root", str(root)]) == 0
    assert "1 paper that had a page is gone: ice-one; docs/catalogue/moved.yml" in capsys.readouterr().err
    assert _move(root, "ice-two", "ice") == 0
    capsys.readouterr()
    assert main(["generate", "--root", str(root)]) == 0
    assert capsys.readouterr().err == ""
