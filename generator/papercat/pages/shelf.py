"""What page makers share: the catalogue with its orders, titles and cards, worked out once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, repeat

import numpy as np

from papercat import paths
from papercat.catalogue import Catalogue
from papercat.insight import Mention
from papercat.outputs import coins, mathml
from papercat.outputs.digests import Digest, digests
from papercat.outputs.feeds import arrival
from papercat.page import Page
from papercat.pages import abstracts
from papercat.pages.last import Last
from papercat.pages.rolls import KINDS, Entry, Roll, roll
from papercat.records import Paper, venue_name
from papercat.render import Md, Templates, destination, escape, inline, link, opened
from papercat.settings import MANY, Settings
from papercat.words import Words

ID = "the-id-of-the-paper"
"""Stands for a paper's id in an address until it is filled in."""
FOLLOWED = ("tags", "names", "authors", "venues")
"""Kinds that have feeds."""
TAGGED = 3
"""Tags on a card on the first page."""
NAMED = 3
"""Authors named on a card; the others are "et al."."""


@dataclass(frozen=True)
class Shelf:
    """The catalogue as page makers see it."""

    catalogue: Catalogue
    settings: Settings
    templates: Templates
    written: tuple[Page, ...] = ()
    """Pages that people wrote."""
    last: Last = field(default_factory=Last)
    """Pages that need not be made again."""

    def page(self, path: str, template: str, /, **values: object) -> Page:
        """Return the page that a template makes of some values: all that it is told, so that equal ones stay."""
        return self.last.page(path, (template, values), lambda inputs: self.templates.render(inputs[0], **inputs[1]))

    @cached_property
    def words(self) -> Words:
        """Return the interface's words in the site's language."""
        return Words(self.settings.language)

    def count(self, number: int, one: str, many: str = "") -> Md:
        """Return `1 paper`, `2 papers` in the site's language."""
        return Md(self.words.count(number, one, many))

    def ready(self) -> "Shelf":
        """Work out what most pages ask for; processes that are forked later share it."""
        for kind in self.rolls.values():
            _ = kind.places, kind.by_key, kind.linked
        _ = (
            self.titles,
            self.rank,
            self.bare,
            self.tags_of,
            self.given,
            self.pointing,
            self.uses,
            self.read,
            self.digests,
        )
        return self

    @cached_property
    def titles(self) -> Mapping[str, Md]:
        """Return each paper's title as Markdown by its id."""
        return {paper.id: mathml.prose(paper.title) for paper in self.catalogue.papers}

    @cached_property
    def digests(self) -> tuple[Digest, ...]:
        """Return the digest of each week and month, latest first."""
        return digests(self.catalogue.papers)

    @cached_property
    def order(self) -> tuple[Paper, ...]:
        """Return papers newest first, those of equal date or none by the day they came, then by id."""
        return tuple(sorted(self.catalogue.papers, key=_newness, reverse=True))  # stable: equals stay in order of ids

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """Return each paper's place in the order."""
        return {paper.id: place for place, paper in enumerate(self.order)}

    def newest(self, papers: Iterable[Paper]) -> list[Paper]:
        """Return papers newest first."""
        rank, order = self.rank, self.order
        return [order[place] for place in sorted([rank[paper.id] for paper in papers])]

    @cached_property
    def rolls(self) -> Mapping[str, Roll]:
        """Return tags, names, authors, venues and years with their papers, in the order of their lists."""
        return {kind: roll(kind, self.catalogue, self.settings.options) for kind in KINDS}

    def place(self, kind: str, key: str) -> str:
        """Return the file where an entry stands, with an anchor where it has no page of its own; or nothing."""
        return self.rolls[kind].places.get(key, "")

    def entry_link(self, kind: str, key: str, label: Md, root: str) -> Md:
        """Return a link to an entry, or its bare label where nothing is known of it."""
        place = self.place(kind, key)
        return link(label, root + place) if place else label

    def followed(self, kind: str, entry: Entry) -> bool:
        """Tell whether an entry has a feed of its own; without a `site_url` none has, all in them being absolute."""
        least = self.settings.options.feeds_from
        return bool(self.settings.site_url and kind in FOLLOWED and entry.own and 0 < least <= len(entry.papers))

    def label(self, kind: str, key: str) -> Md:
        """Return the label of an entry."""
        return self.rolls[kind].by_key[key].label

    def entry(self, kind: str, key: str) -> Entry:
        """Return an entry."""
        return self.rolls[kind].by_key[key]

    @cached_property
    def bylines(self) -> Mapping[str, Md]:
        """Return authors, venue and year of each paper in one line; empty where nothing is known."""
        return {paper.id: _byline(paper, self.words) for paper in self.catalogue.papers}

    @cached_property
    def ends(self) -> Mapping[str, str]:
        """Return by paper what a card ends with: its file, the byline where there is one, and what Zotero reads."""
        ends = {one: f"papers/{one}.md){f' *{byline}*' if byline else ''}" for one, byline in self.bylines.items()}
        if self.settings.options.zotero_lists:
            return {paper.id: f"{ends[paper.id]}{coins.span(paper)}" for paper in self.catalogue.papers}
        return ends

    @cached_property
    def tags_of(self) -> Mapping[str, tuple[str, ...]]:
        """Return the tags of each paper that has any, best first."""
        return {one: tuple(tagging.tag for tagging in some) for one, some in self.catalogue.tags.items()}

    @cached_property
    def given(self) -> Mapping[str, tuple[str, ...]]:
        """Return the tags of each paper that more speaks for than its likeness to others: these come and go."""
        return {
            one: tuple([tagging.tag for tagging in some if not tagging.learned])
            for one, some in self.catalogue.tags.items()
        }

    def tag_counts(self, papers: Iterable[Paper]) -> Counter[str]:
        """Return how many of the papers were given each tag, in the order in which tags come first.

        Where none was given any, those count that papers have for their likeness to others.
        """
        ids = [paper.id for paper in papers]
        counts = Counter(chain.from_iterable(map(self.given.get, ids, repeat(()))))
        return counts or Counter(chain.from_iterable(map(self.tags_of.get, ids, repeat(()))))

    @staticmethod
    def venue_counts(papers: Iterable[Paper]) -> Counter[str]:
        """Return how many of the papers each venue has, by its key, in the order in which venues come first."""
        counts = Counter[str]()
        for venue, count in Counter([paper.venue for paper in papers if paper.venue]).items():
            counts[paths.slug(venue)] += count
        return counts

    def card(self, paper: Paper, root: str, text: str = "") -> Md:
        """Return a list item: linked title, byline, and `text`.

        A paper stands in about ten lists, so that what it says there is most of what a site weighs: as little as tells.

        Args:
            paper: what it shows.
            root: from the page to the documentation's root, `../`.
            text: Markdown, what to say of it.
        """
        return Md(f"- [{self.titles[paper.id]}]({root}{self.ends[paper.id]}{f' {text}' if text else ''}")

    def told(self, paper: Paper, root: str) -> Md:
        """Return a card with the abstract's telling sentence."""
        return self.card(paper, root, mathml.prose(abstracts.gist(paper.abstract)))

    def tagged(self, paper: Paper, root: str) -> Md:
        """Return a card with the telling sentence and the paper's first tags."""
        tags = (tagging.tag for tagging in self.catalogue.tags.get(paper.id, ())[:TAGGED])
        chips = " ".join(link(self.label("tags", tag), root + self.place("tags", tag)) for tag in tags)
        return Md(f"{self.told(paper, root)} *{chips}*") if chips else self.told(paper, root)

    @cached_property
    def bare(self) -> Mapping[str, Mapping[str, Md]]:
        """Return each paper's card by its id, as it stands on the first page of a list and as on further ones."""
        ends, titles = self.ends, self.titles
        return {
            root: {one: Md(f"- [{title}]({root}{ends[one]}") for one, title in titles.items()}
            for root in ("../", "../../")
        }

    def cards(self, papers: Iterable[Paper], root: str) -> Md:
        """Return a list of cards."""
        return Md("\n".join(map(self.bare[root].__getitem__, [paper.id for paper in papers])))

    @property
    def related(self) -> int:
        """Return how many related papers a page shows at most."""
        return self.settings.options.related_shown(len(self.catalogue.papers))

    @cached_property
    def pointing(self) -> Mapping[str, list[str]]:
        """Return, by paper, the ids of papers that show it as related, best first, without those it shows itself.

        Of many papers a few are the related ones of some eighty: then no more are shown than the other way round.
        """
        counts, others, scores = map(np.asarray, self.catalogue.neighbours)
        count, ids = len(counts), [paper.id for paper in self.catalogue.papers]
        rows, offsets = np.repeat(np.arange(count), counts), np.cumsum(counts) - counts
        shown = (np.arange(len(rows)) - offsets[rows] < self.related) & (others >= 0)
        rows, others, scores = rows[shown], others[shown], scores[shown]
        back, pairs = others * count + rows, np.sort(rows * count + others)
        single = pairs[np.searchsorted(pairs, back).clip(max=len(pairs) - 1)] != back
        rows, others, scores = rows[single], others[single], scores[single]
        order = np.lexsort((rows, -scores, others))
        found: defaultdict[str, list[str]] = defaultdict(list)
        rows, others = rows[order], others[order]
        if count > MANY:
            near = np.arange(len(others)) - np.searchsorted(others, others) < self.related
            rows, others = rows[near], others[near]
        for to, one in zip(others.tolist(), rows.tolist(), strict=True):
            found[ids[to]].append(ids[one])
        return found

    @cached_property
    def uses(self) -> Mapping[str, Mapping[str, Mention]]:
        """Return, by name, the first place in each paper that uses it, introducing papers included."""
        found: defaultdict[str, dict[str, Mention]] = defaultdict(dict)
        for uses in (self.catalogue.introduces, self.catalogue.mentions):
            for paper, mentions in uses.items():
                for mention in mentions:
                    found[mention.name].setdefault(paper, mention)
        return found

    @cached_property
    def correction(self) -> Md:
        """Return where a correction is suggested, with `ID` for the paper: a new issue, if there is a repository."""
        repo = self.settings.repo_url
        issue = f"{repo}/issues/new?template=correction.yml&title=Correction:+{{id}}" if repo else ""
        return destination((self.settings.options.corrections_url or issue).replace("{id}", ID))

    @cached_property
    def read(self) -> str:
        """Return the day on which a source last gave something, or nothing."""
        days = (source.last or source.read for paper in self.catalogue.papers for source in paper.sources)
        return max(days, default="")

    @cached_property
    def today(self) -> str:
        """Return the last day that the records know, a harvest without news included, or nothing."""
        return max(self.read, *(one.tried for one in self.catalogue.freshness), "")


def root_of(path: str) -> str:
    """Return the way from a file to the documentation's root."""
    return "../" * path.count("/")


def _newness(paper: Paper) -> tuple[str, str]:
    return paper.date, arrival(paper)


def _byline(paper: Paper, words: Words) -> Md:
    """Return `A, B, C et al. · Venue 2024`."""
    people = ", ".join(author.name for author in paper.authors[:NAMED])
    if len(paper.authors) > NAMED:
        people = words("{names} et al.").replace("{names}", people)
    where = _where(paper.venue, paper.year)
    if not people:
        return opened(where)
    return Md(f"{escape(people)} · {where}") if where else escape(people)


@lru_cache(maxsize=1 << 12)
def _where(venue: str, year: str) -> Md:
    """Return venue and year, many papers' in common, as they stand within a line."""
    return inline(" ".join(f"{venue_name(venue)} {year}".split()))
