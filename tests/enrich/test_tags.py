"""Tags of papers: what is found, why, and what must hold for any catalogue. The papers here are fabricated."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.catalogue import Catalogue
from papercat.enrich import tags
from papercat.enrich.tags import MOST, mine, propose, remember, weigh
from papercat.insight import Change, Correction, Tag
from papercat.records import Paper
from papercat.work import Inline


def tagged(*papers: Paper, **more: Any) -> Catalogue:
    return tags.enrich(Catalogue(papers=papers, **more), Inline())


def ids(catalogue: Catalogue, paper: str = "x") -> list[str]:
    return [tagging.tag for tagging in catalogue.tags.get(paper, ())]


def test_a_word_of_the_title_comes_first_and_says_why():
    """The title weighs more than the abstract, and each tag has its reason in words."""
    catalogue = tagged(
        Paper(
            id="x", title="Named Entity Recognition in Tweets", abstract="We also try question answering systems once."
        )
    )
    assert ids(catalogue)[0] == "named-entity-recognition"
    assert catalogue.tags["x"][0].why == 'title has "Named Entity Recognition"'


@pytest.mark.parametrize(
    ("text", "there", "absent"),
    [
        ("NER for the Web", "named-entity-recognition", ""),
        ("The ner of a river", "", "named-entity-recognition"),
        ("Vision Transformers compared", "vision-transformers", "transformers"),
        ("Modelling point-clouds", "point-cloud-processing", ""),
        ("Retransformers", "", "transformers"),
        ("Quantum simulations of materials", "", "quantum-machine-learning"),
        ("Quantum error correction with few qubits", "quantum-computing", "quantum-machine-learning"),
        ("A photometric sky survey of quasars", "astronomy", "surveys"),
        ("A Survey of Parsers", "surveys", ""),
        ("Handover in cellular networks", "wireless-networks", "biology"),
    ],
)
def test_words_are_whole_and_longest_first(text, there, absent):
    """Capitals of short forms count, words are whole, and a longer phrase hides the shorter one inside it."""
    found = ids(tagged(Paper(id="x", title=text)))
    assert not there or there in found
    assert absent not in found


def test_people_win():
    """A person's tag is added by label, alias or id, comes first, and what they removed is gone."""
    change = Change(add=("RL", "robotics", "no such tag"), remove=("named entity recognition",))
    catalogue = tagged(Paper(id="x", title="Named Entity Recognition"), corrections={"x": Correction(tags=change)})
    assert ids(catalogue) == ["reinforcement-learning", "robotics"]
    assert catalogue.tags["x"][0].why == "a person said so"


def test_the_peoples_vocabulary_is_used():
    """A tag that only people know is found by its alias."""
    words = (Tag(id="basket-weaving", label="basket weaving", facet="topic", aliases=("wickerwork",)),)
    assert ids(tagged(Paper(id="x", title="On Wickerwork"), vocabulary=words)) == ["basket-weaving"]


def test_the_peoples_vocabulary_is_used_in_scripts_without_spaces():
    """A phrase is found wherever it stands, and the reason says it as the text does."""
    words = (Tag(id="kg", label="知识图谱", facet="topic", aliases=("BERT模型",)),)
    (found,) = tagged(Paper(id="x", title="面向知识图谱补全"), vocabulary=words).tags["x"]
    assert (found.tag, found.why) == ("kg", 'title has "知识图谱"')
    assert "kg" in ids(tagged(Paper(id="x", title="一种BERT模型"), vocabulary=words))
    assert "kg" not in ids(tagged(Paper(id="x", title="知识的图与谱"), vocabulary=words))


def test_phrases_that_overlap_both_count():
    """A word that ends one phrase may begin the next one."""
    assert {"ranking", "online-learning"} <= set(ids(tagged(Paper(id="x", title="Online learning to rank"))))


@pytest.mark.parametrize(
    ("title", "abstract", "absent"),
    [
        ("A New Particle in New Jersey", "A new generation of detectors.", "journalism"),
        ("A Novel Method", "We present a novel approach.", "literature"),
        ("Safety of a Vaccine", "Its safety was good in 400 persons.", "ai-safety"),
        ("Electron Transfer in Enzymes", "The transfer takes two steps.", "transfer-learning"),
        ("Growing a Random Forest", "A random forest of 500 trees.", "ecology"),
        ("Revisiting the Perspective of Nurses", "From a new perspective.", "position-paper"),
        ("A Switching Control Law for Unicycles", "The law is stable.", "law"),
        ("The Temperature History in a Thick Skin", "Its history under heating.", "history"),
        ("The Theory of the Impact Tube", "The theory of tubes in rarefied air.", "learning-theory"),
        ("Thermal Equilibrium behind a Shock", "The gas is in equilibrium.", "game-theory"),
        ("Capturing a Satellite by a Robot", "The satellite tumbles.", "remote-sensing"),
        ("A Rotary Actuator", "Its rotary spring is stiff.", "positional-encoding"),
        ("The Aqueous Humor of the Eye", "Humor flows out.", "idioms-and-figurative-language"),
        ("Brush Strokes of a Painting Robot", "Each stroke is planned.", "neurology"),
    ],
)
def test_a_word_of_many_meanings_gives_no_tag_alone(title: str, abstract: str, absent: str):
    """Words that mostly mean something else are hints or no words of a tag at all."""
    assert absent not in ids(tagged(Paper(id="x", title=title, abstract=abstract)))


@pytest.mark.parametrize(
    ("title", "abstract", "there"),
    [
        ("Legal History of the Levant", "Historians read court registers.", ["history", "law"]),
        ("Representations for Grasp Transfer", "A grasp is planned.", ["grasping"]),
        ("Cardiac Malformations in the Newborn", "Septal defects of infants.", ["cardiology", "pediatrics"]),
        ("The Laminar Boundary Layer of a Flat Plate", "Heat flux and skin friction.", ["fluid-dynamics"]),
    ],
)
def test_papers_of_other_fields_have_tags(title: str, abstract: str, there: list[str]):
    """What a paper of another field is about is a tag of it; words of many meanings count beside another word."""
    assert set(there) <= set(ids(tagged(Paper(id="x", title=title, abstract=abstract))))


def test_a_hint_counts_beside_a_word_or_in_the_keywords():
    """A hint adds to a tag that another word gives, and is enough where the authors chose it as a keyword."""
    words = (Tag(id="thermodynamics", label="thermodynamics", aliases=("heat flux",), hints=("passage",)),)
    alone, beside, chosen = (
        tagged(Paper(id="x", title="On passage", abstract=abstract, keywords=keywords), vocabulary=words)
        for abstract, keywords in (("", ()), ("A heat flux.", ()), ("", ("passage",)))
    )
    assert (ids(alone), ids(beside), ids(chosen)) == ([], ["thermodynamics"], ["thermodynamics"])
    assert beside.tags["x"][0].why.startswith('title has "passage"')


PHRASES = [
    "graph neural networks",
    "for",
    "protein folding",
    "and",
    "vision transformers",
    "in Korean",
    "a survey of NER",
]
WORDS = st.sampled_from(PHRASES)
TEXT = st.lists(WORDS, max_size=12).map(" ".join)
PAPERS = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6).map(
    lambda texts: [Paper(id=f"p{n}", title=title, abstract=abstract) for n, (title, abstract) in enumerate(texts)]
)


@given(PAPERS, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_order_of_papers_does_not_matter(papers, random):
    """Shuffled records get the same tags."""
    shuffled = list(papers)
    random.shuffle(shuffled)
    assert tagged(*papers).tags == tagged(*shuffled).tags


@given(PAPERS)
@settings(max_examples=40, deadline=None)
def test_tags_are_known_ranked_and_few(papers):
    """Every tagging is of the vocabulary, unique, at most eight, best first, with a reason."""
    catalogue = tagged(*papers)
    for found in catalogue.tags.values():
        assert len({tagging.tag for tagging in found}) == len(found) <= MOST
        assert [t.score for t in found] == sorted((t.score for t in found), reverse=True)
        assert all(t.why and t.tag in catalogue.tag_by_id for t in found)


def keyworded(count: int) -> list[Paper]:
    """Return papers with a keyword that stands in no text, a quarter of them about kites."""
    subjects = {
        "kites": "the string flutters in the wind",
        "stoves": "the oven smoulders under the pot",
        "boats": "the keel creaks below the deck",
        "bells": "the bronze rings over the roofs",
    }
    return [
        Paper(id=f"k{n:03}", title=f"Note {n}", abstract=subjects[key], keywords=(f"invented {key}",))
        for n in range(count)
        for key in [sorted(subjects)[n % 4]]
    ]


def test_tags_are_learnt_from_keywords_where_there_are_enough():
    """A paper in the words of papers with a keyword gets it as a tag, and the reason names the words."""
    asked = Paper(id="x", title="On wind", abstract="A string that flutters.")
    found = tagged(asked, *keyworded(200)).tags["x"]
    assert [tagging.tag for tagging in found] == ["invented-kites"]
    assert found[0].why == 'papers with this keyword say "wind", "flutter", "string"'
    assert found[0].learned
    assert "x" not in tagged(asked, *keyworded(196)).tags


def test_papers_are_read_alike_alone_and_among_others():
    """Where a paper stands in the long row of words changes nothing."""
    papers = [
        Paper(id="a", title="NER", abstract="", keywords=("question", "answering")),
        Paper(
            id="b",
            title="",
            abstract="Graph neural. Networks learn. Vision transformers. Text-to-SQL, text-to-SQL.",
        ),
        Paper(id="c", title="C++ and C# for POMDPs", abstract="One sentence on graph neural networks"),
    ]
    together = tagged(*papers).tags
    alone = {paper.id: tagged(paper).tags.get(paper.id, ()) for paper in papers}
    assert {key: {t.tag for t in found} for key, found in together.items() if found} == {
        key: {t.tag for t in found} for key, found in alone.items() if found
    }
    assert "question-answering" not in {t.tag for t in together["a"]}
    assert "graph-neural-networks" not in {t.tag for t in together.get("b", ())}


@pytest.mark.parametrize(
    ("keyword", "about"),
    [
        ("graph learning", "graph learning"),
        ("Machine Learning: ML: Graph Learning", "Graph Learning"),
        ("Machine Learning: ML: Robustness", "Machine Learning: Robustness"),
        ("Computer Vision: CV: Applications", "Computer Vision"),
        ("Machine Learning (ML): General", "Machine Learning"),
        ("Large Language Models (LLMs)", "Large Language Models"),
        ("SE(3) equivariance", "SE(3) equivariance"),
        ("reinforcement learning (with human feedback)", "reinforcement learning (with human feedback)"),
        ("Machine Learning: General", "Machine Learning"),
        ("Recognition (object detection", ""),
        ("categorization)", ""),
        ("Machine Learning (ML)", "Machine Learning"),
        (":", ""),
    ],
)
def test_keywords_are_made_subjects(keyword: str, about: str):
    """Area codes of conferences lose their codes, and halves of lists in brackets are no subjects."""
    assert mine.subject(keyword, {("graph", "learning"), ("machine", "learning")}) == about


def test_sections_of_a_short_list_are_tags():
    """Few keywords for many papers are sections that somebody sorted a list into; keywords that stand once are none."""
    listed = [Paper(id=f"l{n}", title=f"Note {n}", keywords=(f"invented {'ab'[n % 2]}-section",)) for n in range(8)]
    assert ids(tagged(*listed), "l0") == ["invented-a-section"]
    own = [Paper(id=f"o{n}", title=f"Note {n}", keywords=(f"lone word {n}", f"lonely word {n}")) for n in range(8)]
    assert not tagged(*listed, *own).tags


def test_a_single_word_is_a_tag_only_where_it_mostly_means_the_keyword():
    """Six papers share a keyword of one word, but thirty other titles have that word, too."""
    titled = [Paper(id=f"t{n:02}", title="On agents", keywords=("x1", "y1")) for n in range(30)]
    named = [Paper(id=f"n{n}", title="", keywords=("agent", "copula")) for n in range(6)]
    catalogue = tagged(*keyworded(200), *titled, *named)
    assert "copula" in catalogue.tag_by_id
    assert "agent" not in catalogue.tag_by_id


def test_a_single_word_among_the_keywords_is_no_tag_of_every_text_that_has_it():
    """The papers with the keyword have the tag; another one that only says the word has not."""
    named = [Paper(id=f"n{n}", title=f"Fabricated study {n}", keywords=("copula", "y1")) for n in range(6)]
    said = Paper(id="x", title="A copula of verbs", abstract="The copula is a verb.")
    catalogue = tagged(*keyworded(200), *named, said)
    assert "copula" in {tag.id for tag in catalogue.vocabulary}
    assert "copula" in {tagging.tag for tagging in catalogue.tags["n1"]}
    assert "copula" not in {tagging.tag for tagging in catalogue.tags.get("x", ())}


def test_a_tag_is_learnt_only_where_its_words_tell_it():
    """A keyword on every eighth of sixty papers that are all alike is no tag of another such paper."""
    alike = [
        Paper(
            id=f"a{n:03}",
            title="Lattices",
            abstract=f"Lattices of {n}.",
            keywords=("odd one",) if n % 8 == 0 else ("other",),
        )
        for n in range(60)
    ]
    found = tagged(*keyworded(200), *alike, Paper(id="x", title="Lattices", abstract="Lattices of things.")).tags
    assert "odd-one" not in [tagging.tag for tagging in found.get("x", ())]
    assert "other" in [tagging.tag for tagging in found["x"]]


@given(st.lists(st.sampled_from(("robotics", "parsing", "invented", "sham")), unique=True), st.floats(1, 2))
def test_what_others_teach_takes_no_tag_away(suggested: list[str], sureness: float):
    """A paper's own words give the same tags, whatever its likeness to others adds."""
    words = (Tag(id="robotics", label="Robotics"), Tag(id="parsing", label="Parsing"))
    papers = {"x": Paper(id="x", title="Robotics", abstract="Parsing is cheap. We need parsing.")}
    matched = remember.matched(((), {}), words, papers, Inline())
    learned = tuple(propose.Learned(tag, sureness, ("word",)) for tag in suggested)
    alone, taught = (weigh.weighed(weigh.State(), words, matched, [("x", some)]).shown["x"] for some in ((), learned))
    given_alone, given_taught = ({one.tag for one in each.taggings if not one.learned} for each in (alone, taught))
    assert given_taught == given_alone == {"robotics", "parsing"}
