"""Related papers: what is found, why, and what must hold for any catalogue. The papers here are fabricated."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from fabricated import catalogue as fabricated
from papercat.catalogue import Catalogue
from papercat.enrich import related
from papercat.enrich.related import MOST, related_from
from papercat.enrich.related.reasons import NAME, Marks, plain
from papercat.enrich.related.reasons import why as told
from papercat.enrich.words import fold, tokens
from papercat.insight import Lineage, Mention, Name, Related, Tag, Tagging
from papercat.records import Paper
from papercat.work import Inline

CASES = yaml.safe_load((Path(__file__).parent / "cases/related/shapes.yml").read_text(encoding="utf-8"))
WORDS = st.sampled_from(
    ["token", "pruning", "vision", "robots", "the", "GANs", "图像", "é", "x" * 50, "3", "", ".", "\x1f"]
)
TEXTS = st.lists(WORDS, max_size=8).map(" ".join)
CATALOGUES = st.lists(st.tuples(TEXTS, TEXTS), max_size=14).map(
    lambda texts: Catalogue(
        papers=tuple(Paper(id=f"p{n:02}", title=title, abstract=text) for n, (title, text) in enumerate(texts))
    )
)


def found(catalogue: Catalogue) -> dict[str, tuple[Related, ...]]:
    return dict(related.enrich(catalogue, Inline()).related)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["behaviour"])
def test_golden_cases(case: dict[str, Any]):
    """Each case of cases/related holds."""
    papers = tuple(Paper(id=key, title=title, abstract=text) for key, (title, text) in sorted(case["papers"].items()))
    result = found(Catalogue(papers=papers))
    for paper, nearest in case["nearest"].items():
        assert (result[paper][0].id if paper in result else "") == nearest
    for paper, why in case.get("why", {}).items():
        assert why in result[paper][0].why


def test_an_empty_catalogue_stays_empty():
    """Nothing in, nothing out."""
    assert found(Catalogue()) == {}


@given(CATALOGUES)
@settings(max_examples=60, deadline=None)
def test_no_paper_relates_to_itself_and_lists_are_short_and_sorted(catalogue: Catalogue):
    """At most ten others, each once, each in the catalogue, likeness falling between 0 and 1, each with a reason."""
    for paper, entries in found(catalogue).items():
        ids = [entry.id for entry in entries]
        assert paper not in ids
        assert len(ids) == len(set(ids)) <= MOST
        assert set(ids) <= catalogue.by_id.keys()
        assert [e.score for e in entries] == sorted((e.score for e in entries), reverse=True)
        assert all(0 < entry.score <= 1 and entry.why for entry in entries)


@given(CATALOGUES, st.randoms())
@settings(max_examples=40, deadline=None)
def test_order_of_records_does_not_matter(catalogue: Catalogue, random: Any):
    """Shuffled records give the same lists; ties stand in order of the id."""
    papers = list(catalogue.papers)
    random.shuffle(papers)
    assert found(Catalogue(papers=tuple(papers))) == found(catalogue)


@given(CATALOGUES, st.integers(0, 13))
@settings(max_examples=40, deadline=None)
def test_another_version_changes_nothing(catalogue: Catalogue, number: int):
    """A second version of a paper gets the list of the first, and no other list changes."""
    if not catalogue.papers:
        return
    first = catalogue.papers[number % len(catalogue.papers)]
    second = Paper(id="p99", title=first.title, abstract=first.abstract)
    lineage = {first.id: (Lineage("version of", "p99"),), "p99": (Lineage("version of", first.id),)}
    before = found(catalogue)
    after = found(replace(catalogue, papers=(*catalogue.papers, second), lineage=lineage))
    assert after.pop("p99", None) == before.get(first.id)
    assert after == before


def test_shared_names_and_tags_are_told_before_words():
    """Who uses what whom introduced is said in words; a tag is shown by its label."""
    papers = tuple(Paper(id=key, title=f"Paper about reading {key}") for key in "abc")
    result = found(
        Catalogue(
            papers=papers,
            names=(Name(id="mamba", label="Mamba"),),
            vocabulary=(Tag(id="speech", label="speech synthesis"),),
            introduces={"a": (Mention("mamba", "Mamba"),)},
            mentions={"b": (Mention("mamba", "Mamba"),), "c": (Mention("mamba", "Mamba"),)},
            tags={"b": (Tagging("speech", ""),), "c": (Tagging("speech", ""),)},
        )
    )
    assert result["b"][0] == Related(
        "c", result["b"][0].score, ("both use Mamba", "tag: speech synthesis", "word: reading")
    )
    assert result["b"][1].why[0] == "introduces Mamba, used here"
    assert result["a"][0].why[0] == "uses Mamba, introduced here"


def test_a_tag_that_was_only_learned_relates_nobody():
    """Beside one that the text or a person gives it is not told, and changes no likeness."""
    papers = tuple(Paper(id=key, title=f"Paper about reading {key}") for key in "ab")
    plain = Catalogue(papers=papers, tags={key: (Tagging("speech", "title has it"),) for key in "ab"})
    learned = {key: (*plain.tags[key], Tagging("art", "others have it", learned=True)) for key in "ab"}
    assert found(replace(plain, tags=learned)) == found(plain)
    assert found(plain)["a"][0].why[0] == "tag: speech"


def test_links_can_be_shown_from_both_ends():
    """The reverse of `related` holds each link once, the likeliest first."""
    lists = found(fabricated(40))
    back = related_from(lists)
    assert {(a, b.id) for a, entries in lists.items() for b in entries} == {
        (a, b) for b, others in back.items() for a in others
    }
    some = max(back, key=lambda paper: len(back[paper]))
    scores = [next(e.score for e in lists[other] if e.id == some) for other in back[some]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("token", "word"),
    [
        ("Tokens", "token"), ("bodies", "body"), ("analysis", "analysis"), ("bias", "bias"), ("class", "class"),
        ("GANs", "gan"), ("3DGS", "3dgs"), ("series", "series"), ("42", ""), ("a", ""), ("THE", ""), ("models", ""),
        ("图", "图"), ("Straße", "strasse"),
    ],
)  # fmt: skip
def test_words_are_folded(token: str, word: str):
    """Case and plural go, what tells nothing goes altogether."""
    assert fold(token) == word


def test_text_is_cut_in_any_script():
    """Words, gaps, and pairs of characters where a script has no spaces."""
    assert tokens("Fine-tuning, fast") == ["Fine", "tuning", ".", "fast"]
    assert tokens("图像分割 with CNNs。") == ["图像", "像分", "分割", "with", "CNNs", "。"]
    assert tokens("naïve ﬁne") == ["naïve", "fine"]


def test_commands_of_formulas_are_no_words():
    """What a formula looks like is not what a paper is about; what stands in it stays."""
    assert tokens(r"Bounds $\sqrt{n} \in \mathcal{O}(k)$") == ["Bounds", "n", "O", ".", "k", "."]


def test_a_stop_word_in_a_label_hides_no_words():
    """A tag such as "chain of thought" takes its own words out of a reason, and no others; four phrases are enough."""
    mine, names = Marks({}, {NAME + "x": "X"}), [NAME + "x"]
    words = [("", "chain"), ("", "kite"), ("wind", "string"), ("", "string"), ("", "oven")]
    assert plain(["chain of thought"], words) == ("tag: chain of thought", "words: kite, wind string, oven")
    assert told(mine, mine, names, ["b", "chain of thought"], words) == (
        "both use X", "tags: b, chain of thought", "word: kite",
    )  # fmt: skip
    assert told(mine, mine, names, ["a", "b", "c", "d"], words) == ("both use X", "tags: a, b, c")


def test_pairs_of_characters_become_words_again_in_a_reason():
    """Scripts without spaces are cut into overlapping pairs; what stands side by side in both papers is told as one."""
    shared = [("语言", "言模"), ("", "图谱"), ("言模", "模型"), ("", "模型"), ("大语", "语言"), ("", "于图")]
    assert plain([], shared) == ("words: 大语言模型, 图谱",)
    assert plain(["语言模型"], [("语言", "言模"), ("", "图谱")]) == ("tag: 语言模型", "word: 图谱")
    assert plain([], [("", "kite"), ("言模", "模型")]) == ("words: kite, 言模型",)


def test_grammar_is_no_subject_in_scripts_without_spaces():
    """Hiragana, particles, and the phrases of abstracts tell nothing of what a paper is about."""
    assert [word for word in map(fold, tokens("本文的知识图谱")) if word] == ["知识", "识图", "图谱"]
    assert [word for word in map(fold, tokens("画像のデータを用いた手法")) if word] == ["画像", "デー", "ータ"]


def test_words_of_all_fields_are_no_reason_where_there_is_another():
    """What every abstract may say is told only where nothing else relates two papers; beside such a word it may be."""
    words = [("", "concluded"), ("part", "played"), ("fatty", "acid"), ("", "month"), ("different", "level")]
    assert plain((), [*words, ("", "nickel")]) == ("words: fatty acid, nickel",)
    assert plain((), [("", "concluded"), ("different", "level")]) == ("words: concluded, different level",)
