"""The command line: what people type, what they get back, and that no mistake of theirs ends in a traceback."""

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from papercat.cli import main

# fabricated
TITLE, STUDY = "FabriBERT: A Fabricated Study", "We fabricate a language model that nobody trained, to test a program."
SURVEY = (
    "This survey covers no paper; the code is at https://github.com/example/nothing. It was written to test a program."
)
RECORDS = [
    {
        "id": "an-invented-survey-of-nothing",
        "title": "An Invented Survey of Nothing",
        "abstract": SURVEY,
        "date": "2023",
    },
    {"id": "fabribert-a-fabricated-study", "title": TITLE, "abstract": STUDY, "date": "2023-05"},
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a new catalogue with two fabricated papers."""
    folder = tmp_path / "my-papers"
    assert main(["new", str(folder)]) == 0
    lines = "".join(json.dumps(record, separators=(",", ":")) + "\n" for record in RECORDS)
    (folder / "docs/catalogue/2023.jsonl").write_text(lines, encoding="utf-8")
    return folder


def _ids(root: Path) -> list[str]:
    lines = [
        line for file in sorted((root / "docs/catalogue").glob("*.jsonl")) for line in file.read_text().splitlines()
    ]
    return sorted(json.loads(line)["id"] for line in lines)


@pytest.mark.parametrize("file", ["corrections.yml", "vocabulary.yml", "moved.yml"])
def test_a_file_of_yours_that_is_no_yaml_stops_the_build(
    file: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of it would hold, so the site stays; one entry that is wrong is told of, and the rest holds."""
    mine, paper = root / "docs/catalogue/corrections.yml", "fabribert-a-fabricated-study"
    mine.write_text(f"{paper}: {{venue: Invented}}\nno-such-paper: {{venue: X}}\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["generate", "--root", str(root)]) == 0
    page = root / f"docs/papers/{paper}.md"
    assert "Invented" in page.read_text(encoding="utf-8")
    assert "docs/catalogue/corrections.yml:2: no paper with the id 'no-such-paper'" in capsys.readouterr().err
    (root / "docs/catalogue" / file).write_text(f'{paper}: {{venue: "Inv', encoding="utf-8")
    for command in ("generate", "build"):
        assert main([command, "--root", str(root)]) == 2
        assert f"{file}:1: no YAML: " in capsys.readouterr().err
        assert "Invented" in page.read_text(encoding="utf-8")


def test_a_digest_prints_titles(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it is about is read at once, and the id is there to look further."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 2026-01-01
    file = root / "news.jsonl"
    file.write_text(json.dumps({"title": "Fabricated News"}) + "\n", encoding="utf-8")
    assert main(["add", str(file), "--root", str(root)]) == 0
    capsys.readouterr()
    assert main(["digest", "2026-w01", "--root", str(root)]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "Fabricated News  fabricated-news"


def test_new_says_where_it_is_and_that_nothing_came(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line to copy works with spaces in the folder's name; that a file has no papers is told, too."""
    file = tmp_path / "none.csv"
    file.write_text("title,abstract\n", encoding="utf-8")
    folder = tmp_path / "my papers"
    assert main(["new", str(folder), "--from", str(file)]) == 1
    told = capsys.readouterr().out
    assert f"no paper found in {file}" in told
    assert f"cd '{folder}' && papercat serve" in told
    assert (folder / "mkdocs.yml").exists()


def test_what_was_rejected_is_told_from_remarks(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A paper whose date or link could not be read came in all the same; one without a title did not."""
    file = tmp_path / "some.jsonl"
    papers = [{"title": "An Invented Date", "date": "soonish"}, {"abstract": "Fabricated, and nobody knows its title."}]
    file.write_text("".join(json.dumps(paper) + "\n" for paper in papers), encoding="utf-8")
    capsys.readouterr()
    assert main(["add", str(file), "--root", str(root)]) == 0
    assert capsys.readouterr().out.endswith("1 added, 0 updated, 0 same, 1 rejected, 1 remark\n")


def test_new_add_build(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A catalogue of one's own builds at once, with nothing but the files that `new` made."""
    capsys.readouterr()
    assert main(["build", "--root", str(root), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["papers"] == 2
    for paper in _ids(root):
        assert "<h1" in (root / "site/papers" / paper / "index.html").read_text(encoding="utf-8")
    assert report["site_files"] > 2
    assert "<title>My papers</title>" in (root / "site/index.html").read_text(encoding="utf-8")


def test_an_empty_catalogue_builds(tmp_path: Path) -> None:
    """`new` and `build` alone give a site without papers, not a failure."""
    assert main(["new", str(tmp_path / "empty")]) == 0
    assert main(["build", "--root", str(tmp_path / "empty")]) == 0
    assert (tmp_path / "empty/site/index.html").is_file()


@pytest.mark.parametrize("form", ["jsonl", "bibtex", "ris", "csl", "markdown", "sqlite"])
def test_export(root: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every format can be written, and says how much it wrote."""
    capsys.readouterr()
    out = root.parent / "out"
    assert main(["export", form, str(out), "--json", "--root", str(root)]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "file": str(out),
        "format": form,
        "papers": 2,
        "bytes": out.stat().st_size,
    }
    assert b"FabriBERT" in out.read_bytes()


def test_show_gives_reasons(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was found out about a paper is printed, and an id with a slip gets a suggestion."""
    paper = next(paper for paper in _ids(root) if "survey" in paper)
    capsys.readouterr()
    assert main(["show", paper, "--root", str(root)]) == 0
    assert "code https://github.com/example/nothing" in capsys.readouterr().out
    assert main(["show", f"{paper}x", "--root", str(root)]) == 2
    assert f"did you mean {paper!r}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["biuld"], 2, "Did you mean 'build'?"),
        (["build", "--rot", "x"], 2, "--root"),
        (["export", "bibtx", "out"], 2, "did you mean 'bibtex'"),
        (["export", "bibtex", "."], 2, "is a folder"),
        (["export", "bibtex", "no/such/folder/out"], 2, "no folder"),
        (["add", "nothing-there"], 2, "no such file: nothing-there"),
        (["add", "docs"], 2, "is a folder"),
        (["generate", "--root", "nowhere"], 2, "does not exist"),
        (["generate", "--root", "/"], 2, "no mkdocs.yml"),
        (["generate", "--jobs", "many"], 2, "not a valid integer"),
        (["show", "no-such-paper"], 2, "no paper with the id"),
        (["new", "."], 2, "exists"),
    ],
)
def test_mistakes_end_in_a_line(  # noqa: PLR0913, PLR0917 - fixtures and parameters
    root: Path,
    arguments: list[str],
    code: int,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Wrong usage is exit code 2 and one line on stderr that says what was expected, or one object with `--json`."""
    monkeypatch.chdir(root)
    capsys.readouterr()
    assert main(arguments) == code
    captured = capsys.readouterr()
    assert says in captured.err
    assert captured.err.startswith("papercat: ")
    assert captured.out == ""
    assert main([*arguments, "--json"]) == code
    assert json.loads(capsys.readouterr().out)["exit_code"] == code


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("", "expected keys"),
        ("a: [", "mkdocs.yml:"),
        ("docs_dir: [a]", "docs_dir: expected a folder"),
        ("extra: {papercat: {per_pag: 3}}", "did you mean 'per_page'"),
        ("extra: {papercat: {per_page: many}}", "per_page"),
        ("extra: {papercat: {per_page: 0}}", "per_page"),
        ("extra: {papercat: {related: -1}}", "related"),
        ("extra: 5", "extra: expected keys"),
        ("docs_dir: dosc", "docs_dir: no such folder: dosc"),
        ("INHERIT: mkdocs.yml", "goes in a circle"),
    ],
)
def test_wrong_settings_name_the_key(
    tmp_path: Path, settings: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A broken mkdocs.yml is exit code 2, with file, key and what was expected."""
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert main(["generate", "--root", str(tmp_path)]) == 2
    assert says in capsys.readouterr().err


def test_root_and_json_may_stand_before_the_command(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`papercat --root DIR --json check` is `papercat check --root DIR --json`; `new` takes no root."""
    capsys.readouterr()
    for words in (["--root", str(root), "--json", "check"], ["check", "--root", str(root), "--json"]):
        assert main(words) == 0
        assert json.loads(capsys.readouterr().out)["papers"] == 2
    assert main(["--json", "--root", str(root), "new", "x"]) == 2
    assert "--root means nothing" in json.loads(capsys.readouterr().out)["error"]


def test_nothing_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An export of no papers is exit code 1 and writes nothing."""
    main(["new", str(tmp_path / "empty")])
    assert main(["export", "bibtex", str(tmp_path / "out"), "--root", str(tmp_path / "empty")]) == 1
    assert "papercat add" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@contextlib.contextmanager
def _as_anybody() -> Iterator[None]:
    """Let root be refused like anybody: take from this thread the right to write what permissions forbid (Linux)."""
    if os.geteuid():
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    head, kept = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()  # version 3, this thread; capabilities
    assert libc.capget(head, kept) == 0
    few = (ctypes.c_uint32 * 6)(*kept)
    few[0] &= ~(1 << 1)  # CAP_DAC_OVERRIDE, of those in effect
    assert libc.capset(head, few) == 0
    try:
        yield
    finally:
        assert libc.capset(head, kept) == 0


def test_a_folder_that_cannot_be_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is a failure, exit code 3, said in a line, for root too."""
    (root / "docs").chmod(0o500)
    try:
        with _as_anybody():
            assert main(["generate", "--root", str(root)]) == 3
    finally:
        (root / "docs").chmod(0o700)
    assert "cannot write below" in capsys.readouterr().err


def test_a_file_where_the_pages_go(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the disk refuses is a failure, exit code 3, said in a line."""
    (root / "docs/papers").write_text("by hand", encoding="utf-8")
    assert main(["generate", "--root", str(root)]) == 3
    assert "cannot write below" in capsys.readouterr().err


def test_a_failed_build_leaves_the_last_site(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning of MkDocs fails the build, is shown, and the last good site stays whole."""
    assert main(["build", "--root", str(root)]) == 0
    before = {file: file.read_bytes() for file in (root / "site").rglob("*") if file.is_file()}
    (root / "docs/mine.md").write_text("# Mine\n\n[dead](nowhere.md)\n", encoding="utf-8")
    assert main(["build", "--root", str(root)]) == 3
    err = capsys.readouterr().err
    assert "nowhere.md" in err
    assert "INFO" not in err
    assert {file: file.read_bytes() for file in (root / "site").rglob("*") if file.is_file()} == before
    assert not list(root.glob(".site.*"))


def _process(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "papercat", *arguments, "--root", str(root)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE)


def test_a_reader_that_leaves_is_no_error(root: Path) -> None:
    """`papercat export … - | head` ends silently."""
    process = _process(root, "export", "jsonl", "-")
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.stdin
    process.stdin.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_ctrl_c_is_one_line(root: Path) -> None:
    """A person who stops a command gets exit code 130 and no traceback."""
    pipe = root.parent / "pipe.jsonl"
    os.mkfifo(pipe)
    # a job in the background of a shell ignores it, and so would its children
    signal.signal(signal.SIGINT, signal.default_int_handler)
    process = _process(root, "add", str(pipe))
    with pipe.open("wb"):  # returns when the command has opened the other end
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.decode().strip() == "papercat: stopped; run it again to go on"
