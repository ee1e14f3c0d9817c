"""Wrong arguments: a line that says what was expected, exit code 2, and no traceback of any library."""

import subprocess
import sys
from pathlib import Path

import pytest

from papercat.cli import main

WRONG = [
    (["generate", "--cluster", "nonsense"], "no address of a scheduler, such as tcp://host:8786"),
    (["build", "--cluster", "https://example.org/"], "no address of a scheduler"),
    (["serve", "--address", "nonsense"], "expected HOST:PORT, such as localhost:8000"),
    (["serve", "--address", "localhost:99999"], "expected HOST:PORT"),
    (["serve", "--address", ":80"], "expected HOST:PORT"),
    (["digest", "nonsense"], "is no week or month, such as 2026-w48 or 2026-11"),
    (["digest", "2026-w60"], "is no week or month"),
    (["digest", "--claim", "--mail"], "--claim stands alone"),
    (["export", "bibtx", "out"], "did you mean 'bibtex'?"),
    (["export", "jsonl", "-", "--json"], "cannot both go to stdout"),
    (["show", "nonsense"], "no paper with the id 'nonsense'"),
    (["move", "nonsense", "x"], "no paper with the id 'nonsense'"),
    (["correct", "nowhere.md"], "no such file: nowhere.md"),
    (["correct", "mkdocs.yml"], "no answer to the form of a correction"),
    (["add", "."], "is a folder; name the files in it"),
    (["add", "mkdocs.yml", "--format", "nonsense"], "unknown format 'nonsense'"),
    (["build", "--jobs", "-1"], "--jobs"),
    (["check", "extra"], "unexpected extra argument (extra). See `papercat check --help`."),
    (["export", "nonsense", "out"], "unknown format 'nonsense'; known: jsonl, bibtex"),
    (["vocabulary", "nonsense"], "'nonsense' is not 'suggest'. See"),
    (["vocabulary"], "Choose from: suggest. See"),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new catalogue with one fabricated paper."""
    folder = tmp_path_factory.mktemp("usage") / "papers"
    assert main(["new", str(folder)]) == 0
    record = '{"id":"a-paper","title":"A Fabricated Paper","date":"2026"}\n'
    (folder / "docs/catalogue/2026.jsonl").write_text(record, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("words", "told"), WRONG, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_wrong_usage_is_one_line(
    root: Path, words: list[str], told: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """It says what was expected, on stderr or, as JSON, on stdout; the exit code is 2."""
    monkeypatch.chdir(root)
    code = main([*words, "--root", str(root)])
    said = capfd.readouterr()
    line = (said.err or said.out).strip()
    assert code == 2, line
    assert told in line
    assert "\n" not in line


def test_a_cluster_that_is_none_leaves_no_traceback(root: Path) -> None:
    """Nothing is said after the line, when the process ends."""
    command = [sys.executable, "-m", "papercat", "generate", "--cluster", "nonsense", "--root", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("papercat: --cluster")
    assert done.stderr.count("\n") == 1


def test_an_address_that_is_taken_is_a_failure(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Exit code 3: the form is right, and nobody can listen there (an address of documentation, RFC 5737)."""
    assert main(["serve", "--address", "192.0.2.1:8000", "--root", str(root)]) == 3
    assert "nobody can listen at 192.0.2.1:8000" in capfd.readouterr().err


def test_no_garbage_is_looked_for_at_the_end() -> None:
    """What is left when a command is done is frozen, so that Python does not look through all of it."""
    ending = "import atexit, gc; from papercat.cli import main; main(['--help']); atexit._run_exitfuncs()"
    run = [sys.executable, "-c", f"{ending}; print(gc.get_freeze_count() > 0)"]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout.endswith("True\n")
