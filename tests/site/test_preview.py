"""The live preview, a real one on the loopback interface. The papers are fabricated."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from papercat.cli import main

RECORD = '{"id":"p1","title":"%s","abstract":"We fabricate nothing to test a program."}\n'


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as place:
        port: int = place.getsockname()[1]
    return port


def _page(port: int) -> str:
    try:
        with urlopen(f"http://127.0.0.1:{port}/papers/p1/", timeout=60) as page:
            text: str = page.read().decode()
    except URLError:
        return ""
    return text


def _until(true: Callable[[], bool]) -> None:
    for _ in range(300):
        if true():
            return
        time.sleep(0.2)
    message = "waited for a minute"
    raise AssertionError(message)


@contextmanager
def _preview(root: Path, port: int, said: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "papercat", "serve", "--root", str(root), "--address", f"127.0.0.1:{port}"]
    with said.open("w") as output, subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT) as preview:
        try:
            yield
        finally:
            preview.terminate()


def test_a_changed_record_is_shown_after_one_build(tmp_path: Path) -> None:
    """What the generator writes into `docs/` is a change, too, but none that asks for another build."""
    root, port, said = tmp_path / "papers", _free(), tmp_path / "said.txt"
    assert main(["new", str(root)]) == 0
    records = root / "docs/catalogue/undated.jsonl"
    records.write_text(RECORD % "A first title", encoding="utf-8")
    with _preview(root, port, said):
        _until(lambda: "A first title" in _page(port))
        records.write_text(RECORD % "Another title", encoding="utf-8")
        _until(lambda: "Another title" in _page(port))
        # the watcher looks twice a second, and reloads browsers once more when it has seen what was generated
        _until(lambda: said.read_text().count("Reloading browsers") > 1)
    assert said.read_text().count("Building documentation") == 2, said.read_text()
    assert _page(port) == "", "who stops the command stops the preview"


@pytest.mark.parametrize(
    ("file", "slip", "told"),
    [
        ("docs/catalogue/corrections.yml", "p1: [", "corrections.yml:1: no YAML"),
        ("mkdocs.yml", "site_name: [", "mkdocs.yml:1: not YAML"),
        # only MkDocs knows this tag
        ("mkdocs.yml", "site_name: x\nextra:\n  made: !!python/name:fabricated.nowhere ''\n", "fabricated"),
    ],
)
def test_a_slip_is_a_line_and_the_pages_stay(file: str, slip: str, told: str, tmp_path: Path) -> None:
    """Half of a file that somebody is writing stops neither preview nor browser; whole, it is shown."""
    root, port, said = tmp_path / "papers", _free(), tmp_path / "said.txt"
    assert main(["new", str(root)]) == 0
    records, whole = root / "docs/catalogue/undated.jsonl", (root / file).read_text(encoding="utf-8")
    records.write_text(RECORD % "A first title", encoding="utf-8")
    with _preview(root, port, said):
        _until(lambda: "A first title" in _page(port))
        (root / file).write_text(slip, encoding="utf-8")
        _until(lambda: told in said.read_text())
        assert "A first title" in _page(port)
        records.write_text(RECORD % "Another title", encoding="utf-8")
        (root / file).write_text(whole, encoding="utf-8")
        _until(lambda: "Another title" in _page(port))
    assert "Traceback" not in said.read_text()
