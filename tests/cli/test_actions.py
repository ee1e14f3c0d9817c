"""What the commands say in a workflow of GitHub, which shows some lines on the page of a run and obeys others."""

from pathlib import Path

import pytest

from papercat.cli import main
from papercat.errors import Fault

RECORD = '{"id":"a-paper","title":"A Fabricated Paper","date":"2026"}\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a new catalogue with one fabricated paper."""
    folder = tmp_path / "papers"
    assert main(["new", str(folder)]) == 0
    (folder / "docs/catalogue/2026.jsonl").write_text(RECORD, encoding="utf-8")
    return folder


def test_what_is_wrong_is_shown_on_the_page_of_the_run(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A record that cannot be read and a file that stops the build are annotations; elsewhere they are plain lines."""
    (root / "docs/catalogue/2025.jsonl").write_text('{"id":"x","tilte":"100%"}\n', encoding="utf-8")
    for place, mark in (("", ""), ("true", "::warning::")):
        monkeypatch.setenv("GITHUB_ACTIONS", place)
        assert main(["generate", "--root", str(root)]) == 0
        assert f"\n{mark}docs/catalogue/2025.jsonl:1: no record" in "\n" + capsys.readouterr().err
    assert main(["fetch", "--root", str(root)]) == 1
    assert capsys.readouterr().err.startswith("::notice::papercat: no source is configured")
    (root / "docs/catalogue/corrections.yml").write_text("a: [", encoding="utf-8")
    assert main(["generate", "--root", str(root)]) == 2
    assert capsys.readouterr().err.startswith("::error::papercat: corrections.yml:1: no YAML")


def test_a_stranger_cannot_begin_a_line(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What begins a line of the log may be a command: a correction's value and a fault are one line."""
    issue = "### Which paper?\na-paper\n### Which field?\nabstract\n### What should it say?\nOne.\n::add-mask::a\n"
    (tmp_path / "issue.md").write_text(issue, encoding="utf-8")
    capsys.readouterr()
    assert main(["correct", str(tmp_path / "issue.md"), "--root", str(root)]) == 0
    assert capsys.readouterr().out == "a-paper: abstract: One. ::add-mask::a\n"
    assert str(Fault(file="x", line=1, reason="bad\n::add-mask::a")) == "x:1: bad ::add-mask::a"


def test_a_page_that_git_leaves_out_is_told_of(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A start page of one's own works here, and is missing where it is published, unless it is added by force."""
    (root / "docs/index.md").write_text("# Mine\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["generate", "--root", str(root)]) == 0
    said = capsys.readouterr().out
    assert "docs/index.md: kept as a person wrote it; delete it to have it made again; .gitignore names it" in said
    assert "`git add --force docs/index.md`" in said
    (root / ".gitignore").unlink()
    assert main(["generate", "--root", str(root)]) == 0
    assert ".gitignore" not in capsys.readouterr().out
