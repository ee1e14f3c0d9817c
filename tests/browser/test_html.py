"""The HTML of every kind of page is valid by the standard's rules."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from stage import ROOT

pytestmark = pytest.mark.browser
NODE = Path(sys.executable).with_name("node")


def _findings(*files: Path) -> list[str]:
    command = [NODE, ROOT / "tests/browser/validate.js", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_every_kind_of_page_is_valid(demo: Path) -> None:
    """One page of each kind, and every hand-written one."""
    site = demo / "site"
    first = [next(iter(sorted(site.glob(f"{kind}/*/index.html")))) for kind in ("papers", "tags", "names")]
    assert _findings(site / "index.html", site / "404.html", *sorted(site.glob("*/index.html")), *first) == []


def test_what_is_invalid_is_found(tmp_path: Path) -> None:
    """The validator does look: what no list may hold and an element that is left open are faults."""
    bad = '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><ul><p>a</p></ul><div></body>'
    (tmp_path / "bad.html").write_text(f"{bad}</html>\n", encoding="utf-8")
    rules = {match[1] for line in _findings(tmp_path / "bad.html") if (match := re.search(r":\d+: ([a-z-]+):", line))}
    assert {"element-permitted-content", "close-order"} <= rules
