"""The immutable collection: papers, and what enrichment found out about them."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, repeat
from operator import attrgetter
from typing import NamedTuple

from papercat.errors import Fault
from papercat.insight import (
    Change,
    Correction,
    FoundLink,
    Freshness,
    Lineage,
    Mention,
    Name,
    Related,
    Repair,
    Tag,
    Tagging,
    Trend,
    Unsure,
)
from papercat.paths import slug, slugs
from papercat.records import Author, Link, Paper

Index = Mapping[str, tuple[Paper, ...]]


class Neighbours(NamedTuple):
    """Related papers as numbers: those of the first paper, best first, then those of the second, and so on."""

    counts: "array[int]"
    """How many each paper has."""
    places: "array[int]"
    """Where each stands among the papers; -1 for one that is not there."""
    scores: "array[float]"


class Marked(NamedTuple):
    """What papers have in common with others, their tags for instance, as numbers."""

    keys: list[str]
    """Each once, in order."""
    counts: "array[int]"
    """How many each paper has."""
    numbers: "array[int]"
    """Of the first paper's keys, then of the second's, and so on."""


def marked(marks: Iterable[Sequence[str]]) -> Marked:
    """Return the keys that each paper has, as numbers."""
    found = [*marks]
    every = [*chain.from_iterable(found)]
    keys = sorted({*every})
    number = {key: at for at, key in enumerate(keys)}
    return Marked(keys, array("q", map(len, found)), array("q", map(number.__getitem__, every)))


@dataclass(frozen=True)
class Catalogue:
    """All papers in order of their id; every mapping is by paper id unless said otherwise.

    An enrichment returns a copy (`dataclasses.replace`) with its own fields filled; a paper without an entry has none.
    """

    papers: tuple[Paper, ...] = ()
    faults: tuple[Fault, ...] = ()
    vocabulary: tuple[Tag, ...] = ()
    names: tuple[Name, ...] = ()
    repairs: Mapping[str, tuple[Repair, ...]] = field(default_factory=dict)
    links: Mapping[str, tuple[FoundLink, ...]] = field(default_factory=dict)
    """URLs in title and abstract; `links_of` joins them with the record's own."""
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    """What people said about tags, names and links; applied by the stage concerned."""
    tags: Mapping[str, tuple[Tagging, ...]] = field(default_factory=dict)
    introduces: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    """Names used but not introduced here."""
    related: Mapping[str, tuple[Related, ...]] = field(default_factory=dict)
    lineage: Mapping[str, tuple[Lineage, ...]] = field(default_factory=dict)
    unsure: tuple[Unsure, ...] = ()
    trends: tuple[Trend, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    """Ids that papers no longer have -> the id that each has now, or nothing where it was taken out."""
    freshness: tuple[Freshness, ...] = ()
    """Of each service that was ever asked, by name."""

    @cached_property
    def by_id(self) -> Mapping[str, Paper]:
        """Return each paper by its id."""
        return {paper.id: paper for paper in self.papers}

    @cached_property
    def neighbours(self) -> Neighbours:
        """Return the related papers of all papers, in catalogue order."""
        place = {paper.id: at for at, paper in enumerate(self.papers)}
        found = [self.related.get(paper.id, ()) for paper in self.papers]
        shown = [*chain.from_iterable(found)]
        return Neighbours(
            array("q", map(len, found)),
            array("q", map(place.get, map(attrgetter("id"), shown), repeat(-1))),
            array("d", map(attrgetter("score"), shown)),
        )

    @cached_property
    def tagged(self) -> Marked:
        """Return the tags of all papers, in catalogue order, each paper's best first."""
        return marked([one.tag for one in self.tags.get(paper.id, ())] for paper in self.papers)

    @cached_property
    def by_tag(self) -> Index:
        """Return papers by tag id."""
        return _index((tagging.tag, p) for p in self.papers for tagging in self.tags.get(p.id, ()))

    @cached_property
    def _namesakes(self) -> frozenset[str]:
        """Return slugs of names that belong to more than one ORCID."""
        orcids: defaultdict[str, set[str]] = defaultdict(set)
        for paper in self.papers:
            for author in paper.authors:
                if author.orcid:
                    orcids[slug(author.name)].add(author.orcid)
        return frozenset(key for key, known in orcids.items() if len(known) > 1)

    @cached_property
    def author_keys(self) -> Mapping[str, tuple[str, ...]]:
        """Return the key of each author of each paper: the slug of the name.

        Namesakes with ORCIDs are told apart by its last digits.
        """
        if not self._namesakes:
            known = slugs(author.name for paper in self.papers for author in paper.authors)
            return {paper.id: tuple([known[author.name] for author in paper.authors]) for paper in self.papers}
        return {paper.id: tuple(map(self._author_key, paper.authors)) for paper in self.papers}

    def _author_key(self, author: Author) -> str:
        key = slug(author.name)
        return f"{key}-{author.orcid[-4:].lower()}" if author.orcid and key in self._namesakes else key

    def links_of(self, paper: Paper) -> tuple[Link, ...]:
        """Return the record's links and those found in its text, each URL once, people's corrections applied."""
        change = self.corrections[paper.id].links if paper.id in self.corrections else Change()
        return linked(paper, self.links.get(paper.id, ()), change)

    @cached_property
    def by_venue(self) -> Index:
        """Return papers by slug of the venue."""
        return _index((slug(p.venue), p) for p in self.papers if p.venue)

    @cached_property
    def by_year(self) -> Index:
        """Return papers by year; those without a date are left out."""
        return _index((p.year, p) for p in self.papers if p.date)

    @cached_property
    def introduced_by(self) -> Index:
        """Return papers by the id of the name that they introduce."""
        return _index((mention.name, p) for p in self.papers for mention in self.introduces.get(p.id, ()))

    @cached_property
    def mentioned_by(self) -> Index:
        """Return papers by the id of the name that they mention."""
        return _index((mention.name, p) for p in self.papers for mention in self.mentions.get(p.id, ()))

    @cached_property
    def tag_by_id(self) -> Mapping[str, Tag]:
        """Return each entry of the vocabulary by its id."""
        return {tag.id: tag for tag in self.vocabulary}

    @cached_property
    def name_by_id(self) -> Mapping[str, Name]:
        """Return each name by its id."""
        return {name.id: name for name in self.names}


def linked(paper: Paper, found: Iterable[FoundLink], change: Change) -> tuple[Link, ...]:
    """Return the record's links and those found in its text, each URL once, with what people added and without others.

    Args:
        paper: the record.
        found: in its text.
        change: people's corrections, by URL.
    """
    by_url: dict[str, Link] = {}
    for link in chain(paper.links, (item.link for item in found), map(Link, change.add)):
        by_url.setdefault(link.url.rstrip("/"), link)
    return tuple(link for url, link in by_url.items() if url not in {u.rstrip("/") for u in change.remove})


def _index(pairs: Iterable[tuple[str, Paper]]) -> Index:
    """Group papers, which come in catalogue order, by key, each paper once a key, keys sorted."""
    groups: defaultdict[str, list[Paper]] = defaultdict(list)
    for key, paper in pairs:
        group = groups[key]
        if not group or group[-1] is not paper:
            group.append(paper)
    return {key: tuple(groups[key]) for key in sorted(groups)}
