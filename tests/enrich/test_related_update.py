"""An update of related papers equals a clean run, whatever came, went or changed. The papers here are fabricated."""

import random
from itertools import chain
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fabricated import catalogue as fabricated
from papercat.catalogue import Catalogue
from papercat.enrich import alone, texts
from papercat.enrich.related import State, entries, nearest, update, updated, vectors, view
from papercat.enrich.texts import Texts
from papercat.insight import Lineage, Mention, Name, Tagging
from papercat.records import Paper
from papercat.work import Inline

ABOUT, DONE = ("token", "robot", "protein", "speech"), ("pruning", "grasping", "folding")
PHRASES = [f"{about} {done}" for about in ABOUT for done in DONE]


@pytest.fixture
def _always_partly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make small catalogues go the way of large ones: few levels, short lists, in several runs, never afresh."""
    monkeypatch.setattr(vectors, "LEVELS", np.array([1, 30, 1000]))
    monkeypatch.setattr(vectors, "COMMON", 30)
    monkeypatch.setattr(vectors, "PROBES", 5)
    monkeypatch.setattr(update, "AFRESH", 0)
    monkeypatch.setattr(nearest, "WIDTH", 5)
    monkeypatch.setattr(nearest, "LINES", 16)
    monkeypatch.setattr(vectors, "PAPERS", 16)
    for room in (nearest, update, entries):
        monkeypatch.setattr(room, "CANDIDATES", 3)


def made(seed: int, count: int) -> Catalogue:
    """Return a catalogue of papers that share some of a few words, names and tags."""
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    papers = []
    extra: Any = {"tags": {}, "mentions": {}, "introduces": {}, "lineage": {}}
    for key in sorted(rng.sample(range(100, 140), count)):
        # texts depend on the key and a little on the seed, so that two catalogues share most papers
        own = random.Random(key * 7 + (rng.random() < 0.04))  # noqa: S311 - as above
        title, abstract = ". ".join(own.sample(PHRASES, 1)), ". ".join(own.sample(PHRASES, 3))
        papers.append(Paper(id=f"p{key}", title=title, abstract=abstract))
        extra["tags"][f"p{key}"] = tuple(Tagging(tag, "", learned=tag == "u") for tag in own.sample("stuvw", 3))
        extra[own.choice(("mentions", "introduces"))][f"p{key}"] = (Mention("sham", "Sham"),)
    if rng.random() < 0.2:
        extra["lineage"] = {papers[0].id: (Lineage("version of", papers[3].id),)}
    names = (Name(id="sham", label="SHAM" if rng.random() < 0.1 else "Sham"),)
    return Catalogue(papers=tuple(papers), names=names, **extra)


def read(catalogue: Catalogue, last: Texts | None = None) -> Texts:
    """Return the texts of a catalogue, numbered on from those of the last run."""
    digests = [alone.digest(paper) for paper in catalogue.papers]
    return texts.updated(last or Texts(), catalogue.papers, digests, Inline())


def clean(catalogue: Catalogue) -> Any:
    return view(updated(State(), catalogue, read(catalogue)), catalogue)


@pytest.mark.usefixtures("_always_partly")
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(32, 40)), min_size=2, max_size=4))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_of_updates_equals_a_clean_run(steps: list[tuple[int, int]]):
    """Papers come, go, are retitled, tagged and tied otherwise: every step shows what a clean run shows."""
    last, words = State(), Texts()
    for seed, count in steps:
        catalogue = made(seed, count)
        words = read(catalogue, words)
        last = updated(last, catalogue, words)
        assert view(last, catalogue) == clean(catalogue)


def counting(function: Any, done: list[int]) -> Any:
    """Return the function, noting the rows that it is given."""

    def counted(matrix: Any, rows: Any, *others: Any) -> Any:
        done.extend(rows)
        return function(matrix, rows, *others)

    return counted


@pytest.mark.usefixtures("_always_partly")
def test_an_update_reads_and_multiplies_only_what_changed(monkeypatch: pytest.MonkeyPatch):
    """A second run over the same catalogue reads no text, multiplies no row, makes no entry."""
    catalogue = made(1, 35)
    words = read(catalogue)
    first = updated(State(), catalogue, words)
    done: list[int] = []
    for name in ("products", "likeness"):
        monkeypatch.setattr(nearest, name, counting(getattr(nearest, name), done))
    monkeypatch.setattr(Inline, "submit", lambda *_: pytest.fail("texts were read again"))
    second = updated(first, catalogue, read(catalogue, words))
    assert not done
    pairs = zip(chain.from_iterable(first.related), chain.from_iterable(second.related), strict=True)
    assert all(one is other for one, other in pairs)


def test_an_update_of_a_real_size_equals_a_clean_run():
    """With the limits as they are: three hundred papers, then three more and one less."""
    whole = fabricated(300)
    fewer = Catalogue(papers=whole.papers[:200] + whole.papers[203:])
    more = Catalogue(papers=whole.papers[1:])
    before = read(fewer)
    after = updated(updated(State(), fewer, before), more, read(more, before))
    assert view(after, more) == clean(more)
