"""Citations and stars of papers that are here already: few requests, oldest first, keys told to nobody else."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from services_that_misbehave import Server, services

from papercat import site, sources, store
from papercat.insight import Freshness
from papercat.records import Link, Paper, Source
from papercat.settings import Plan
from papercat.site import counting
from papercat.site.fetching import NO_KEYS
from papercat.sources import counts
from papercat.words import Words
from papercat.work import Inline

MONDAY, TUESDAY, NEXT = "2026-11-23", "2026-11-24", "2026-11-30"
CODE = "https://github.com/fabricated/{}"
KEYS = {"PAPERCAT_GITHUB_TOKEN": "s3cret", "PAPERCAT_SEMANTIC_SCHOLAR_KEY": "s4cret "}


@pytest.fixture
def server() -> Iterator[Server]:
    """Run all services on loopback."""
    with services() as running:
        yield running


def _paper(name: str, *links: str, day: str = MONDAY, **ids: str) -> Paper:
    told = tuple(Link(url, "code") for url in links)
    return Paper(
        id="", title=f"A fabricated paper called {name}", ids=ids, links=told, sources=(Source("f", name, day),)
    )


def _project(folder: Path, server: Server, *papers: Paper) -> site.Project:
    """Make a catalogue of some papers that asks both services."""
    site.new(folder)
    plans = [{"kind": kind, "base": server.url} for kind in ("citations", "stars")]
    config = {"site_name": "x", "site_url": "https://example.org/", "extra": {"papercat": {"sources": plans}}}
    (folder / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
    project = site.read(folder / "mkdocs.yml")
    store.update(project.catalogue, papers, {}, MONDAY)
    return project


def _fetch(
    project: site.Project, *names: str, today: str = MONDAY, keys: Mapping[str, str] = NO_KEYS
) -> list[site.Fetched]:
    """Ask with a clock that passes only when somebody sleeps."""
    time = [0.0]

    def sleep(seconds: float) -> None:
        time[0] += seconds

    door = sources.Door(project.root / ".cache", "", 3600, sources.Clock(lambda: time[0], sleep), timeout=5)
    return list(site.fetch(project, names, Inline(), today=today, through=door, environment=keys))


def _signals(project: site.Project, name: str) -> dict[str, tuple[int, str]]:
    (paper,) = (paper for paper in store.load(project.catalogue).papers if paper.title.endswith(f"called {name}"))
    return {kind: (signal.value, signal.read) for kind, signal in paper.signals.items()}


def test_numbers_come_without_a_trace_among_the_sources(tmp_path: Path, server: Server) -> None:
    """Known papers get numbers, unknown ones none; a second run without news changes no byte of the records."""
    papers = (
        _paper("one", CODE.format("one"), arxiv="2401.00001"),
        _paper("two", CODE.format("unknown"), doi="10.9999/unknown"),
        _paper("three", CODE.format("one/tree/main"), "https://example.org/x"),
    )
    project = _project(tmp_path, server, *papers)
    done = _fetch(project)
    assert [(one.name, len(one.updated), one.problem) for one in done] == [("citations", 1, ""), ("stars", 2, "")]
    assert _signals(project, "one") == {"citations": (7, MONDAY), "stars": (7, MONDAY)}
    assert _signals(project, "two") == {}
    assert [len(paper.sources) for paper in store.load(project.catalogue).papers] == [1, 1, 1]
    # no token: a repository a request, each once
    assert [path for path in server.asked if path.startswith("/repos")] == [
        "/repos/fabricated/one",
        "/repos/fabricated/unknown",
    ]
    before = {file: file.read_bytes() for file in project.catalogue.glob("*.jsonl")}
    assert [len(one.same) for one in _fetch(project, today=TUESDAY)] == [1, 2]
    assert {file: file.read_bytes() for file in project.catalogue.glob("*.jsonl")} == before


def test_growth_makes_a_digest_warmer(tmp_path: Path, server: Server) -> None:
    """A second reading says how fast a number grows, and the digest of its week tells it."""
    project = _project(tmp_path, server, _paper("one", arxiv="2401.00001"), _paper("two"))
    _fetch(project, "citations")
    server.number = 19
    _fetch(project, "citations", today=NEXT)
    paper = store.load(project.catalogue).papers[0]
    assert paper.signals["citations"].past == ((MONDAY, 7),)
    (first, second) = site.digest(site.known(project), "2026-11").papers
    assert (first.paper.id, first.told(Words())) == (paper.id, "19 citations (+12)")
    assert second.told(Words()) == ""
    server.number = 3
    (lower,) = _fetch(project, "citations", today="2026-12-01")
    assert (len(lower.same), _signals(project, "one")) == (1, {"citations": (19, NEXT)})


def test_many_are_asked_for_at_once(tmp_path: Path, server: Server) -> None:
    """Five hundred papers a question to one service, a hundred repositories a question to the other."""
    papers = [_paper(f"n{at}", CODE.format(f"n{at}"), arxiv=f"2401.{at:05}") for at in range(501)]
    project = _project(tmp_path, server, *papers)
    done = _fetch(project, keys=KEYS)
    assert [len(one.updated) for one in done] == [501, 501]
    assert server.asked.count("/graph/v1/paper/batch?fields=citationCount") == 2
    assert server.asked.count("/graphql") == 6


def test_keys_are_told_to_their_service_alone(tmp_path: Path, server: Server) -> None:
    """Each key goes to its own service; what mkdocs.yml puts in a service's place gets none; no report tells one."""
    project = _project(tmp_path, server, _paper("one", CODE.format("one"), arxiv="2401.00001"))
    done = _fetch(project, keys=KEYS)
    assert server.sent == [{"x-api-key": "s4cret"}, {"Authorization": "Bearer s3cret"}]
    elsewhere = Plan(kind="stars", base=f"http://127.1:{server.server_port}")
    assert counts.allowed(elsewhere, "s3cret") == ""
    assert counts.allowed(Plan(kind="stars"), "s3cret") == "s3cret"
    bad = _fetch(project, "stars", keys={"PAPERCAT_GITHUB_TOKEN": "s3\ncret"})
    assert "no key has" in bad[0].problem
    assert not [text for text in (str(done), str(bad)) if "s3" in text or "s4" in text]


def test_a_limit_of_the_service_is_a_problem_and_changes_nothing(tmp_path: Path, server: Server) -> None:
    """Half of a count is none: GitHub's word that the hour is used up leaves all as it was, and says so."""
    project = _project(tmp_path, server, _paper("one", CODE.format("one")))
    server.fault = "RATE_LIMITED"
    (done,) = _fetch(project, "stars", keys=KEYS)
    assert "RATE_LIMITED" in done.problem
    assert _signals(project, "one") == {}


def test_a_round_goes_through_all_and_news_go_first() -> None:
    """A run asks for what came since the last one, then goes on where the last run stopped, and round again."""
    plan = Plan(kind="citations")
    papers = [
        Paper(id=key, title=key, ids={"arxiv": key}, sources=(Source("f", "", NEXT if key == "c" else MONDAY),))
        for key in "abcdef"
    ]
    first = counting.chosen(papers, plan, Freshness("citations"), 4)
    assert (list(first.names), first.cursor) == (["a", "b", "c", "d"], "d")
    second = counting.chosen(papers, plan, Freshness("citations", last=TUESDAY, cursor="d"), 4)
    assert (list(second.names), second.cursor) == (["c", "e", "f", "a"], "a")
    whole = counting.chosen(papers, plan, Freshness("citations", last="2026-12-01", cursor="d"), 100)
    assert (list(whole.names), whole.cursor) == (["e", "f", "a", "b", "c", "d"], "d")


@pytest.mark.parametrize(
    ("ids", "name"),
    [
        ({"doi": "10.1/x", "arxiv": "2401.00001"}, ("ARXIV:2401.00001",)),
        ({"doi": "10.1/x"}, ("DOI:10.1/x",)),
        ({"openreview": "abc"}, ()),
    ],
)
def test_a_paper_is_named_by_its_surest_identifier(ids: dict[str, str], name: tuple[str, ...]) -> None:
    """A paper without an identifier that the service knows is not asked for."""
    assert counts.names("citations", Paper(id="x", title="x", ids=ids), ()) == name


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://github.com/Ada/Code.git", ("ada/code",)),
        ("http://www.github.com/ada/code/tree/main/x#y", ("ada/code",)),
        ("https://github.com/orgs/ada", ()),
        ("https://github.com/ada", ()),
        ('https://github.com/a"/b', ()),
        ("https://example.org/ada/code", ()),
    ],
)
def test_a_repository_is_read_from_its_address(address: str, name: tuple[str, ...]) -> None:
    """Whatever stands behind owner and name; other places on GitHub are no repositories."""
    assert counts.names("stars", Paper(id="x", title="x"), [address]) == name
