"""Enrichment that remembers the last run comes to the same as a clean one. The papers here are fabricated."""

import random
from collections.abc import Sequence
from types import SimpleNamespace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat import enrich
from papercat.catalogue import Catalogue
from papercat.enrich import alone, names
from papercat.enrich.tags import learn, mine, weigh
from papercat.insight import Change, Correction
from papercat.records import Paper
from papercat.work import Inline

TITLES = (
    "FooNet: A Network",
    "Deep Bars: A Method",
    "BarQA: Questions",
    "On Bars",
    "The quux machine",
    "Foo Net again",
)
SENTENCES = (
    "We introduce FooNet, a network for bars.",
    "We propose Adaptive Frequency Filtering (AFF), a mixer.",
    "We propose abstract flow format (AFF).",
    "It beats BERT-base, non-BERT models, ColBERT and FooNets on ImageNet.",
    "FooNet-based and Foo-Net v2 models use a quux machine and AFF.",
    "Our method, dubbed BarQA, uses AFF and Deep Bars.",
    "Results on the Quux2Bar benchmark, BarQA2.1 and GLUE are good.",
    "Code is at https://github.com/foo/FOONET.",
)
KEYWORDS = ("Bars", "Area: AR: Adaptive filtering", "Area: Adaptive filtering", "quux machines", "image mixers)")
REPAIRED = {"raw": {"abstract": r"It \emph{beats} all."}}
LIMITS = (
    (mine, "ENOUGH", 4),
    (learn, "ENOUGH", 4),
    (mine, "LEAST", 2),
    (learn, "USERS", 2),
    (learn, "SURE", 0.1),
    (weigh, "EXACT", 1),
)


def made(seed: int) -> Catalogue:
    """Return some of twelve papers, most as they always are; people's corrections come and go."""
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    papers = []
    for key in sorted(rng.sample(range(12), rng.randint(0, 12))):
        own = random.Random(key * 11 + (rng.random() < 0.1))  # noqa: S311 - as above
        abstract = " ".join(own.sample(SENTENCES, 3))
        extra: dict[str, object] = dict(REPAIRED) if own.random() < 0.3 else {}
        keywords = tuple(own.sample(KEYWORDS, own.randint(0, 3)))
        title = own.choice(TITLES)
        papers.append(Paper(id=f"p{key}", title=title, abstract=abstract, keywords=keywords, extra=extra))
    said = Correction(introduces=Change(add=("quux machine",), remove=("FooNet",)), mentions=Change(add=("BarQA",)))
    corrections = {paper.id: said for paper in papers if rng.random() < 0.05}
    return Catalogue(papers=tuple(papers), corrections=corrections)


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=4))
@settings(max_examples=8, deadline=None)
def test_any_sequence_of_runs_equals_clean_ones(seeds: list[int]):
    """Papers and corrections come and go: each run, its memory read from bytes, finds what a clean one finds."""
    last = enrich.Memory()
    with pytest.MonkeyPatch.context() as patch:
        # so few papers go the way of many: tags are learnt, papers count by levels
        for room, limit, value in LIMITS:
            patch.setattr(room, limit, value)
        for seed in seeds:
            catalogue = made(seed)
            shown, memory = enrich.updated(last, catalogue, Inline())
            assert shown == enrich.enrich(catalogue, Inline())
            data = enrich.as_bytes(memory)
            last = enrich.from_bytes(data)
            assert enrich.as_bytes(last) == data


def test_a_name_whose_last_character_stands_apart_is_found_again():
    """A paper that writes a name with a space before its number is looked at again when another brings the name."""
    user = Paper(id="a", title="Arms", abstract="We run all tests on the Quux 2 robot and on others.")
    maker = Paper(id="b", title="Quux2: A Robot", abstract="We introduce Quux2, a robot with seven joints.")
    memory = enrich.updated(enrich.Memory(), Catalogue(papers=(user,)), Inline())[1]
    both = Catalogue(papers=(user, maker))
    shown = enrich.updated(memory, both, Inline())[0]
    assert [mention.surface for mention in shown.mentions["a"]] == ["Quux 2"]
    assert shown == enrich.enrich(both, Inline())


def test_a_name_in_small_letters_is_found_in_a_paper_that_came_before_it():
    """Its first word begins another name already; the paper with it came after that one, and was read then."""
    first = Paper(id="a", title="Gates", abstract="We introduce quux machine, a gate.")
    user = Paper(id="b", title="Arms", abstract="We use the quux engine for all tests.")
    maker = Paper(id="c", title="Engines", abstract="We introduce quux engine, a robot with seven joints.")
    names_of = {"a": "quux machine", "c": "quux engine"}
    memory = enrich.Memory()
    for papers in ((first,), (first, user), (first, user, maker)):
        ids = {paper.id for paper in papers} & names_of.keys()
        said = {key: Correction(introduces=Change(add=(names_of[key],))) for key in ids}
        catalogue = Catalogue(papers=papers, corrections=said)
        shown, memory = enrich.updated(memory, catalogue, Inline())
        assert shown == enrich.enrich(catalogue, Inline())
    assert [mention.surface for mention in shown.mentions["b"]] == ["quux engine"]


def test_only_new_texts_are_read(monkeypatch: pytest.MonkeyPatch):
    """A second run reads the papers that are new or changed, and no others."""
    papers = [Paper(id=f"p{n}", title="", abstract=f"We introduce Foo{n}Net.") for n in range(5)]
    memory = enrich.updated(enrich.Memory(), Catalogue(papers=tuple(papers)), Inline())[1]
    read: list[str] = []

    def reader(some: Sequence[Paper]) -> list[names.Found]:
        read.extend(paper.id for paper in some)
        return names.read(some)

    monkeypatch.setattr(alone, "names", SimpleNamespace(read=reader))
    changed = msgspec.structs.replace(papers[1], abstract="We introduce BarNet.")
    new = Paper(id="q", title="", abstract="Better than Foo3Net.")
    some = [papers[0], changed, *papers[2:], new]
    alone.told(some, map(alone.digest, some), memory.told, Inline())
    assert read == ["p1", "q"]


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x93\x01", msgspec.msgpack.encode({"told": 3})])
def test_what_is_no_memory_is_refused(data: bytes):
    """Bytes of another kind raise an error that can be told from others."""
    with pytest.raises(msgspec.MsgspecError):
        enrich.from_bytes(data)
