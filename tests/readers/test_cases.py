"""Golden cases: a fabricated file of each kind, and what it must be read as; cases/README.md says how to add one."""

import json
import sys
from pathlib import Path

import pytest

from papercat import readers
from papercat.records import as_line

CASES = Path(__file__).parent / "cases"
FILES = sorted(file.with_name(file.name.removesuffix(".expected.json")) for file in CASES.glob("*/*.expected.json"))


def as_read(file: Path) -> dict[str, object]:
    """Return what a case is read as, in the form of its expectation."""
    reading = readers.read(file.read_bytes(), file.name)
    return {
        "format": reading.format,
        "papers": [json.loads(as_line(paper)) for paper in reading.papers],
        "faults": [str(fault) for fault in reading.faults],
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_case_is_read_as_expected(file: Path) -> None:
    """Format, papers and faults are those in the file beside it."""
    expected = json.loads(file.with_name(f"{file.name}.expected.json").read_text(encoding="utf-8"))
    assert as_read(file) == expected


def test_every_case_lies_in_the_folder_of_its_format() -> None:
    """The format is recognised from the content alone."""
    assert FILES
    for file in FILES:
        assert readers.detect(file.read_text(encoding="utf-8")) == file.parent.name, file


if __name__ == "__main__":
    for file in map(Path, sys.argv[1:]):
        text = json.dumps(as_read(file), indent=1, ensure_ascii=False)
        file.with_name(f"{file.name}.expected.json").write_text(text + "\n", encoding="utf-8")
