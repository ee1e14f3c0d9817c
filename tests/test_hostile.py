"""What bad input gets: a clear fault or a harmless page, never a crash, a lost neighbour or a broken site."""

import gzip
import json
import random
from pathlib import Path

import pytest

from fabricated import HOSTILE
from papercat import store
from papercat.cli import main
from papercat.records import Author, Link, Paper, Source

# fabricated
GOOD = {
    "id": "a-good-neighbour",
    "title": "A Good Neighbour",
    "abstract": "It must survive every test here.",
    "date": "2024",
}
TITLES = (
    *HOSTILE,
    "x" * 2_000,
    "word " * 400,
    "\U0001f600" * 50,
    "../../x",
    "..",
    "CON",
    "index",
    "page-2",
    "Same Title",
    "same title!",
    "{{ 7*7 }}",
    "\x00\x01\x1b[31m",
    "-->",
    "]]>",
    "a\u2028b",
    "$x^2$ and \\input{/etc/passwd}",
)
FILES = {
    "empty": b"",
    "spaces": b" \n\t\n",
    "binary": random.Random(1).randbytes(20_000),  # noqa: S311 - not for secrets
    "not-utf8": b"Caf\xe9 in Latin-1\n\n" + b"\xff\xfe" * 40,
    "nul": b"\0" * 5_000,
    "long-line": b"word " * 2_000_000,
    "half-record": b'{"title": "Cut off", "abstr',
    "half-gzip": gzip.compress(b'{"title": "x"}\n' * 1_000)[:40],
    "deep": b"[" * 100_000,
    "numbers": b"1\n2\n3\n",
    "a-script": b"<script>alert(1)</script>\n\n" * 20,
    "half-bibtex": b"@article{x, title = {never closed",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a catalogue with one good paper."""
    folder = tmp_path / "papers"
    assert main(["new", str(folder)]) == 0
    (folder / "docs/catalogue/2024.jsonl").write_text(json.dumps(GOOD, separators=(",", ":")) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_anything(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever a file holds, adding it ends in a report that names the file, and the neighbour is as it was."""
    before = (root / "docs/catalogue/2024.jsonl").read_bytes()
    (root / name).write_bytes(FILES[name])
    capsys.readouterr()
    code = main(["add", "--json", "--root", str(root), str(root / name)])
    report = json.loads(capsys.readouterr().out)
    assert code in {0, 1}
    told = report.get("error") or " ".join(fault["file"] + fault["reason"] for fault in report["faults"])
    assert name in told or report["counts"]["added"]
    assert (root / "docs/catalogue/2024.jsonl").read_bytes() == before
    assert main(["generate", "--root", str(root)]) == 0
    assert (root / "docs/papers/a-good-neighbour.md").is_file()


def _hostile(number: int, text: str) -> Paper:
    return Paper(
        id="",
        title=text,
        abstract=f"{text}\n\n{text}",
        authors=(Author(text, affiliation=text), Author("Ada Fabricated")),
        venue=text,
        date="2024",
        keywords=(text,),
        links=(
            Link(f"https://example.org/?q={number}&x='\"><script>alert(1)</script>".replace(" ", "%20"), "code", text),
        ),
        sources=(Source("hostile", str(number)),),
        extra={"odd": text},
    )


def test_hostile_records_make_a_whole_site(root: Path) -> None:
    """Every hostile record has a page of its own below `docs/papers`, and MkDocs builds all of it without a warning."""
    papers = [_hostile(number, text) for number, text in enumerate(TITLES)]
    merged = store.update(root / "docs/catalogue", papers, {}, "2024-01-01")
    outside = {file for file in root.parent.rglob("*") if root not in file.parents}
    assert main(["build", "--root", str(root)]) == 0
    pages = {file.parent.name for file in (root / "site/papers").glob("*/index.html")}
    assert {paper.id for paper in merged.papers} <= pages
    assert {file for file in root.parent.rglob("*") if root not in file.parents} == outside
    for form in ("jsonl", "bibtex", "ris", "csl", "markdown", "sqlite"):
        assert main(["export", form, str(root / "out"), "--root", str(root)]) == 0


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " javascript:x", "JaVaScRiPt:x", "https:// x"]
)
def test_a_link_that_runs_a_script_never_gets_in(root: Path, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A record with such a link, written into the catalogue by hand, is a finding and has no page; its line is kept."""
    file = root / "docs/catalogue/2024.jsonl"
    bad = {"id": "bad", "title": "Bad", "date": "2024", "links": [{"url": url}]}
    file.write_text(file.read_text(encoding="utf-8") + json.dumps(bad) + "\n", encoding="utf-8")
    before = file.read_bytes()
    capsys.readouterr()
    assert main(["check", "--strict", "--root", str(root)]) == 1
    assert "2024.jsonl:2: " in capsys.readouterr().out
    assert main(["generate", "--root", str(root)]) == 0
    assert (root / "docs/papers/a-good-neighbour.md").is_file()
    assert not (root / "docs/papers/bad.md").exists()
    assert file.read_bytes() == before
