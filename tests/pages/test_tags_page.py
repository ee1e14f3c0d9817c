"""The page of all tags stays readable when there are many."""

import re

import pytest

from papercat import pages
from papercat.catalogue import Catalogue
from papercat.insight import Tag, Tagging
from papercat.pages import moved
from papercat.records import Paper
from papercat.settings import Settings


def _page(count: int) -> str:
    """Return the page of fabricated tags of one facet, of which the n-th has n papers."""
    tags = [Tag(id=f"t{number:02}", label=f"tag {number:02}", facet="task") for number in range(1, count + 1)]
    papers = tuple(Paper(id=f"p{number:02}", title=f"Fabricated {number}") for number in range(1, count + 1))
    tagged = {
        paper.id: tuple(Tagging(tag=tag.id, why="fabricated") for tag in tags[place:])
        for place, paper in enumerate(papers)
    }
    catalogue = Catalogue(papers=papers, vocabulary=tuple(tags), tags=tagged)
    made = {page.path: str(page.content) for page in pages.pages(catalogue, Settings())}
    return made["tags/index.md"]


def test_the_most_used_tags_are_seen_and_the_others_folded_from_a_to_z() -> None:
    """Of sixty tags 24 are seen, by number of papers; the others open without a script, and none is lost."""
    seen, _, folded = _page(60).partition("<details")
    assert re.findall(r"\[tag (\d+) ", seen) == [f"{number:02}" for number in range(60, 36, -1)]
    assert re.findall(r"\[tag (\d+) ", folded) == [f"{number:02}" for number in range(1, 37)]
    assert "36 more, from A to Z" in folded


@pytest.mark.parametrize("count", [1, 32])
def test_a_few_more_are_not_worth_a_press(count: int) -> None:
    """Up to 32 tags all are seen."""
    page = _page(count)
    assert len(re.findall(r"\[tag ", page)) == count
    assert "<details" not in page


def test_the_page_of_a_renamed_tag_leads_on() -> None:
    """Where its old id is no other tag's; a page that only leads on is in no sitemap."""
    cold = Tag(id="cold", label="Cold", was=("chill", "warm", "frost"))
    tags = (cold, Tag(id="unused", label="Unused", was=("idle",)), Tag(id="warm", label="Warm"))
    papers = (Paper(id="p", title="Fabricated"),)
    tagged = {"p": (Tagging(tag="cold", why="fabricated"), Tagging(tag="warm", why="fabricated"))}
    catalogue = Catalogue(papers=papers, vocabulary=tags, tags=tagged, moved={"gone": ""})
    made = {page.path: str(page.content) for page in pages.pages(catalogue, Settings())}
    assert "0; url=../cold/" in made["tags/chill.md"]
    assert "This tag has another name now: [Cold](cold.md)" in made["tags/chill.md"]
    assert "http-equiv" not in made["tags/warm.md"]
    assert "tags/idle.md" not in made
    assert {*moved.sources(catalogue)} == {"papers/gone.md", "tags/chill.md", "tags/frost.md"}


@pytest.mark.parametrize(("count", "seen"), [(12, 12), (13, 8)])
def test_of_very_many_other_words_the_first_are_seen(count: int, seen: int) -> None:
    """A page does not begin with a screen of synonyms; they are all there, and one press away."""
    tag = Tag(id="t", label="tag", facet="task", aliases=tuple(f"word{number}" for number in range(count)))
    paper = Paper(id="p", title="Fabricated")
    catalogue = Catalogue(papers=(paper,), vocabulary=(tag,), tags={"p": (Tagging(tag="t", why="fabricated"),)})
    page = {one.path: str(one.content) for one in pages.pages(catalogue, Settings())}["tags/t.md"]
    lead, _, folded = page.partition("<details")
    assert lead.count("word") == seen
    assert folded.count("word") == count - seen
    assert f"word{seen - 1}.\n{{: .pc-lead }}" in lead
