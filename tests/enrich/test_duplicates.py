"""Versions of one work: what is sure, what a person must judge, what holds for any catalogue. All is fabricated."""

import random
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from fabricated import catalogue as fabricated
from papercat.catalogue import Catalogue
from papercat.enrich import alone, duplicates
from papercat.enrich.duplicates import BACK, blocks
from papercat.enrich.duplicates.editions import edition, head, successor
from papercat.records import Author, Paper
from papercat.work import Inline

CASES = yaml.safe_load((Path(__file__).parent / "cases/related/versions.yml").read_text(encoding="utf-8"))
INVENTED = "invented robots grasp imaginary stalks while fabricated networks prune made-up tokens of corpora"
TITLES = st.sampled_from(
    ["", "Preface", "Pruning Tokens of Networks", "Pruning Token of Networks", "Sham v2: More", "Sham"]
)
PAPERS = st.lists(
    st.tuples(TITLES, st.sampled_from(["", "1", "1+", "2"]), st.sampled_from(["", "Ada Madeup", "Bo Fiktiv"])),
    max_size=8,
)


def text(number: str) -> str:
    """Return a long invented abstract; N+ is N with one sentence changed."""
    if not number:
        return ""
    rng = random.Random(number.rstrip("+"))  # noqa: S311 - not for secrets
    sentences = [" ".join(rng.choices(INVENTED.split(), k=12)).capitalize() for _ in range(12)]
    if number.endswith("+"):
        sentences[-1] = "Here the authors wrote something else"
    return ". ".join(sentences) + "."


def found(*papers: Paper) -> Catalogue:
    return duplicates.enrich(Catalogue(papers=papers), Inline())


def paper(key: str, title: str, number: str, authors: list[str], *place: str) -> Paper:
    date, venue = place or ("", "")
    people = tuple(map(Author, authors))
    return Paper(id=key, title=title, abstract=text(str(number)), authors=people, date=date, venue=venue)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["behaviour"])
def test_golden_cases(case: dict[str, Any]):
    """Each pair of cases/related holds, in either order, and ties are told from both ends."""
    for one, other in (("a", "b"), ("b", "a")):
        result = found(*sorted((paper(one, *case["one"]), paper(other, *case["other"])), key=lambda each: each.id))
        kinds = [tie.kind for tie in result.lineage.get(one, ())] + ["unsure"] * len(result.unsure)
        assert kinds == ([case["is"]] if case["is"] else [])
        assert [BACK[tie.kind] for tie in result.lineage.get(other, ())] == [
            tie.kind for tie in result.lineage.get(one, ())
        ]


@given(PAPERS, st.randoms())
@settings(max_examples=60, deadline=None)
def test_ties_are_told_from_both_ends_in_any_order(records: list[tuple[str, str, str]], rng: random.Random):
    """No paper is tied to itself, each tie has its reason and its other end, none is also unsure; order is nothing."""
    papers = [paper(f"p{n}", title, number, [who] * bool(who)) for n, (title, number, who) in enumerate(records)]
    result = found(*papers)
    ties = {(one, tie.kind, tie.id) for one, some in result.lineage.items() for tie in some}
    assert ties == {(other, BACK[kind], one) for one, kind, other in ties}
    assert all(one != other for one, _, other in ties)
    assert all(tie.why for some in result.lineage.values() for tie in some)
    pairs = [{doubt.one, doubt.other} for doubt in result.unsure]
    assert all(len(pair) == 2 for pair in pairs)
    assert not any({one, other} in pairs for one, _, other in ties)
    rng.shuffle(papers)
    again = found(*papers)
    assert (again.lineage, again.unsure) == (result.lineage, result.unsure)


def test_a_copy_is_found_among_many():
    """A paper that comes in again under another id is tied to the first, and nothing else changes."""
    known = Catalogue(
        papers=(*fabricated(60).papers, paper("zz", "Pruning Tokens of Invented Networks", "7", ["Ada Madeup"]))
    )
    before = duplicates.enrich(known, Inline())
    copy = paper("zzz", "Pruning tokens of invented networks", "7", ["Madeup, Ada"])
    after = duplicates.enrich(Catalogue(papers=(*known.papers, copy)), Inline())
    assert [(tie.kind, tie.id) for tie in after.lineage["zzz"]] == [("version of", "zz")]
    others = {key: ties for key, ties in after.lineage.items() if key not in {"zz", "zzz"}}
    assert (others, after.unsure) == (before.lineage, before.unsure)


def updated(last: duplicates.State, papers: Sequence[Paper]) -> tuple[Catalogue, duplicates.State]:
    """Return what an update finds, and what it leaves."""
    told = map(duplicates.prints, papers)
    return duplicates.updated(last, Catalogue(papers=tuple(papers)), list(map(alone.digest, papers)), told)


@given(st.lists(PAPERS, min_size=2, max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_sequence_of_updates_equals_a_clean_run(steps: list[list[tuple[str, str, str]]]):
    """Papers come, go and are retitled: each run finds what a clean one finds."""
    last = duplicates.State()
    for records in steps:
        papers = [paper(f"p{n}", title, number, [who] * bool(who)) for n, (title, number, who) in enumerate(records)]
        result, last = updated(last, papers)
        assert result == found(*papers)


def test_titles_that_were_compared_are_not_compared_again(monkeypatch: pytest.MonkeyPatch):
    """A second run compares nothing; one with a new paper, which stands before the others, only this one's title."""
    titles = [
        "Pruning Tokens of Neat Networks",
        "Pruning Tokens of Invented Networks",
        "Pruning Tokens of Sham Corpora",
    ]
    papers = [paper(f"p{n}", title, "", []) for n, title in enumerate(titles)]
    compared: list[str] = []

    def ratio(one: str, other: str, **_: object) -> float:
        compared.append(f"{one} {other}")
        return 0.0

    monkeypatch.setattr(blocks, "fuzz", SimpleNamespace(ratio=ratio))
    last = updated(duplicates.State(), papers[1:])[1]
    assert compared
    compared.clear()
    last = updated(last, papers[1:])[1]
    assert not compared
    updated(last, papers)
    assert compared
    assert all("neat" in titles for titles in compared)


@pytest.mark.parametrize(
    ("title", "bare", "size"),
    [
        ("Sham (Extended Abstract)", "Sham", -1), ("Sham: Extended Version", "Sham", 1),
        ("Sham [Journal Version].", "Sham", 1),
        ("Sham - Student Abstract", "Sham", -1), ("Sham (preprint)", "Sham", 0), ("An Extended Abstract", "An", -1),
        ("Extended Abstract", "Extended Abstract", 0), ("Learning to Write a Paper", "Learning to Write a Paper", 0),
        ("A Demo", "A Demo", 0), ("Drawing a Poster", "Drawing a Poster", 0), ("Sham", "Sham", 0),
    ],
)  # fmt: skip
def test_marks_of_edition_are_parted_from_the_title(title: str, bare: str, size: int):
    """What a title says of its edition is read and taken off, but never the whole title."""
    assert edition(title)[:2] == (bare, size)


@pytest.mark.parametrize(
    ("title", "base"),
    [
        ("RetroSham v2: Duplex", ("RetroSham", 2.0)), ("ShamGAN-v2 - Faster", ("ShamGAN", 2.0)),
        ("Sham V2.1", ("Sham", 2.1)),
        ("Sham Version 3: More", ("Sham", 3.0)), ("Sham: v2", ("", 0.0)), ("v2", ("", 0.0)), ("", ("", 0.0)),
    ],
)  # fmt: skip
def test_numbered_systems_are_read(title: str, base: tuple[str, float]):
    """The system and its number, where the head of the title ends with one."""
    assert successor(title) == base


def test_the_head_of_a_title_stands_before_the_colon():
    """A question or a long beginning is no system's name, and neither is nothing."""
    assert head("Sham: A System") == "Sham"
    assert head("Sham - A System") == "Sham"
    assert head("") == ""
    assert head("x" * 61 + ": y") == ""
