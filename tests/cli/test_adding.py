"""Adding files: what goes in, what is told, and what stays."""

import json
import sys
from pathlib import Path

import pytest

from papercat.cli import main

# fabricated
RECORDS = [
    {"title": "FabriBERT: A Fabricated Study", "abstract": "We fabricate a model that nobody trained.", "year": 2024},
    {"title": "An Invented Survey of Nothing", "abstract": "This survey covers no paper.", "year": 2023},
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a new catalogue to which a file of two fabricated papers was added."""
    folder = tmp_path / "my-papers"
    assert main(["new", str(folder)]) == 0
    (tmp_path / "two.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    assert main(["add", "--root", str(folder), str(tmp_path / "two.jsonl")]) == 0
    return folder


def _ids(root: Path) -> list[str]:
    lines = [
        line for file in sorted((root / "docs/catalogue").glob("*.jsonl")) for line in file.read_text().splitlines()
    ]
    return sorted(json.loads(line)["id"] for line in lines)


def test_adding_again_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second time every paper is the same, and no byte of the catalogue changes, whatever the day."""
    before = {file: file.read_bytes() for file in (root / "docs").rglob("*") if file.is_file()}
    capsys.readouterr()
    assert main(["add", "--json", "--root", str(root), str(root.parent / "two.jsonl")]) == 0
    counts = json.loads(capsys.readouterr().out)["counts"]
    assert counts == {"added": 0, "updated": 0, "same": 2, "rejected": 0, "remarks": 0}
    assert {file: file.read_bytes() for file in (root / "docs").rglob("*") if file.is_file()} == before


def test_faults_are_told_line_by_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong field is named with file, line and a guess; the rest goes in; `--strict` makes it exit code 1."""
    file = root.parent / "typo.jsonl"
    file.write_text('{"titel": "A Typo", "abstract": "x"}\n{"title": "Right", "abstract": "y"}\n', encoding="utf-8")
    capsys.readouterr()
    assert main(["add", "--root", str(root), str(file)]) == 0
    out = capsys.readouterr().out
    assert "typo.jsonl:1: " in out
    assert "'title'" in out
    assert main(["add", "--strict", "--root", str(root), str(file)]) == 1
    assert "right" in _ids(root)


def test_nothing_but_rejected_records_is_no_success(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of which no record could be read is exit code 1: nothing of what was asked for was done."""
    (root.parent / "bad.jsonl").write_text('{"titel": "A Typo"}\n', encoding="utf-8")
    assert main(["add", "--root", str(root), str(root.parent / "bad.jsonl")]) == 1
    assert "0 added, 0 updated, 0 same, 1 rejected" in capsys.readouterr().out


def test_stdin_and_a_format_by_name(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`-` reads stdin, `--format` overrules the guess, and an unknown format gets a suggestion."""
    with (root.parent / "two.jsonl").open(encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdin", file)
        assert main(["add", "--root", str(root), "--format", "jsonl", "-"]) == 0
    assert main(["add", "--root", str(root), "--format", "jsnl", str(root.parent / "two.jsonl")]) == 2
    assert "did you mean 'jsonl'" in capsys.readouterr().err


def test_check_finds_what_is_thin(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A paper without an abstract is a finding; `--strict` makes it count."""
    chinese = "虚构的摘要说明虚构的方法。" * 6  # says as much as 200 characters of English
    records = [{"title": "Nothing To Say"}, {"title": "虚构", "abstract": chinese}]
    (root.parent / "thin.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in records), encoding="utf-8")
    main(["add", "--root", str(root), str(root.parent / "thin.jsonl")])
    capsys.readouterr()
    assert main(["check", "--root", str(root)]) == 0
    told = capsys.readouterr().out
    assert "'nothing-to-say' has no abstract" in told
    assert "'xu-gou'" not in told
    assert main(["check", "--strict", "--root", str(root)]) == 1


def test_a_record_cannot_steer_the_terminal(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters of a file are printed as escapes."""
    (root.parent / "evil.jsonl").write_text('{"titel": "x", "\\u001b[31m": 1}\n\x1b[2J\n', encoding="utf-8")
    capsys.readouterr()
    main(["add", "--root", str(root), str(root.parent / "evil.jsonl")])
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("open.bib", b"@article{one, title = {An Invented Entry}, year = 2020\n@article{two, title = {Another}}\n"),
        ("latin-2.csv", b"title,abstract\nInvented \xb3\xbf\xf1 Words,Fabricated \xb3\xbf\xf1\n"),
    ],
)
def test_what_is_read_all_the_same_is_a_remark(
    name: str, data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An entry that is not closed and letters that were lost are told of; the papers are there."""
    (tmp_path / name).write_bytes(data)
    assert main(["new", str(tmp_path / "papers")]) == 0
    assert main(["add", str(tmp_path / name), "--root", str(tmp_path / "papers")]) == 0
    assert capsys.readouterr().out.endswith("added, 0 updated, 0 same, 0 rejected, 1 remark\n")


def test_a_file_without_anything_in_it_leaves_nothing(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty file, or one that is no text, is told of once, and no page of the site speaks of it for ever."""
    (tmp_path / "slip.bib").write_bytes(b"")
    (tmp_path / "table.xlsx").write_bytes(b"PK\x03\x04" + bytes(40))
    capsys.readouterr()
    assert main(["add", str(tmp_path / "slip.bib"), str(tmp_path / "table.xlsx"), "--root", str(root)]) == 1
    said = capsys.readouterr().out
    assert "slip.bib: the file is empty" in said
    assert "table.xlsx: " in said
    assert not (root / "docs/catalogue/faults").exists()
