"""Take new records into the catalogue: find each one's paper, say what changed, give ids to the rest."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from papercat import paths
from papercat.records import Paper, Signal, Source, as_line
from papercat.store.combine import RAW, absorbs, combine, titles
from papercat.store.identity import Key, agree, fold, keys, same_paper

ID = re.compile(r"(?!(?:index|page-\d+)$)[a-z0-9]+(?:-[a-z0-9]+)*")
"""The form of an id: what `paths.slug` makes; anything else could leave its folder."""
ID_LIMIT = 120
CANDIDATES = 50
"""Papers of one title that are compared; thousands of "Preface" must not cost their square."""


class Merged(NamedTuple):
    """The catalogue after a merge, and the ids of what came in."""

    papers: tuple[Paper, ...]
    """All papers, sorted by id."""
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


class _Shelf:
    """Papers found by what names them; local to one merge."""

    def __init__(self, papers: Iterable[Paper] = ()) -> None:
        self.papers: list[Paper] = []
        self._keys: dict[Key, int] = {}
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
            self._keys.setdefault(key, place)
        for title in titles(paper):
            same_title = self._titles[title]
            if place not in same_title[-CANDIDATES:]:
                same_title.append(place)
            if len(same_title) > CANDIDATES:
                self._keys.setdefault(_wording(paper), place)
        return place

    def find(self, paper: Paper) -> int | None:
        """Return the place of the same paper.

        First one that already says all of it, so that what came in once is found again; then by identifier, by source
        and key, by title, people and year.
        """
        named = list(dict.fromkeys(self._keys[key] for key in keys(paper) if key in self._keys))
        titled = self._titles.get(fold(paper.title), [])
        if len(titled) > CANDIDATES and (twin := self._keys.get(_wording(paper))) is not None:
            return twin
        for place in dict.fromkeys((*named, *titled[:CANDIDATES])):
            if absorbs(self.papers[place], paper):
                return place
        for place in named:
            if agree(self.papers[place], paper):
                return place
        sources = {(source.name, source.key) for source in paper.sources}

        def likelihood(place: int) -> tuple[bool, bool, str, int]:
            other = self.papers[place]
            known = any((source.name, source.key) in sources for source in other.sources)
            return not known, other.year != paper.year, other.id, place

        fitting = [place for place in titled[:CANDIDATES] if same_paper(self.papers[place], paper)]
        return min(fitting, key=likelihood, default=None)


def _wording(paper: Paper) -> Key:
    people = ";".join(author.name for author in paper.authors)
    return ("text", "", paths.digest(f"{paper.title}\n{people}\n{paper.date}\n{paper.abstract}", 32))


def merge(existing: Iterable[Paper], incoming: Iterable[Paper], today: str) -> Merged:
    """Return the catalogue with the new records in it.

    Args:
        existing: the catalogue's papers; their ids stay.
        incoming: records from readers or services; `sources` without `read` get today's date.
        today: YYYY-MM-DD.

    Cost is linear in both. What comes in twice, today or on another day, changes nothing.
    """
    shelf = _Shelf(existing)
    before = tuple(shelf.papers)
    taken = {paper.id for paper in before}
    met: set[int] = set()
    for paper in _collapsed(incoming):
        place = shelf.find(paper)
        if place is None:
            made = _entered(paper, taken, today)
            taken.add(made.id)
            shelf.put(made)
            continue
        changed = _updated(shelf.papers[place], paper, today, again=place in met)
        met.add(place)
        if changed is not shelf.papers[place]:
            shelf.put(changed, place)
    return _report(before, shelf.papers, met)


def _report(before: tuple[Paper, ...], after: list[Paper], met: set[int]) -> Merged:
    old = sorted(place for place in met if place < len(before))
    return Merged(
        papers=tuple(sorted(after, key=lambda paper: paper.id)),
        added=tuple(sorted(paper.id for paper in after[len(before) :])),
        updated=tuple(sorted(after[place].id for place in old if after[place] != before[place])),
        same=tuple(sorted(after[place].id for place in old if after[place] == before[place])),
    )


def _collapsed(incoming: Iterable[Paper]) -> list[Paper]:
    """Join records of one paper that come in together; the result does not depend on their order."""
    shelf = _Shelf()
    # one that knows two identifiers goes first and holds together those that know one
    for paper in sorted(incoming, key=lambda paper: (-len(paper.ids), paper.title, as_line(paper))):
        place = shelf.find(paper)
        if place is None:
            shelf.put(paper)
        else:
            shelf.put(combine(shelf.papers[place], paper), place)
    return shelf.papers


def _entered(paper: Paper, taken: set[str], today: str) -> Paper:
    """Return a new paper with its permanent id; one of our own records keeps the id it has."""
    given = paper.id if valid_id(paper.id) and paper.id not in taken else ""
    telling = "; ".join(f"{scheme}:{value}" for scheme, value in sorted(paper.ids.items()))
    people = "; ".join(author.name for author in paper.authors)
    return msgspec.structs.replace(
        paper,
        id=given or paths.unique(paper.title, taken, telling or people or paper.abstract),
        sources=tuple(source if source.read else _stamped(source, today) for source in paper.sources),
        signals=_read(paper.signals, today),
    )


def valid_id(text: str) -> bool:
    """Say whether a text has the form of an id."""
    return len(text) <= ID_LIMIT and bool(ID.fullmatch(text))


def _updated(old: Paper, new: Paper, today: str, *, again: bool) -> Paper:
    """Return `old` itself where `new` says nothing new, otherwise the two joined and dated.

    Where this run met the paper before (`again`), the second record adds to the first and does not replace it.
    """
    heard = {(source.name, source.key) for source in new.sources}
    restated = not again and {(source.name, source.key) for source in old.sources} <= heard
    made = _restated(old, new) if restated else combine(old, new)
    made = msgspec.structs.replace(made, sources=old.sources, signals=_read(made.signals, today))
    sources = _dated(old.sources, new.sources, today, changed=made != old)
    return old if made == old and sources == old.sources else msgspec.structs.replace(made, sources=sources)


def _restated(old: Paper, new: Paper) -> Paper:
    """Return `new` in the place of `old`: every source of `old` speaks again, so its correction stands.

    What the sources no longer mention stays.
    """
    fields = {
        field: getattr(new, field) or getattr(old, field)
        for field in ("title", "abstract", "authors", "date", "updated", "venue", "links", "keywords", "status")
    }
    signals = {
        name: old.signals[name] if name in old.signals and old.signals[name].value == signal.value else signal
        for name, signal in {**old.signals, **new.signals}.items()
    }
    extra = {key: value for key, value in {**old.extra, **new.extra}.items() if key != RAW}
    raw = _texts(old.extra.get(RAW))
    kept = {field: text for field, text in raw.items() if not getattr(new, field, "")}
    if raw := {**kept, **_texts(new.extra.get(RAW))}:
        extra[RAW] = raw
    return msgspec.structs.replace(
        old,
        **fields,
        ids={**old.ids, **new.ids},
        signals=signals,
        status_note=new.status_note or (old.status_note if new.status in {"", old.status} else ""),
        extra=extra,
    )


def _texts(raw: object) -> dict[str, str]:
    pairs = raw.items() if isinstance(raw, dict) else ()
    return {str(field): text for field, text in pairs if isinstance(text, str)}


def _dated(old: tuple[Source, ...], new: tuple[Source, ...], today: str, *, changed: bool) -> tuple[Source, ...]:
    """Return all sources; one that brought something new on a later day says so."""
    made = {(source.name, source.key): source for source in old}
    for source in new:
        mine = made.get((source.name, source.key))
        if mine is None:
            made[source.name, source.key] = source if source.read else _stamped(source, today)
        elif changed and today > (mine.last or mine.read):
            made[source.name, source.key] = Source(mine.name, mine.key, mine.read or today, today)
    return tuple(made[key] for key in sorted(made))


def _stamped(source: Source, today: str) -> Source:
    return Source(source.name, source.key, today)


def _read(signals: dict[str, Signal], today: str) -> dict[str, Signal]:
    return {name: signal if signal.read else Signal(signal.value, today) for name, signal in signals.items()}
