"""The budget counts what lies there."""

import json
from pathlib import Path

import pytest

from papercat.cli import main


def test_every_byte_is_counted_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Kinds add up to the whole, papers are told from lists, and papers that fit follow from the bytes of one."""
    assert main(["new", str(tmp_path / "a")]) == 0
    capsys.readouterr()
    assert main(["budget", "--root", str(tmp_path / "a")]) == 1
    assert "papercat build" in capsys.readouterr().err
    for name, size in {
        "papers/index.html": 10,
        "papers/page-2/index.html": 10,
        "papers/x/index.html": 40,
        "papers/y/index.html": 40,
        "search/root.bin": 100,
        "assets/theme.css": 1000,
        "index.html": 0,
    }.items():
        file = tmp_path / "a/site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x" * size)
    assert main(["budget", "--root", str(tmp_path / "a"), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["papers"], report["files"], report["size"]) == (2, 7, 1200)
    assert report["kinds"] == {"theme": [1, 1000], "papers": [4, 100], "search": [1, 100], "other": [1, 0]}
    assert report["fit"] == (10**9 - 1000) * 2 // 200
    assert main(["budget", "--root", str(tmp_path / "a")]) == 0
    assert "about 9,999,990 papers like these" in capsys.readouterr().out


def test_what_saves_most_stands_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Advice is ordered by what it saves, not by what lies there; a kind without files gets none."""
    assert main(["new", str(tmp_path / "a")]) == 0
    for name, size in {
        "papers/x/index.html": 50_000_000,
        "catalogue/x.jsonl": 20_000_000,
        "names/x/index.html": 1,
    }.items():
        file = tmp_path / "a/site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as sparse:
            sparse.truncate(size)
    capsys.readouterr()
    assert main(["budget", "--root", str(tmp_path / "a"), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    # a new catalogue leaves its records out already
    assert [line.split(":")[0] for line in report["advice"]] == [
        "extra.papercat.downloads",
        "extra.papercat.related",
        "extra.papercat.name_page_from",
    ]
    assert report["minutes"] == 0.7
