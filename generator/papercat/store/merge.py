"""Take new records into the catalogue: find each one's paper, say what changed, give ids to the rest."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from papercat import paths
from papercat.records import Paper, Signal, Source, as_line
from papercat.store.combine import ALSO, PAST, RAW, absorbs, combine, others_of, tidied
from papercat.store.identity import apart
from papercat.store.shelf import Shelf

ID = re.compile(r"(?!(?:index|page-\d+)$)[a-z0-9]+(?:-[a-z0-9]+)*")
"""The form of an id: what `paths.slug` makes; anything else could leave its folder."""
ID_LIMIT = 120


class Merged(NamedTuple):
    """The catalogue after a merge, and the ids of what came in."""

    papers: tuple[Paper, ...]
    """All papers, sorted by id."""
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


def merge(existing: Iterable[Paper], incoming: Iterable[Paper], today: str, reserved: Iterable[str] = ()) -> Merged:
    """Return the catalogue with the new records in it.

    Args:
        existing: the catalogue's papers; their ids stay.
        incoming: records from readers or services; `sources` without `read` get today's date.
        today: YYYY-MM-DD.
        reserved: ids that lead to another paper now; no new one gets them.

    Cost is linear in both. What comes in twice, today or on another day, changes nothing.
    """
    before = tuple(existing)
    shelf = Shelf(before)
    taken = {*reserved, *(paper.id for paper in before)}
    told: defaultdict[int, list[Paper]] = defaultdict(list)
    contended: set[int] = set()
    for paper in _collapsed(incoming):
        near = shelf.near(paper)
        place = shelf.find(paper, near)
        if place is not None and _refused(shelf.papers[place], told.get(place, ()), paper):
            contended.add(place)
            place = None
        if place is None:
            made = _entered(paper, taken, today)
            taken.add(made.id)
            shelf.put(made)
        elif place >= len(before):
            shelf.put(_updated(shelf.papers[place], paper, today, alone=False), place)
        else:
            told[place].append(paper)
            contended.update((place,) if len(near.places) > 1 else ())
    for place, papers in told.items():
        alone = len(papers) == 1 and place not in contended
        for paper in papers:
            shelf.papers[place] = _updated(shelf.papers[place], paper, today, alone=alone)
    return _report(before, shelf.papers, told)


def _refused(known: Paper, told: Sequence[Paper], paper: Paper) -> bool:
    """Say whether a record finds its place taken by another paper that came in before it.

    A known record without identifiers may belong to either of two papers, and not to both; what it says already is
    not refused.
    """
    return any(apart(other, paper) for other in told) and not absorbs(known, paper)


def _report(before: Sequence[Paper], after: Sequence[Paper], met: Iterable[int]) -> Merged:
    old = [*met]
    same = {place for place in old if after[place] is before[place] or after[place] == before[place]}
    return Merged(
        papers=tuple(sorted(after, key=lambda paper: paper.id)),
        added=tuple(sorted(paper.id for paper in after[len(before) :])),
        updated=tuple(sorted(after[place].id for place in old if place not in same)),
        same=tuple(sorted(after[place].id for place in same)),
    )


def _collapsed(incoming: Iterable[Paper]) -> list[Paper]:
    """Join records of one paper that come in together; the result does not depend on their order."""
    shelf = Shelf()
    # one that knows two identifiers goes first and holds together those that know one
    for paper in _ordered(map(tidied, incoming)):
        place = shelf.find(paper, shelf.near(paper))
        if place is None:
            shelf.put(paper)
        else:
            shelf.put(combine(shelf.papers[place], paper), place)
    return shelf.papers


def _ordered(papers: Iterable[Paper]) -> Iterator[Paper]:
    """Yield papers in an order that depends on nothing but what they say."""

    def first(paper: Paper) -> tuple[int, str]:
        return -len(paper.ids), paper.title

    for _, group in groupby(sorted(papers, key=first), first):
        alike = list(group)
        yield from sorted(alike, key=as_line) if len(alike) > 1 else alike


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


def _updated(old: Paper, new: Paper, today: str, *, alone: bool) -> Paper:
    """Return `old` itself where `new` says nothing new, otherwise the two joined and dated.

    Only a record that came `alone`, and could belong to no other paper, may take back what its source said before:
    where several contend, each adds to the others, or the next adding would begin the quarrel anew.
    """
    if ALSO in old.extra and absorbs(old, new):
        # several told of it, and this is what one of them said: it takes nothing back
        alone = False
    heard = {(source.name, source.key) for source in new.sources}
    restated = alone and {(source.name, source.key) for source in old.sources} <= heard
    made = _restated(old, new, today) if restated else combine(old, new)
    made = msgspec.structs.replace(made, sources=old.sources, signals=_read(made.signals, today))
    sources = _dated(old.sources, new.sources, today, changed=made != old)
    return old if made == old and sources == old.sources else msgspec.structs.replace(made, sources=sources)


def _restated(old: Paper, new: Paper, today: str) -> Paper:
    """Return `new` in the place of `old`: every source of `old` speaks again, so its correction stands.

    What the sources no longer mention stays.
    """
    fields = {
        field: getattr(new, field) or getattr(old, field)
        for field in ("title", "abstract", "authors", "date", "updated", "venue", "links", "keywords", "status")
    }
    signals = {
        name: _recounted(old.signals[name], signal, today) if name in old.signals else signal
        for name, signal in {**old.signals, **new.signals}.items()
    }
    extra = {key: value for key, value in {**old.extra, **new.extra}.items() if key not in {RAW, ALSO}}
    # nobody says any more what differed from the fields that are told anew
    said = {field: values for field, values in others_of(old).items() if not _told(new, field)}
    if said := {**said, **others_of(new)}:
        extra[ALSO] = dict(sorted(said.items()))
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


def _recounted(old: Signal, new: Signal, today: str) -> Signal:
    """Return the new number with the old one among its past, or the old one where it is the same."""
    if new.value == old.value:
        return old
    read = new.read or today
    past = [(day, value) for day, value in (*old.past, (old.read, old.value)) if day and day < read]
    return Signal(new.value, read, tuple(past[-PAST:]))


def _told(paper: Paper, field: str) -> bool:
    """Say whether a record has a field, `venue`, or a part of it, `ids.doi`."""
    name, dot, part = field.partition(".")
    value = getattr(paper, name, None)
    return bool(value.get(part) if dot and isinstance(value, dict) else value)


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
    """Return the numbers with their day, and of their past what is older."""
    made = {}
    for name, signal in signals.items():
        read = signal.read or today
        made[name] = Signal(signal.value, read, tuple(pair for pair in signal.past if pair[0] < read))
    return made
