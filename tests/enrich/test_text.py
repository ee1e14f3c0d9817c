"""Text repair: damage comes out as a person would write it, what only looks like damage stays."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.catalogue import Catalogue
from papercat.enrich import text
from papercat.records import Paper
from papercat.work import Inline

CASES = Path(__file__).parent / "cases" / "repair"
DAMAGE = (CASES.parent / "pieces.txt").read_text(encoding="utf-8").splitlines()
"""Pieces of damage and of sound text, to be thrown together at random."""
DAMAGE += ["\xad", "\x0c", "\n\n", "e\u0301", "\u2028", " "]
HOSTILE = [
    "\\",
    "{",
    "$",
    "~",
    "`",
    "``",
    "- a",
    "<i>",
    "<p>a<",
    "<a ",
    "</p>",
    "\\emph{",
    "\\'",
    "&amp;",
    " ",
    "a.B",
    "^{",
    "\\frac{a}",
]


@pytest.mark.parametrize("rule", text.RULES, ids=lambda rule: rule.name)
def test_each_rule_does_what_its_example_says(rule):
    """A rule's example comes out as its table row shows, by that rule."""
    repaired = text.repair(rule.before)
    assert repaired.text == rule.after
    assert rule.name in {fired.rule for fired in repaired.fired}


def test_rule_names_are_unique():
    """A name in a record's history means one rule."""
    names = [rule.name for rule in text.RULES]
    assert len(names) == len(set(names))


def _cases():
    """Yield (name, damaged, repaired) from files of line pairs: `- ` before, `+ ` after, `= ` for a text that stays."""
    for file in sorted(CASES.glob("*.txt")):
        before = ""
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            name = f"{file.stem}:{number}"
            if line.startswith("- "):
                before = line[2:]
            elif line.startswith("+ "):
                yield pytest.param(before, line[2:], id=name)
            elif line.startswith("= "):
                yield pytest.param(line[2:], line[2:], id=name)


@pytest.mark.parametrize(("before", "after"), list(_cases()))
def test_golden_cases(before, after):
    """Each pair of lines in the case files holds."""
    assert text.repair(before).text == after


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(DAMAGE), max_size=25).map("".join)))
def test_repairing_twice_is_repairing_once(sample):
    """No text raises, and a repaired text has nothing left to repair."""
    once = text.repair(sample)
    assert text.repair(once.text).text == once.text
    if once.text not in {sample, sample.strip()}:
        assert once.fired


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_hostile_texts_end(piece):
    """A text of one piece of markup 20,000 times over comes back soon; a quadratic rule would hang here."""
    once = text.repair(piece * 20_000).text
    assert text.repair(once).text == once


PAPER = Paper(
    id="fabricated", title="A \\emph{Fabricated} Title", abstract="Gains 45\\% on R&amp;D.", extra={"note": 1}
)


def test_a_repaired_paper_keeps_its_original():
    """What changed is under `extra.raw`, and nothing else is touched."""
    paper = text.repaired(PAPER)
    assert (paper.title, paper.abstract) == ("A Fabricated Title", "Gains 45% on R&D.")
    assert paper.extra == {"note": 1, "raw": {"title": PAPER.title, "abstract": PAPER.abstract}}


def test_repairing_a_repaired_paper_changes_nothing():
    """The first original stays the original."""
    paper = text.repaired(PAPER)
    assert text.repaired(paper) == paper


def test_a_sound_paper_stays_the_same_value():
    """Without damage there is no `raw`."""
    paper = Paper(id="fabricated", title="Sound", abstract="Nothing to repair here.")
    assert text.repaired(paper) is paper


def test_the_catalogue_tells_each_repair():
    """The quality page gets rule, field, before and after of every repair, computed from the originals."""
    sound = Paper(id="sound", title="Sound")
    with Inline() as executor:
        found = text.enrich(Catalogue(papers=(text.repaired(PAPER), sound)), executor).repairs
    assert {key: [(one.rule, one.field, one.before, one.after) for one in all_of] for key, all_of in found.items()} == {
        "fabricated": [
            ("latex-font", "title", "\\emph{Fabricated}", "Fabricated"),
            ("html-entity", "abstract", "R&amp;D.", "R&D."),
            ("latex-escape", "abstract", "45\\%", "45%"),
        ]
    }
