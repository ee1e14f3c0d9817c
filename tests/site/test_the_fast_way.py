"""`papercat build` is `papercat generate && mkdocs build --strict`, only faster: byte for byte the same site."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from fabricated import HOSTILE, catalogue
from papercat.cli import main
from papercat.records import Paper

PROJECT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def _demo(root: Path) -> Path:
    """Copy the demo without anything generated."""
    shutil.copy(PROJECT / "mkdocs.yml", root / "mkdocs.yml")
    (root / "generator").symlink_to(PROJECT / "generator")
    (root / "docs").mkdir()
    for file in (PROJECT / "docs").glob("*.md"):
        if file.name != "index.md":
            shutil.copy(file, root / "docs")
    for folder in ("catalogue", "tour"):
        shutil.copytree(PROJECT / "docs" / folder, root / "docs" / folder)
    return root


def _tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _plainly(root: Path) -> dict[str, bytes]:
    """Return the site that MkDocs makes, with our plugin in it."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(root / "plain")]
    subprocess.run(command, cwd=root, check=True, capture_output=True, env=dict(os.environ))
    return _tree(root / "plain")


def _differ(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def test_the_demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The demo takes the fast way, and every file is as MkDocs makes it."""
    root = _demo(tmp_path)
    assert main(["build", "--root", str(root)]) == 0
    assert capsys.readouterr().err == ""
    assert _differ(_tree(root / "site"), _plainly(root)) == []


def _records(count: int) -> Iterable[Paper]:
    """Return real records where the environment names a file of them, else fabricated ones."""
    data = os.environ.get("PAPERCAT_RECORDS")
    if not data:
        return catalogue(count, bare=True).papers
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        real = [json.loads(line) for _, line in zip(range(count), lines, strict=False)]
    keys = ("title", "abstract", "venue", "keywords", "ids")
    return [
        *catalogue(30).papers,
        *(
            Paper(id=f"real-{number}", title=record["title"], abstract=record["abstract"] + HOSTILE[number % 10])
            for number, record in enumerate({key: record.get(key, "") for key in keys} for record in real)
        ),
    ]


@pytest.mark.slow
def test_thousands_of_papers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With 2,000 papers and hostile ones among them, too; PAPERCAT_RECORDS names a file of real ones."""
    root = tmp_path / "papers"
    assert main(["new", str(root)]) == 0
    lines = "".join(json.dumps(_line(paper)) + "\n" for paper in _records(2_000))
    (tmp_path / "records.jsonl").write_text(lines, encoding="utf-8")
    assert main(["add", str(tmp_path / "records.jsonl"), "--root", str(root)]) == 0
    capsys.readouterr()
    assert main(["build", "--root", str(root), "--jobs", "2"]) == 0
    assert capsys.readouterr().err == ""
    assert _differ(_tree(root / "site"), _plainly(root)) == []


def _line(paper: Paper) -> dict[str, str]:
    return {"title": paper.title, "abstract": paper.abstract, "venue": paper.venue, "date": paper.date}
