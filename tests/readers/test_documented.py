"""docs/formats.md has a row for each reader, with what is kept, dropped and renamed, and files show it."""

import json
import re
from pathlib import Path

import pytest

from papercat import readers

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "cases"
NAMES = [form.name for form in readers.FORMATS]
ROW = re.compile(r"^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|(.*)\|$", re.MULTILINE)
BESIDE = {"tsv": "csv"}
"""A format that is another one with a different sign between the columns."""


def _rows() -> dict[str, list[str]]:
    """Return the cells of each format's row: what it is, kept, dropped, renamed."""
    text = (ROOT / "docs/formats.md").read_text(encoding="utf-8").partition("\n## ")[0]
    told = {}
    for names, cells in ROW.findall(text):
        for name in re.findall(r"`([a-z-]+)`", names):
            told[name] = [cell.strip() for cell in cells.split(" |")]
    return told


def test_every_reader_has_its_row_and_no_other() -> None:
    """Whoever adds a reader says what it keeps; whoever takes one away takes its row along."""
    assert sorted(_rows()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_row_is_whole(name: str) -> None:
    """What it is and what it keeps is said of each, and what it drops and renames."""
    cells = _rows()[name]
    assert len(cells) == 4
    assert all(cells), cells


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_case_has_a_fault(name: str) -> None:
    """The files of each format show what it does with what it cannot read, and not with good records alone."""
    folder = CASES / BESIDE.get(name, name)
    told = [json.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.expected.json")]
    faults = [fault for one in told for fault in one["faults"]]
    faults += [
        line for file in folder.glob("*.expected") for line in file.read_text().splitlines() if line.startswith("!")
    ]
    assert faults
