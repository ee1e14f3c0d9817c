"""A build that is killed harms nothing; `bench/kills.py` says how that is tried, and tries it longer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fabricated import catalogue

KILLS = Path(__file__).parents[2] / "bench" / "kills.py"


@pytest.mark.slow
def test_the_site_is_whole_after_every_kill(tmp_path: Path) -> None:
    """Two builds killed at random moments leave a whole site, and the next build equals a clean one."""
    records = tmp_path / "fabricated.jsonl"
    lines = [{"title": paper.title, "abstract": paper.abstract, "date": paper.date} for paper in catalogue(12).papers]
    records.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    command = [sys.executable, str(KILLS), str(records), "--kills", "2", "--work", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.splitlines()[-1] == "2 kills, 0 faults"
