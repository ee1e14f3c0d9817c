"""A cluster makes the same pages as one machine, and says what is wrong where it cannot."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fabricated import catalogue
from papercat import work
from papercat.cli import main
from papercat.site import cluster
from papercat.store import lines

PAPERS, CHUNK = 60, 10
"""Fabricated papers, and how many of them are sent to a worker at once."""


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a scheduler and two workers with a process each on this machine; return the scheduler's address."""
    folder = tmp_path_factory.mktemp("cluster")
    file = folder / "scheduler.json"
    here = ["--scheduler-file", str(file), "--no-dashboard", "--host", "127.0.0.1"]
    with _running("scheduler", *here, "--port", "0") as one, _running("worker", *here, "--nworkers", "2") as other:
        while not (told := file.read_text(encoding="utf-8") if file.exists() else "").rstrip().endswith("}"):
            assert one.poll() is None
            assert other.poll() is None
            time.sleep(0.05)
        yield json.loads(told)["address"]


@contextmanager
def _running(what: str, *options: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def _project(folder: Path) -> Path:
    """Make a catalogue of fabricated papers, hostile ones among them."""
    assert main(["new", str(folder)]) == 0
    papers = catalogue(PAPERS, bare=True).papers
    (folder / "docs/catalogue/undated.jsonl").write_bytes(lines.dump(papers, ()))
    return folder


def _made(folder: Path) -> dict[str, bytes]:
    """Return all files, without what is noted of when they were written."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() and ".papercat" not in file.parts)
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


@pytest.mark.slow
def test_a_cluster_makes_the_same_bytes(tmp_path: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With two workers of a real scheduler every generated file is the one that this process makes alone."""
    monkeypatch.setattr(work.in_chunks, "__defaults__", (CHUNK,))
    alone, together = _project(tmp_path / "alone/site"), _project(tmp_path / "together/site")
    assert main(["generate", "--root", str(alone), "--jobs", "1"]) == 0
    assert main(["generate", "--root", str(together), "--cluster", scheduler]) == 0
    one, other = _made(alone / "docs"), _made(together / "docs")
    assert len(one) > PAPERS
    assert one == other


def test_nobody_at_the_address_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address without a scheduler ends the command with what is wrong, and nothing is written."""
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    assert main(["new", str(tmp_path / "a")]) == 0
    assert main(["generate", "--root", str(tmp_path / "a"), "--cluster", "tcp://127.0.0.1:9"]) == 3
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().err
    assert not (tmp_path / "a/docs/papers").exists()


def test_what_is_no_address_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message shows an address as it should be."""
    assert main(["new", str(tmp_path / "a")]) == 0
    assert main(["generate", "--root", str(tmp_path / "a"), "--cluster", "gopher://x:1"]) == 2
    assert "tcp://host:8786" in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Dask is not installed the command names the extra."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["new", str(tmp_path / "a")]) == 0
    assert main(["generate", "--root", str(tmp_path / "a"), "--cluster", "tcp://127.0.0.1:1"]) == 2
    assert "papercat[cluster]" in capsys.readouterr().err
