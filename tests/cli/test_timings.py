"""`--timings` shows the steps of a run, and nothing of it shows without it."""

import json
from pathlib import Path

import pytest

from papercat.cli import main


@pytest.fixture
def root(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return a new catalogue with one fabricated paper."""
    assert main(["new", str(tmp_path / "a")]) == 0
    (tmp_path / "a/docs/catalogue/undated.jsonl").write_text(
        '{"id":"fabricated","title":"A fabricated paper","abstract":"It is invented."}\n', encoding="utf-8"
    )
    capsys.readouterr()
    return str(tmp_path / "a")


def test_steps_stand_in_a_table_beside_the_report(root: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Reading, each stage, each kind of page, the search and writing have a line on stderr; without the option none."""
    assert main(["generate", "--root", root, "--timings"]) == 0
    said = capsys.readouterr()
    steps = [line.rsplit("  ", 1)[-1] for line in said.err.splitlines()]
    for step in ("read the records", "enrich: names", "pages: papers", "search", "write what changed"):
        assert step in steps
    assert steps[-2].endswith("in all")
    assert steps[-1].endswith("s of CPU")
    assert "papers" not in said.out
    assert main(["generate", "--root", root]) == 0
    assert capsys.readouterr().err == ""


def test_a_machine_gets_them_in_its_report(root: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--json` the seconds stand in the report, those of the site itself included."""
    assert main(["build", "--root", root, "--timings", "--json"]) == 0
    said = capsys.readouterr()
    report = json.loads(said.out)
    timings = report["timings"]
    assert report["cpu_seconds"] > 0
    assert {"enrich: tags", "site: generated pages", "put it in place"} <= timings.keys()
    assert all(spent >= 0 for spent in timings.values())
    assert said.err == ""
