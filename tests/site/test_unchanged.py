"""A build that has nothing to do does nothing; whatever changed, the site is as a clean build makes it."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from papercat.cli import main
from papercat.site import unchanged
from papercat.writer.tree import Seen

RECORD = '{{"id":"{id}","title":"FabriBERT {id}","abstract":"We fabricate {what} to test a program."}}\n'


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


def _write(root: Path, ids: dict[str, str]) -> None:
    lines = "".join(RECORD.format(id=key, what=what) for key, what in sorted(ids.items()))
    (root / "docs/catalogue/undated.jsonl").write_text(lines, encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a catalogue of fabricated papers."""
    assert main(["new", str(tmp_path / "papers")]) == 0
    _write(tmp_path / "papers", {f"p{n}": "nothing" for n in range(9)})
    return tmp_path / "papers"


def _build(root: Path) -> None:
    assert main(["build", "--root", str(root)]) == 0


def _tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _clean(root: Path) -> dict[str, bytes]:
    """Return the site that a build makes of the records and hand-written pages alone, in the same place."""
    site = _tree(root / "site")
    shutil.rmtree(root / ".cache")
    shutil.rmtree(root / "site")
    for path in (root / "docs").iterdir():
        if path.is_dir() and path.name != "catalogue":
            shutil.rmtree(path)
    (root / "docs/index.md").unlink()
    _build(root)
    assert site.keys() == _tree(root / "site").keys()
    return _tree(root / "site")


def test_nothing_to_do(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second build leaves the very same files, and reports as the first did."""
    _build(root)
    before = {file: file.stat().st_ino for file in (root / "site").rglob("*")}
    _build(root)
    assert {file: file.stat().st_ino for file in (root / "site").rglob("*")} == before
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == lines[-3]
    assert "9 papers: pages 0 changed" in lines[-2]


def test_a_person_who_edits_is_heard(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records, pages, settings, the environment that settings name, the day, generated files, the site: all count."""
    _build(root)

    def heard() -> bool:
        from papercat.site import find, read  # noqa: PLC0415 - read anew each time

        project = read(find(root, upward=False))
        return unchanged.finished(project, unchanged.inputs(project)) is None

    assert not heard()
    for name in ("docs/about.md", "docs/catalogue/undated.jsonl", "mkdocs.yml", "docs/index.md", "site/index.html"):
        held = (root / name).read_bytes()
        times = (root / name).stat()
        (root / name).write_bytes(held + b"\n")
        assert heard(), name
        (root / name).write_bytes(held)
        os.utime(root / name, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert not heard()
    for variable in ("SITE_URL", "SOURCE_DATE_EPOCH"):
        with monkeypatch.context() as other:
            other.setenv(variable, "1800000000")
            assert heard(), variable
    (root / "site/about/index.html").unlink()
    assert heard()


@pytest.mark.parametrize("broken", [b"", b"{", b'{"inputs": 1}', b"\x81\xa5pages\x81\xa1a\x01"])
def test_a_broken_cache_costs_time_only(root: Path, broken: bytes) -> None:
    """What cannot be read is as good as nothing."""
    _build(root)
    site = _tree(root / "site")
    for file in (root / ".cache/papercat").glob("*.*"):
        file.write_bytes(broken)
    _build(root)
    assert _tree(root / "site") == site


def test_what_did_not_change_is_taken_over(root: Path) -> None:
    """After an edit the pages that it does not touch are the very files of the last site, and a touched file is not."""
    _build(root)
    before = {path: path.stat().st_ino for path in (root / "site").rglob("*.*")}
    touched = root / "site/papers/p3/index.html", root / "site/map/points.bin"
    held = [file.read_bytes() for file in touched]
    for file in touched:
        file.write_bytes(b"a person's words")
    (root / "docs/about.md").write_text("# About\n\nOther words.\n", encoding="utf-8")
    _build(root)
    same = {path for path, inode in before.items() if path.stat().st_ino == inode}
    assert {root / "site/papers/p1/index.html", root / "site/map/map.js"} <= same
    assert {root / "site/about/index.html", *touched}.isdisjoint(same)
    assert [file.read_bytes() for file in touched] == held


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_the_site_is_a_clean_one(root: Path, seed: int) -> None:
    """Records added, changed and removed between builds leave no trace in the site."""
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    ids = {f"p{n}": "nothing" for n in range(9)}
    for turn in range(3):
        for _ in range(rng.randint(0, 4)):
            ids[f"p{rng.randint(0, 12)}"] = rng.choice(["MockNet", f"nothing {turn}", "**bold** <b>"])
            ids.pop(rng.choice(sorted(ids)))
        _write(root, ids)
        _build(root)
    assert _tree(root / "site") == _clean(root)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_killed_build_leaves_the_last_site(root: Path) -> None:
    """Killed at any moment: a whole site is there or beside, and the next build is a clean one."""
    _build(root)
    sites = [_tree(root / "site")]
    rng = random.Random(1)  # noqa: S311 - not for secrets
    for turn in range(10):
        _write(root, {f"p{n}": f"turn {turn}" for n in range(9)})
        command = [sys.executable, "-m", "papercat", "build", "--root", str(root)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.3, 4))
        process.send_signal(signal.SIGKILL)
        process.wait()
        # between two renames the last site stands beside for an instant; the next build brings it back
        place = root / "site" if (root / "site").exists() else root / ".site.old"
        left = _tree(place)
        if left not in sites:
            _build(root)
            assert _tree(root / "site") == left
            sites.append(left)
    _build(root)
    assert _tree(root / "site") == _clean(root)


def test_two_builds_at_once(root: Path) -> None:
    """The second waits for the first, and both succeed."""
    command = [sys.executable, "-m", "papercat", "build", "--root", str(root)]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert _tree(root / "site") == _clean(root)


@pytest.mark.skipif(os.name != "posix", reason="needs limits")
def test_a_full_disk_is_one_line(root: Path) -> None:
    """A disk that takes no more is a failure in a line, and the last site stays."""
    _build(root)
    site = _tree(root / "site")
    _write(root, {"p1": "something else"})
    limited = f"ulimit -f 12; exec {sys.executable} -m papercat build --root {root}"
    done = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "File too large" in done.stderr
    assert _tree(root / "site") == site


def test_a_site_looks_the_same_in_any_order_and_different_after_any_change() -> None:
    """What a build knows of its files and what a walk finds are told alike; another name, size or time is not."""
    files = {"a.html": Seen(1, 2), "b/index.html": Seen(3, 4)}
    told = unchanged.outputs(files.items())
    assert told == unchanged.outputs(reversed(files.items()))
    assert (told.files, told.size) == (2, 4)
    others = [{"b/index.html": Seen(3, 4)}, files | {"a.html": Seen(1, 3)}, files | {"c.html": Seen(0, 0)}]
    others += [{"a.html": Seen(3, 4), "b/index.html": Seen(1, 2)}]
    assert len({told.digest, *(unchanged.outputs(other.items()).digest for other in others)}) == len(others) + 1
