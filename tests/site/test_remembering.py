"""What is remembered on disk is used where it fits and passed over where it does not. Fabricated papers."""

import sys
from pathlib import Path

import pytest

from papercat import enrich, search, site
from papercat.cli import main
from papercat.site import remembering
from papercat.work import Inline

RECORD = '{"id":"p","title":"FabriBERT: A Model","abstract":"We fabricate FabriBERT to test a program."}\n'


@pytest.fixture
def project(tmp_path: Path) -> site.Project:
    """Return a catalogue of one paper that was enriched once."""
    assert main(["new", str(tmp_path / "papers")]) == 0
    (tmp_path / "papers/docs/catalogue/undated.jsonl").write_text(RECORD, encoding="utf-8")
    found = site.read(tmp_path / "papers/mkdocs.yml")
    site.enriched(found, Inline())
    return found


def _file(project: site.Project) -> Path:
    return project.root / ".cache/papercat/enriched.msgpack"


def test_a_run_leaves_its_memory(project: site.Project):
    """The next run starts from the last one's memory and comes to the same catalogue."""
    memory = remembering.remembered(project)
    assert memory.told
    assert site.enriched(project, Inline()) == enrich.enrich(site.load(project), Inline())


@pytest.mark.parametrize("damage", [lambda _: b"", lambda data: data[:-1], lambda data: data[:40] + b"x" + data[41:]])
def test_a_damaged_memory_is_passed_over(project: site.Project, damage):
    """A short, empty or altered file is as good as none, and is replaced."""
    good = _file(project).read_bytes()
    _file(project).write_bytes(damage(good))
    assert remembering.remembered(project).told == {}
    site.enriched(project, Inline())
    assert _file(project).read_bytes() == good


def test_a_memory_of_another_version_is_passed_over(project: site.Project, monkeypatch: pytest.MonkeyPatch):
    """Another Python or another Papercat works everything out again."""
    with monkeypatch.context() as later:
        later.setattr(sys, "version", "another one")
        remembering._stamps.cache_clear()
        assert remembering.remembered(project).told == {}
    remembering._stamps.cache_clear()


def test_programs_that_came_during_a_run_made_nothing_of_it(project: site.Project, monkeypatch: pytest.MonkeyPatch):
    """What a run leaves is known by the programs that it began with, whatever lies in their place at its end."""
    before = remembering.remembered(project)
    with monkeypatch.context() as during:
        during.setattr(sys, "version", "another one")
        remembering.remember(project, before)
        remembering._stamps.cache_clear()
        assert remembering.remembered(project).told == {}
    remembering._stamps.cache_clear()
    assert remembering.remembered(project).told == before.told


def test_a_run_that_changes_nothing_writes_nothing(project: site.Project):
    """The memory's file stays untouched where there is nothing new to remember."""
    before = _file(project).stat().st_mtime_ns
    site.enriched(project, Inline())
    assert _file(project).stat().st_mtime_ns == before


def test_a_disk_that_refuses_costs_only_time(project: site.Project):
    """Where the cache's folder cannot be had, enrichment goes on without it."""
    _file(project).unlink()
    for rest in _file(project).parent.iterdir():
        rest.unlink()
    _file(project).parent.rmdir()
    _file(project).parent.write_bytes(b"a file in the way")
    assert site.enriched(project, Inline()).papers


@pytest.mark.parametrize("damage", [lambda _: b"", lambda data: data[:-1], lambda data: data[:40] + b"x" + data[41:]])
def test_damaged_words_of_the_search_are_passed_over(project: site.Project, damage):
    """A short, empty or altered file is as good as none; the search comes out the same and the file is replaced."""
    step = lambda _: None  # noqa: E731 - nothing to say
    site.generate(project, step)
    file = project.root / ".cache/papercat/words.msgpack"
    good, before = file.read_bytes(), _search(project)
    assert remembering.known_words(project).tokens
    file.write_bytes(damage(good))
    assert remembering.known_words(project) == search.NOTHING
    site.generate(project, step)
    assert file.read_bytes() == good
    assert _search(project) == before


def _search(project: site.Project) -> dict[str, bytes]:
    files = [file for folder in ("search", "search-texts") for file in (project.docs / folder).rglob("*")]
    return {file.name: file.read_bytes() for file in files if file.is_file()}
