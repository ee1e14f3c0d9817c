"""A catalogue is the same, whichever process enriched it. Fabricated papers."""

from pathlib import Path

import pytest
from msgspec import structs

from fabricated import catalogue
from papercat import site
from papercat.cli import main
from papercat.clock import Clock
from papercat.errors import Failure
from papercat.records import as_lines
from papercat.site.enriching import for_pages
from papercat.site.working import Workers, pays

LARGE = {"padding": "x" * 2_000_000}
"""Makes the records of a few papers as large as those of many."""


@pytest.fixture
def project(tmp_path: Path) -> site.Project:
    """Return a catalogue that is large enough for processes of its own."""
    assert main(["new", str(tmp_path / "papers")]) == 0
    first, *others = catalogue(60).papers
    records = as_lines((structs.replace(first, extra=LARGE), *others))
    (tmp_path / "papers/docs/catalogue/undated.jsonl").write_bytes(records)
    found = site.read(tmp_path / "papers/mkdocs.yml")
    assert pays(found)
    return found


def test_another_process_comes_to_the_same_catalogue(project: site.Project) -> None:
    """What comes from there equals what this process makes, and its clock tells the same steps."""
    here, there = Clock(), Clock()
    made = for_pages(project, Workers(1), here)
    assert made.names
    assert made.related
    assert for_pages(project, Workers(2), there) == made
    assert here.seconds.keys() == there.seconds.keys()


def test_an_error_is_the_same_from_there(project: site.Project) -> None:
    """A folder in place of a file is named by whichever process meets it."""
    (project.catalogue / "vocabulary.yml").unlink()
    (project.catalogue / "vocabulary.yml").mkdir()
    told = []
    for jobs in (1, 2):
        with pytest.raises(Failure, match="vocabulary") as caught:
            for_pages(project, Workers(jobs), Clock())
        told.append(str(caught.value))
    assert told[0] == told[1]
