"""The issue about stale sources: opened once, left alone, closed by itself, with what services said as data only."""

import os
import subprocess
from importlib import resources
from pathlib import Path

import pytest

GH = """#!/bin/sh
echo "$@" >> "$STATE/called"
case "$1 $2" in
  "issue list") cat "$STATE/open" 2>/dev/null || true ;;
  "issue create") echo 7 > "$STATE/open"; for last; do :; done; cp "$last" "$STATE/body" ;;
  "issue close") rm "$STATE/open" ;;
esac
"""
TOLD = "arxiv: no good harvest since 2026-01-01: $(touch owned) `touch owned` ${{ github.token }}\n"


@pytest.fixture
def run(tmp_path: Path):
    """Return a function that runs the script with a text, and gives what gh was asked to do."""
    (tmp_path / "gh").write_text(GH, encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    script = str(resources.files("papercat") / "starter/dot-github/stale.sh")
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "STATE": str(tmp_path)}

    def once(text: str) -> list[str]:
        (tmp_path / "stale.txt").write_text(text, encoding="utf-8")
        (tmp_path / "called").unlink(missing_ok=True)
        subprocess.run(["bash", script, str(tmp_path / "stale.txt")], cwd=tmp_path, env=environment, check=True)
        return [" ".join(line.split()[:2]) for line in (tmp_path / "called").read_text(encoding="utf-8").splitlines()]

    return once


def test_one_issue_is_opened_and_closed(run, tmp_path: Path) -> None:
    """Opened at the first bad day, not again at the second, and closed when all is well again."""
    assert run("") == ["issue list"]
    assert run(TOLD) == ["issue list", "label create", "issue create"]
    assert run(TOLD) == ["issue list"]
    assert (tmp_path / "body").read_text(encoding="utf-8") == TOLD
    assert run("") == ["issue list", "issue close"]
    assert run("") == ["issue list"]
    assert not (tmp_path / "owned").exists()
