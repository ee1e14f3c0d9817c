"""Find the paper that a record belongs to, among those that share an identifier, a key or a title with it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from papercat import paths
from papercat.records import Paper
from papercat.store.combine import titles
from papercat.store.identity import Key, agree, fold, keys, same_paper

CANDIDATES = 50
"""Papers of one title that are compared; thousands of "Preface" must not cost their square."""


class Near(NamedTuple):
    """Places of the papers that a record may belong to."""

    named: tuple[int, ...]
    """Those that share an identifier, or a key at a source."""
    titled: tuple[int, ...]
    """Those that share the title."""

    @property
    def places(self) -> tuple[int, ...]:
        """Return each place once, those of the same title first."""
        return tuple(dict.fromkeys((*self.titled, *self.named)))


class Shelf:
    """Papers found by what names them; local to one merge."""

    def __init__(self, papers: Iterable[Paper] = ()) -> None:
        """Put papers on the shelf, in their order."""
        self.papers: list[Paper] = []
        self._keys: dict[Key, int] = {}
        self._shared: defaultdict[Key, list[int]] = defaultdict(list)
        """Of a key that several papers have, all but the first."""
        self._titles: defaultdict[str, list[int]] = defaultdict(list)
        for paper in papers:
            self.put(paper)

    def put(self, paper: Paper, place: int | None = None) -> int:
        """Add a paper, or replace the one at `place`, and return its place."""
        if place is None:
            place = len(self.papers)
            self.papers.append(paper)
        else:
            self.papers[place] = paper
        for key in keys(paper):
            if self._keys.setdefault(key, place) != place and place not in (more := self._shared[key])[-CANDIDATES:]:
                more.append(place)
        for title in titles(paper):
            same_title = self._titles[title]
            if place not in same_title[-CANDIDATES:]:
                same_title.append(place)
            if len(same_title) > CANDIDATES:
                self._keys.setdefault(_wording(paper), place)
        return place

    def near(self, paper: Paper) -> Near:
        """Return where to look for a record's paper."""
        known = self._keys
        titled = self._titles.get(fold(paper.title), ())
        if len(titled) > CANDIDATES and (twin := known.get(_wording(paper))) is not None:
            return Near((twin,), (twin,))
        named: list[int] = []
        for key in keys(paper):
            if key in known:
                named += (known[key], *self._shared.get(key, ())[:CANDIDATES])
        return Near(tuple(dict.fromkeys(named)), tuple(titled[:CANDIDATES]))

    def find(self, paper: Paper) -> int | None:
        """Return the place of the same paper: by identifier, by source and key, by title, people and year."""
        near = self.near(paper)
        for place in near.named:
            if agree(self.papers[place], paper):
                return place
        fitting = [place for place in near.titled if same_paper(self.papers[place], paper)]
        if len(fitting) > 1:
            return self._likeliest(paper, fitting)
        return fitting[0] if fitting else None

    def _likeliest(self, paper: Paper, fitting: Iterable[int]) -> int:
        sources = {(source.name, source.key) for source in paper.sources}

        def likelihood(place: int) -> tuple[bool, bool, int]:
            other = self.papers[place]
            known = any((source.name, source.key) in sources for source in other.sources)
            return not known, other.year != paper.year, place

        return min(fitting, key=likelihood)


def _wording(paper: Paper) -> Key:
    people = ";".join(author.name for author in paper.authors)
    return ("text", "", paths.digest(f"{paper.title}\n{people}\n{paper.date}\n{paper.abstract}", 32))
