"""Every service on every bad day: nothing that was there is lost or changed, and the others go on."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from services_that_misbehave import FAULTS, Server, services

from papercat import settings, site, sources, store
from papercat.settings import Plan
from papercat.work import Inline

PAPERS = ("arxiv", "hugging-face", "openreview", "acl", "crossref", "openalex", "semantic-scholar", "url", "feed")
COUNTS = ("citations", "stars")
KINDS = (*PAPERS, *COUNTS)
KEYS = {"PAPERCAT_GITHUB_TOKEN": "fabricated"}
TODAY, LATER = "2026-01-06", "2026-01-08"
HARMLESS = {(kind, "page that repeats") for kind in ("arxiv", "hugging-face", "acl", "url", "feed", *COUNTS)} | {
    ("url", "half a body")
}
"""One answer a day (of arXiv its RSS), or a file whose end nothing marks: what can be read is what was there."""


class Hours:
    """A clock that passes only when somebody sleeps."""

    def __init__(self) -> None:
        """Begin at nought."""
        self.time = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Let the seconds pass at once."""
        self.time += seconds
        self.slept.append(seconds)

    def clock(self) -> sources.Clock:
        """Return it in the form that the door takes."""
        return sources.Clock(lambda: self.time, self.sleep)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Run all services on loopback."""
    with services() as running:
        yield running


@pytest.fixture(autouse=True)
def _well(server: Server) -> None:
    server.fault, server.only, server.times = "", "", 10**9
    server.asked.clear()


def _plan(kind: str, server: Server) -> Plan:
    base = {"kind": kind, "base": server.url, "query": "fabricated", "venue": "2026.fab", "categories": ("cs.CL",)}
    if kind == "arxiv":
        base["query"] = ""
    if kind == "url":
        base["url"] = f"{server.url}/file/list.json"
    if kind == "feed":
        base["url"] = f"{server.url}/feed/papers.xml"
    return msgspec.convert(base, Plan)


def _project(folder: Path, plans: tuple[Plan, ...]) -> site.Project:
    if not (folder / "mkdocs.yml").exists():
        site.new(folder)
    project = site.read(folder / "mkdocs.yml")
    options = settings.Options(sources=plans, contact="mailto:fabricated@example.org", fetch_minutes=60)
    return project._replace(settings=dataclasses.replace(project.settings, options=options))


def _fetch(
    project: site.Project, *names: str, today: str = TODAY, hours: Hours | None = None
) -> dict[str, site.Fetched]:
    options = project.settings.options
    clock = (hours or Hours()).clock()
    door = sources.Door(project.root / ".cache", options.contact, 3600, clock, timeout=0.15 if hours is None else 5)
    done = site.fetch(project, names, Inline(), today=today, through=door, environment=KEYS)
    return {one.name: one for one in done}


def _records(project: site.Project) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in project.catalogue.glob("*.jsonl")}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, server: Server) -> site.Project:
    """Return a catalogue that holds what every service gave on a good day."""
    well = Plan(kind="url", name="well", url=f"{server.url}/file/well.json")
    project = _project(tmp_path_factory.mktemp("full"), (*(_plan(kind, server) for kind in KINDS), well))
    done = _fetch(project, hours=Hours())
    assert {name: (done[name].problem, len(done[name].added)) for name in PAPERS} == dict.fromkeys(PAPERS, ("", 2))
    assert {name: (done[name].problem, bool(done[name].updated)) for name in COUNTS} == dict.fromkeys(
        COUNTS, ("", True)
    )
    return project


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_day_changes_nothing(kind: str, fault: str, full: site.Project, server: Server) -> None:
    """No record is lost or changed; the report says what was wrong; the last good day stays known; others go on."""
    before, known = _records(full), {one.name: one for one in store.freshness(full.catalogue)}
    server.fault = fault
    hours = None if fault == "time-out" else Hours()
    done = _fetch(full, kind, "well", today=LATER, hours=hours)
    assert _records(full) == before
    assert not done["well"].problem
    now = {one.name: one for one in store.freshness(full.catalogue)}[kind]
    if (kind, fault) in HARMLESS:
        assert not done[kind].added
        assert not done[kind].updated
        return
    assert done[kind].problem
    assert (now.last, now.came) == (known[kind].last, known[kind].came)
    assert (now.tried, now.problem) == (LATER, done[kind].problem)


@pytest.mark.parametrize("fault", ["429 with Retry-After", "503", "cut connection", "empty", "HTML"])
def test_a_bad_moment_passes(fault: str, full: site.Project, server: Server) -> None:
    """What is gone at the next attempt costs a wait, the one that the service asks for where it says so."""
    server.fault, server.times = fault, 1
    hours = Hours()
    done = _fetch(full, "crossref", hours=hours)
    assert not done["crossref"].problem
    assert len(server.asked) == 2
    assert max(hours.slept) >= (7 if "After" in fault else 2)


@pytest.mark.parametrize(("broken", "way"), [("/api", "OAI-PMH"), ("/oai", "API"), ("/a", "OAI-PMH")])
def test_arxiv_has_three_ways(broken: str, way: str, full: site.Project, server: Server) -> None:
    """Where the API fails, the same news comes through OAI-PMH, and the report says so."""
    before = _records(full)
    server.fault, server.only = "500", broken
    done = _fetch(full, "arxiv", hours=Hours())["arxiv"]
    assert not done.problem
    assert (f"through {way}" in done.note) == (way != "API")
    assert set(_records(full)) == set(before)
    assert len(store.load(full.catalogue).papers) == sum(map(len, map(bytes.splitlines, before.values())))


def test_a_source_that_is_silent_for_too_long_is_stale(
    tmp_path: Path, server: Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Longer than its `stale_days`, it is named with its last good day and its problem; one good harvest ends that."""
    from papercat.cli import main  # noqa: PLC0415 - loads much

    project = _project(tmp_path, (_plan("crossref", server),))
    _fetch(project, today="2026-01-01", hours=Hours())
    assert site.stale(project, "2026-01-15") == ()
    server.fault = "503"
    _fetch(project, today="2026-01-16", hours=Hours())
    (one,) = site.stale(project, "2026-01-16")
    assert (one.name, one.last, one.days, one.allowed) == ("crossref", "2026-01-01", 15, 14)
    listed = {"extra": {"papercat": {"sources": [{"kind": "crossref", "query": "x"}]}}}
    (tmp_path / "mkdocs.yml").write_text(json.dumps({"site_name": "x", **listed}), encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768521600")  # 2026-01-16
    capsys.readouterr()
    assert main(["fetch", "--stale", "--root", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert said.startswith("crossref: no good harvest since 2026-01-01 (15 days, allowed 14): API: ")
    server.fault = ""
    _fetch(project, today="2026-01-16", hours=Hours())
    assert main(["fetch", "--stale", "--root", str(tmp_path)]) == 0
    assert capsys.readouterr().out == ""


def test_manners_are_kept(tmp_path: Path, server: Server) -> None:
    """One request in three seconds to arXiv, a contact in the User-Agent."""
    hours = Hours()
    server.fault = "500"
    _fetch(_project(tmp_path, (_plan("arxiv", server),)), hours=hours)
    assert len(server.asked) == 15
    assert hours.time >= 14 * 3
    assert "mailto:fabricated@example.org" in server.agents[-1]


def test_time_is_bounded(tmp_path: Path, server: Server) -> None:
    """A service that asks for an hour's patience when there is none left gets none."""
    server.fault = "429 with Retry-After"
    project = _project(tmp_path, (_plan("crossref", server),))
    hours = Hours()
    door = sources.Door(tmp_path / "cache", "", 5, hours.clock(), timeout=5)
    (done,) = site.fetch(project, (), Inline(), today=TODAY, through=door)
    assert "no time is left" in done.problem
    assert hours.time < 5


def test_a_second_harvest_overlaps(tmp_path: Path, server: Server) -> None:
    """It asks from a week before the last good one, changes nothing without news, and need not be sent it again."""
    project = _project(tmp_path, (_plan("openalex", server),))
    _fetch(project, hours=Hours())
    before = _records(project)
    done = _fetch(project, today=LATER, hours=Hours())["openalex"]
    assert "from_publication_date%3A2025-12-30" in server.asked[-1]
    assert (len(done.added), len(done.updated), len(done.same)) == (0, 0, 2)
    assert _records(project) == before


def test_a_clock_that_jumps_loses_nothing(tmp_path: Path, server: Server) -> None:
    """After a harvest that a wrong clock dated in the future, today's still looks a week back from today."""
    project = _project(tmp_path, (_plan("openalex", server),))
    _fetch(project, today="2031-05-05", hours=Hours())
    done = _fetch(project, today=TODAY, hours=Hours())["openalex"]
    assert not done.problem
    assert "2025-12-30" in server.asked[-1]
    assert store.freshness(project.catalogue)[0].last == TODAY


@pytest.mark.parametrize(("most", "told"), [(2, True), (3, False)])
def test_a_harvest_that_ends_early_says_so(most: int, *, told: bool, tmp_path: Path, server: Server) -> None:
    """At `most` papers no more is asked for, and what is older is not looked for the next time either."""
    plan = msgspec.structs.replace(_plan("arxiv", server), most=most)
    one = _fetch(_project(tmp_path, (plan,)), hours=Hours())["arxiv"]
    assert len(one.added) == 2
    assert ("others may be missing: `most` in mkdocs.yml allows 2 papers" in one.note) == told


def test_the_command_says_how_it_went(tmp_path: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 where some answered, 1 with --strict, 3 where none did; unknown names are explained."""
    from papercat.cli import main  # noqa: PLC0415 - loads much

    site.new(tmp_path)
    listed = [
        {"kind": "url", "name": "good", "url": f"{server.url}/file/well.json"},
        {"kind": "url", "name": "gone", "url": "http://127.0.0.1:1/", "base": "x"},
        {"kind": "url", "name": "bad", "url": "nonsense://x"},
    ]
    config = json.dumps({"site_name": "x", "extra": {"papercat": {"sources": listed}}})
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    root = ["--root", str(tmp_path)]
    assert main(["fetch", *root, "good"]) == 0
    assert "2 added" in capsys.readouterr().out
    assert main(["fetch", *root, "good", "bad"]) == 0
    assert main(["fetch", *root, "good", "bad", "--strict"]) == 1
    assert main(["fetch", *root, "bad"]) == 3
    assert "all stays as it was" in capsys.readouterr().out
    assert main(["fetch", *root, "god"]) == 2
    assert "did you mean 'good'?" in capsys.readouterr().err
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    assert main(["fetch", *root]) == 1
