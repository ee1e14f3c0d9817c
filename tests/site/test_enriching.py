"""A catalogue is the same, whichever process enriched it. Fabricated papers."""

from pathlib import Path

import pytest
from msgspec import structs

from fabricated import catalogue
from papercat import site
from papercat.cli import main
from papercat.clock import Clock
from papercat.errors import SettingsError
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


def test_what_people_wrote_wrongly_is_said_from_there(project: site.Project) -> None:
    """An error of settings keeps its words on the way."""
    (project.catalogue / "vocabulary.yml").write_text("- label: [\n", encoding="utf-8")
    messages = []
    for jobs in (1, 2):
        with pytest.raises(SettingsError) as caught:
            for_pages(project, Workers(jobs), Clock())
        messages.append(str(caught.value))
    assert messages[0] == messages[1]
