"""A source speaks again: what it said before is known again, or gives way to its new word."""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import NamedTuple, TypeVar

import msgspec

from papercat.records import Paper, Signal, Source
from papercat.store.combine import ALSO, PAST, RAW, absorbs, combine, is_lost, others_of
from papercat.store.identity import agree, same_paper
from papercat.store.shelf import Near, Shelf

T = TypeVar("T")


class Saying(NamedTuple):
    """What a source said of a paper."""

    said: Paper
    """Without an id."""
    given: str = ""
    """Id that it came with."""
    place: int = -1
    """Paper of the catalogue that it is part of by now."""
    new: bool = False
    """The catalogue did not know it."""


class Retold(NamedTuple):
    """What is known of some papers after their sources spoke."""

    sayings: list[Saying]
    met: set[int]
    """Papers of the catalogue that new records said again as they are."""


def retold(known: Sequence[Saying], incoming: Sequence[Paper], today: str) -> Retold:
    """Return the known sayings and the new ones, without those that a source takes back.

    A source takes back what it said of a paper when it says something new of it and does not repeat the old. What its
    new word does not mention stays. So a source's last word counts, and who speaks first does not matter to others.

    Args:
        known: what the catalogue holds; `given` is the id of its paper.
        incoming: new records, of papers that may be these.
        today: YYYY-MM-DD.
    """
    if not known:
        return Retold([Saying(_instead((), record, today), record.id, new=True) for record in incoming], set())
    shelf = Shelf(msgspec.structs.replace(one.said, id=one.given) for one in known)
    repeated: set[int] = set()
    fresh: list[tuple[Paper, Near]] = []
    for record in incoming:
        near = shelf.near(record)
        same = next((place for place in near.places if _tells(shelf.papers[place], record, today)), None)
        if same is None:
            fresh.append((record, near))
        else:
            repeated.add(same)
    heard = _origins(incoming) if fresh else set()
    gone: set[int] = set()
    made: list[Saying] = []
    for record, near in fresh:
        about = [place for place in near.places if place not in repeated and _spoke(shelf.papers[place], record, heard)]
        old = [place for place in about if (agree if place in near.named else same_paper)(shelf.papers[place], record)]
        gone.update(old)
        given = "" if old else record.id
        said = _instead([shelf.papers[place] for place in old], record, today)
        made.append(Saying(said, given, min((known[place].place for place in old), default=-1), new=True))
    kept = [one for place, one in enumerate(known) if place not in gone]
    return Retold([*kept, *made], {known[place].place for place in repeated})


def _origins(papers: Iterable[Paper]) -> set[tuple[str, str]]:
    return {(source.name, source.key) for paper in papers for source in paper.sources}


def _tells(old: Paper, new: Paper, today: str) -> bool:
    """Say whether a source said this already; days apart."""
    if not _origins([new]) <= _origins([old]):
        return False
    if len(old.sources) > 1 or ALSO in old.extra:
        # several told of it, and this is what one of them said
        return absorbs(old, new)
    return (new.title == old.title or is_lost(new.title)) and _restated(old, new, today) == old


def _spoke(old: Paper, new: Paper, heard: set[tuple[str, str]]) -> bool:
    """Say whether a new word is by who said the old one, and whether all who said that speak now."""
    mine = _origins([old])
    return mine <= heard and bool(mine & _origins([new]))


def _instead(old: Sequence[Paper], new: Paper, today: str) -> Paper:
    """Return a new record with its days and with what only the old ones mention."""
    if not old:
        sources = tuple(_since(source, "", today) for source in new.sources)
        return msgspec.structs.replace(new, id="", sources=sources, signals=_read(new.signals, today))
    before = reduce(combine, old)
    days = {(source.name, source.key): source.read for source in before.sources}
    made = _restated(before, new, today)
    sources = tuple(_since(source, days.get((source.name, source.key), ""), today) for source in new.sources)
    return msgspec.structs.replace(made, id="", sources=sources, signals=_read(made.signals, today))


def _since(source: Source, first: str, today: str) -> Source:
    """Return a source with its first day; one that says something new on a later day says so."""
    read = first or source.read or today
    if not first and source.read:
        return source
    return Source(source.name, source.key, read, source.last if not first else today if today > read else "")


def _restated(old: Paper, new: Paper, today: str) -> Paper:
    """Return `new` in the place of `old`, with what only `old` mentions."""
    fields = {
        field: _latest(getattr(old, field), getattr(new, field))
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


def _latest(old: T, new: T) -> T:
    """Return the new value, unless there is none or only it has lost characters."""
    if new and old and new != old and is_lost(str(new)) and not is_lost(str(old)):
        return old
    return new or old


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


def _read(signals: dict[str, Signal], today: str) -> dict[str, Signal]:
    """Return the numbers with their day, and of their past what is older."""
    made = {}
    for name, signal in signals.items():
        read = signal.read or today
        made[name] = Signal(signal.value, read, tuple(pair for pair in signal.past if pair[0] < read))
    return made
