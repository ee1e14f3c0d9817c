"""What the page of a paper is made of, with few look-ups: of a catalogue that grows most pages only need that."""

from collections.abc import Mapping, Sequence
from itertools import chain, repeat
from typing import NamedTuple

from papercat import paths
from papercat.catalogue import Catalogue
from papercat.insight import Change, Facet, FoundLink, Mention
from papercat.pages.abstracts import FIRST
from papercat.pages.shelf import Shelf
from papercat.records import Paper
from papercat.render import escape

NONE = Change()


class Named(NamedTuple):
    """A name in a paper."""

    surface: str
    """The words as they stand in the abstract."""
    start: int
    """Their offset there, or `FIRST` where the title has them."""
    shown: str
    """Its label in Markdown, linked where it leads somewhere."""
    to: str
    """Where it stands, or nothing."""


class Told(NamedTuple):
    """All that the page of a paper is made of, beside what is the same for all pages; Markdown as plain text."""

    paper: Paper
    changed: Change
    """What people said of its links."""
    found: Sequence[FoundLink]
    """Links in its text."""
    authors: Sequence[str]
    """Where each author stands, or nothing."""
    venue: str
    """Where it stands, or nothing; so for the year."""
    year: str
    tags: Sequence[tuple[Facet, str]]
    """Facet and link of each, best first."""
    introduces: Sequence[Named]
    mentions: Sequence[Named]
    related: Sequence[tuple[str, str, str]]
    """Id, title in Markdown and best reason of each; no score, which moves with every paper that comes."""
    pointing: Sequence[tuple[str, str]]
    """Id and title."""
    lineage: Sequence[tuple[str, str, str]]
    """Id, title and kind of the tie."""
    newer: str
    older: str


class Teller(NamedTuple):
    """Gathers it; what papers have in common is looked up once."""

    catalogue: Catalogue
    shown: int
    """Related papers on a page."""
    titles: Mapping[str, str]
    authors: Mapping[str, str]
    venues: Mapping[str, str]
    """By the name that the source has."""
    years: Mapping[str, str]
    tags_of: Mapping[str, Sequence[str]]
    tags: Mapping[str, tuple[Facet, str]]
    names: Mapping[str, tuple[str, str]]
    """Of each name that any paper has, how it is shown and where it stands."""
    pointing: Mapping[str, Sequence[str]]

    def told(self, paper: Paper, newer: str, older: str) -> Told:
        """Return what the page of a paper is made of.

        Args:
            paper: whose page.
            newer: id of the paper that comes before it, or nothing.
            older: id of the one behind it.
        """
        one, catalogue, titles = paper.id, self.catalogue, self.titles
        return Told(
            paper,
            catalogue.corrections[one].links if one in catalogue.corrections else NONE,
            catalogue.links.get(one, ()),
            [*map(self.authors.get, catalogue.author_keys[one], repeat(""))],
            self.venues.get(paper.venue, ""),
            self.years.get(paper.year, ""),
            [*map(self.tags.__getitem__, self.tags_of.get(one, ()))],
            self._named(catalogue.introduces.get(one, ())),
            self._named(catalogue.mentions.get(one, ())),
            [
                (other.id, titles[other.id], other.why[0] if other.why else "")
                for other in catalogue.related.get(one, ())[: self.shown]
            ],
            [(other, titles[other]) for other in self.pointing.get(one, ())],
            [(tie.id, titles[tie.id], tie.kind) for tie in catalogue.lineage.get(one, ())],
            newer,
            older,
        )

    def _named(self, mentions: Sequence[Mention]) -> Sequence[Named]:
        """Return the names of some mentions."""
        return [
            Named(each.surface, each.start if each.field == "abstract" else FIRST, *self.names[each.name])
            for each in mentions
        ]


def teller(shelf: Shelf) -> Teller:
    """Return what gathers all that pages of papers are made of."""
    catalogue, rolls, known = shelf.catalogue, shelf.rolls, shelf.catalogue.tag_by_id
    venues = {paper.venue for paper in catalogue.papers if paper.venue}
    return Teller(
        catalogue,
        shelf.related,
        {one: str(title) for one, title in shelf.titles.items()},
        rolls["authors"].places,
        {venue: shelf.place("venues", paths.slug(venue)) for venue in venues},
        rolls["years"].places,
        shelf.tags_of,
        {
            key: (known[key].facet if key in known else "topic", str(shown))
            for key, shown in rolls["tags"].linked.items()
        },
        _names(shelf),
        shelf.pointing,
    )


def _names(shelf: Shelf) -> Mapping[str, tuple[str, str]]:
    """Return how each name is shown that a paper has, and where it stands."""
    catalogue, roll = shelf.catalogue, shelf.rolls["names"]
    labels = {name.id: name.label for name in catalogue.names}
    used = chain(catalogue.introduces.values(), catalogue.mentions.values())
    return {
        key: (str(roll.linked[key] if key in roll.linked else escape(labels.get(key, key))), roll.places.get(key, ""))
        for key in {mention.name for mentions in used for mention in mentions}
    }
