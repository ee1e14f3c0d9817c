"""The map's places: a function of the catalogue, near what is alike, steady when papers come."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial import cKDTree

from fabricated import catalogue as fabricated
from papercat import atlas
from papercat.atlas import ties
from papercat.catalogue import Catalogue
from papercat.insight import Related, Tag, Tagging
from papercat.records import Paper

GROUPS = 12


def _catalogue(count: int, *, tagged: bool = True) -> Catalogue:
    """Return fabricated papers in groups: each is related to five of its own group and has its tag."""
    rng = np.random.default_rng(5)
    papers = tuple(
        Paper(id=f"fabricated-{i:05d}", title=f"Fabricated work {i} on subject {i % GROUPS}") for i in range(count)
    )
    of = [[i for i in range(count) if i % GROUPS == group] for group in range(GROUPS)]
    related = {
        paper.id: tuple(
            Related(papers[other].id, round(0.5 - rank / 20, 2))
            for rank, other in enumerate(rng.choice(of[i % GROUPS], 5, replace=False).tolist())
            if other != i
        )
        for i, paper in enumerate(papers)
    }
    tags = {paper.id: (Tagging(f"subject-{i % GROUPS}", ""),) for i, paper in enumerate(papers)} if tagged else {}
    vocabulary = tuple(Tag(id=f"subject-{group}", label=f"Subject {group}") for group in range(GROUPS))
    return Catalogue(papers=papers, vocabulary=vocabulary, tags=tags, related=related)


def _chain(count: int) -> Catalogue:
    """Return fabricated papers on a line from one subject to the next, related to those around them."""
    rng = np.random.default_rng(7)
    at = np.sort(rng.uniform(0, GROUPS - 1, count) ** 1.1)
    papers = tuple(Paper(id=f"fabricated-{i:05d}", title="Fabricated") for i in range(count))
    related: dict[str, tuple[Related, ...]] = {}
    for i, paper in enumerate(papers):
        some = rng.choice(range(max(0, i - 12), min(count, i + 13)), 6, replace=False).tolist()
        related[paper.id] = tuple(Related(papers[other].id, 0.3) for other in some if other != i)
    tags = {p.id: tuple(Tagging(f"subject-{int(at[i]) + k}", "") for k in (0, 1)) for i, p in enumerate(papers)}
    return Catalogue(papers=papers, tags=tags, related=related)


def _without(whole: Catalogue, gone: set[str]) -> Catalogue:
    related = {
        key: tuple(one for one in some if one.id not in gone) for key, some in whole.related.items() if key not in gone
    }
    return replace(whole, papers=tuple(paper for paper in whole.papers if paper.id not in gone), related=related)


@pytest.mark.parametrize("tagged", [True, False])
def test_what_is_alike_lies_together(*, tagged: bool) -> None:
    """Of a paper's ten neighbours on the map most are of its own group, with tags or without."""
    places = atlas.draw(_catalogue(600, tagged=tagged)).places
    near = cKDTree(places).query(places, 11)[1][:, 1:]
    same = near % GROUPS == np.arange(600)[:, None] % GROUPS
    assert same.mean() > 0.7


def test_the_same_catalogue_gives_the_same_map() -> None:
    """Nothing is left to chance, and nothing is remembered."""
    one, other = atlas.draw(fabricated(200)), atlas.draw(fabricated(200))
    assert (one.places == other.places).all()
    assert one.topics == other.topics


def test_the_last_bit_of_a_logarithm_moves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It differs between kinds of processors, and fifty rounds would make a difference of it that shows."""
    catalogue = fabricated(120)
    before, log1p = atlas.draw(catalogue), np.log1p
    monkeypatch.setattr(np, "log1p", lambda values: np.nextafter(log1p(values), np.inf))
    marks = ties.marks(catalogue).weights
    assert np.array_equal(atlas.draw(catalogue).places, before.places)
    monkeypatch.undo()
    assert np.array_equal(marks.data, ties.marks(catalogue).weights.data)


def test_papers_stay_where_they_were_when_others_come() -> None:
    """Without one paper in a hundred the middle paper moves by less than a twentieth of the map."""
    whole = _chain(600)
    gone = {paper.id for paper in whole.papers[50::100]}
    before, after = atlas.draw(_without(whole, gone)), atlas.draw(whole)
    stayed = [at for at, paper in enumerate(whole.papers) if paper.id not in gone]
    moved = np.hypot(*(after.places[stayed].astype(float) - before.places.astype(float)).T)
    assert np.median(moved) < atlas.SIDE / 20


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7])
@pytest.mark.parametrize("bare", [True, False])
def test_few_papers_have_a_map_too(count: int, *, bare: bool) -> None:
    """The smallest catalogues have as many places as papers, each paper in a topic."""
    papers = fabricated(count, bare=bare)
    made = atlas.draw(replace(papers, tags={}, related={}) if bare else papers)
    assert made.places.shape == (count, 2)
    assert sorted(at for topic in made.topics for at in topic.members) == list(range(count))


def test_topics_and_regions_are_parts() -> None:
    """Every paper is in one topic, every topic in one region, and no two of a kind have one name."""
    made = atlas.draw(_catalogue(600))
    assert sorted(at for topic in made.topics for at in topic.members) == list(range(600))
    assert [at for region in made.regions for at in region.members] == list(range(len(made.topics)))
    assert sum(region.size for region in made.regions) == 600
    for kind in (made.topics, made.regions):
        assert len({one.label for one in kind}) == len(kind)


def test_a_topic_is_named_by_what_tells_it() -> None:
    """Where a group lies alone, its tag names it; without tags a word of its titles does."""
    tagged = {topic.label.split(",")[0] for topic in atlas.draw(_catalogue(600)).topics}
    assert len({label for label in tagged if label.startswith("Subject")}) > GROUPS / 2
    titled = replace(_catalogue(120), tags={})
    named = replace(
        titled,
        papers=tuple(
            replace_title(paper, f"On {'walnuts' if i % GROUPS < GROUPS / 2 else 'pebbles'} again")
            for i, paper in enumerate(titled.papers)
        ),
    )
    assert any(topic.label.startswith(("walnut", "pebble")) for topic in atlas.draw(named).topics)


def replace_title(paper: Paper, title: str) -> Paper:
    """Return the fabricated paper under another title."""
    return Paper(id=paper.id, title=title)
