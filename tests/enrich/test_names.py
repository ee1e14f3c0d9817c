"""Names: golden cases for every known trap, and the laws that hold for any catalogue."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.catalogue import Catalogue
from papercat.enrich import names
from papercat.enrich.names import shape
from papercat.insight import Change, Correction
from papercat.records import Paper
from papercat.work import Inline

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "names.yml").read_text(encoding="utf-8"))


def named(*papers: Paper) -> Catalogue:
    return names.enrich(Catalogue(papers=papers), Inline())


def labels(catalogue: Catalogue, paper: str) -> tuple[list[str], list[str]]:
    """Return what a paper introduces and mentions, as shown."""
    known = catalogue.name_by_id
    made = [known[mention.name].label for mention in catalogue.introduces.get(paper, ())]
    used = [mention.version or known[mention.name].label for mention in catalogue.mentions.get(paper, ())]
    return made, used


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["trap"])
def test_names_are_those_a_person_would_see(case):
    """Each paper of the golden case introduces and mentions what a person says it does."""
    papers = [Paper(id=f"p{n}", title=p.get("title", ""), abstract=p["abstract"]) for n, p in enumerate(case["papers"])]
    catalogue = named(*papers)
    for paper, expected in zip(papers, case["papers"], strict=True):
        made, used = labels(catalogue, paper.id)
        assert sorted(made) == sorted(expected["introduces"])
        assert sorted(used) == sorted(expected["mentions"])
    if "names" in case:
        assert len(catalogue.names) == case["names"]


def test_people_win():
    """What a person adds is there, wherever it stands, and others mention it; what they take away is gone."""
    papers = (
        Paper(id="a", title="On bars", abstract="We introduce FooNet, a network. It beats BERT and the quux machine."),
        Paper(id="b", title="", abstract="Better than BarMaker and FooNet."),
    )
    change = Correction(
        introduces=Change(add=("BarMaker",), remove=("foonet",)),
        mentions=Change(add=("quux machine",), remove=("BERT",)),
    )
    catalogue = names.enrich(Catalogue(papers=papers, corrections={"a": change}), Inline())
    assert labels(catalogue, "a") == (["BarMaker"], ["FooNet", "quux machine"])
    assert catalogue.introduces["a"][0].why == "a person said so"
    assert labels(catalogue, "b")[1] == ["BarMaker", "FooNet"]


SENTENCES = st.sampled_from(
    [
        "We introduce FooNet, a network for bars.",
        "We propose Adaptive Frequency Filtering (AFF), a mixer.",
        "We propose abstract flow format (AFF).",
        "It beats BERT-base, ColBERT and FooNet-based models on ImageNet.",
        "Our method, dubbed BarQA, uses AFF.",
        "Results on the Quux2Bar benchmark and GLUE are good.",
        "Code is at https://github.com/foo/FOONET.",
        "Breadth-first search (BFS) is old.",
    ]
)
TEXT = st.lists(SENTENCES, max_size=4).map(" ".join)
TITLES = st.sampled_from(["FooNet: A Network", "On Bars", "BarQA: Questions", "Scan and Snap: A Study", ""])
PAPERS = st.lists(st.tuples(TITLES, TEXT), min_size=1, max_size=5).map(
    lambda texts: [Paper(id=f"p{n}", title=title, abstract=abstract) for n, (title, abstract) in enumerate(texts)]
)


@given(PAPERS, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_order_of_papers_does_not_matter(papers, random):
    """Shuffled records give the same names in the same papers."""
    shuffled = list(papers)
    random.shuffle(shuffled)
    one, other = named(*papers), named(*shuffled)
    assert one.names == other.names
    assert one.introduces == other.introduces
    assert one.mentions == other.mentions


@given(PAPERS)
@settings(max_examples=50, deadline=None)
def test_a_duplicate_record_changes_nothing(papers):
    """A copy of a record under another id gives no name that was not there, and changes no other paper."""
    copy = Paper(id="zz", title=papers[0].title, abstract=papers[0].abstract)
    one, other = named(*papers), named(*papers, copy)
    assert one.names == other.names
    assert [other.introduces.get(p.id) for p in papers] == [one.introduces.get(p.id) for p in papers]
    assert [other.mentions.get(p.id) for p in papers] == [one.mentions.get(p.id) for p in papers]


@given(PAPERS)
@settings(max_examples=50, deadline=None)
def test_mentions_stand_where_they_say(papers):
    """Each mention covers its words, is of a known name, and no paper mentions what it introduces."""
    catalogue = named(*papers)
    assert {m.name for ms in (*catalogue.introduces.values(), *catalogue.mentions.values()) for m in ms} == set(
        catalogue.name_by_id
    )
    for paper in papers:
        made = {mention.name for mention in catalogue.introduces.get(paper.id, ())}
        used = catalogue.mentions.get(paper.id, ())
        assert made.isdisjoint(mention.name for mention in used)
        for mention in (*catalogue.introduces.get(paper.id, ()), *used):
            text = paper.title if mention.field == "title" else paper.abstract
            assert mention.start < 0 or text[mention.start : mention.start + len(mention.surface)] == mention.surface
            assert mention.start < 0 or mention.surface in mention.sentence


@given(PAPERS)
@settings(max_examples=30, deadline=None)
def test_backlinks_equal_the_mentions(papers):
    """The papers of a name are exactly those whose mentions name it."""
    catalogue = named(*papers)
    for index, source in (
        (catalogue.introduced_by, catalogue.introduces),
        (catalogue.mentioned_by, catalogue.mentions),
    ):
        pairs = {(name, paper.id) for name, found in index.items() for paper in found}
        assert pairs == {(mention.name, paper) for paper, mentions in source.items() for mention in mentions}


def test_names_that_look_like_plurals_of_plurals():
    """QXS is the plural of QX, QXSS the plural of nothing: names that differ by an s each are no crash."""
    texts = {name: f"We introduce {name}, a fabricated system. {name} does nothing." for name in ("QX", "QXS", "QXSS")}
    catalogue = named(*(Paper(id=name.lower(), title=f"{name}: Fabricated", abstract=texts[name]) for name in texts))
    made = {paper: [mention.name for mention in mentions] for paper, mentions in catalogue.introduces.items()}
    assert made == {"qx": ["qx"], "qxs": ["qx"], "qxss": ["qxss"]}


@given(st.text(), st.text(alphabet="aAß\u0130 -_+#.\u2011xX1"), st.text())
def test_what_a_part_of_a_text_is_squeezed_to_is_in_what_the_whole_is(before: str, part: str, after: str):
    """That is why a paper without a name's letters need not be looked at again when the name comes or goes."""
    assert shape.squeezed(part) in shape.squeezed(before + part + after)
    assert shape.fold(part) == shape.squeezed(part)


def test_a_name_of_the_title_is_shown_where_the_abstract_introduces_it():
    """The sentence that says what a thing is comes before the title, and before another sentence that has the name."""
    abstract = "Others lack FabriNet. We introduce FabriNet, a network of looms. FabriNet weaves."
    told = named(
        Paper(id="a", title="FabriNet: Weaving with Looms", abstract=abstract),
        Paper(id="b", title="LoomNet: A Network of Threads", abstract="Looms are old. LoomNet weaves."),
        Paper(id="c", title="ThreadNet: A Network of Threads", abstract="We propose a network of looms."),
    )
    quoted = [told.introduces[key][0] for key in "abc"]
    assert [(one.field, one.sentence) for one in quoted] == [
        ("abstract", "We introduce FabriNet, a network of looms."),
        ("abstract", "LoomNet weaves."),
        ("title", "ThreadNet: A Network of Threads"),
    ]
