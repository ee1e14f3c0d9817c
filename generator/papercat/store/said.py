"""What each source said of a paper, kept in its record.

A record is made of sayings: what one source said once, in the form of a paper of its own. Where there are several,
`extra["said"]` holds of each what the record does not show: `of`, the places of its sources in the record's `sources`;
`not`, the fields and parts of fields (`ids.doi`) that it left out; and what it said otherwise. An entry of a list that
the record has too is its place there. So every saying can be had again, and the record is a function of their set.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import groupby
from typing import TypeVar, get_type_hints

import msgspec

from papercat.records import Paper, Signal, Source, as_line
from papercat.store.combine import ALSO, combine
from papercat.store.valid import check

T = TypeVar("T")
SAID = "said"
TEXTS = ("title", "abstract", "date", "updated", "venue", "status", "status_note")
LISTS = ("authors", "links", "keywords")
PARTS = ("ids", "signals", "extra")
ABSENT = {"authors": (), "links": (), "keywords": ()}
_types = get_type_hints(Paper)
_encode = msgspec.json.encode


def sayings(paper: Paper) -> list[Paper]:
    """Return what each source said, without ids; a record that does not tell them apart is a single saying."""
    entries = paper.extra.get(SAID)
    if not isinstance(entries, list):
        return [msgspec.structs.replace(paper, id="")]
    whole = _without(paper, SAID)
    try:
        return [_saying(whole, entry) for entry in entries]
    except (msgspec.MsgspecError, ValueError, LookupError, TypeError, AttributeError):
        # a hand was at it
        return [whole]


def joined(found: Sequence[Paper], paper_id: str, made: Paper | None = None) -> Paper:
    """Return the record that some sayings make.

    Args:
        found: sayings in the order of `ordered`, at least one.
        paper_id: its id.
        made: what combining them one after the other gives, where that is known.
    """
    found = _once(found)
    if len(found) == 1:
        return msgspec.structs.replace(found[0], id=paper_id)
    made = _without(made or reduce(combine, found), ALSO)
    extra = {**made.extra, SAID: [_entry(one, made) for one in found]}
    return msgspec.structs.replace(made, id=paper_id, extra=dict(sorted(extra.items())))


def united(one: Paper, other: Paper) -> Paper:
    """Return the record of all that two records' sources said, under the id of the first."""
    return joined(_together(one, other), one.id)


def undivided(one: Paper, other: Paper) -> Paper:
    """Return two records as one that no merge takes apart again, under the id of the first; people join them so."""
    made = reduce(combine, _together(one, other))
    return msgspec.structs.replace(made, id=one.id)


def ordered(found: Iterable[T], said: Callable[[T], Paper]) -> list[T]:
    """Return things in an order that depends on nothing but what was said, days apart.

    Those that name their paper best go first: they hold together those that name it less.
    """

    def first(one: T) -> tuple[int, str, list[tuple[str, str]]]:
        paper = said(one)
        return -len(paper.ids), paper.title, _origins(paper)

    made: list[T] = []
    for _, group in groupby(sorted(found, key=first), first):
        alike = list(group)
        made += sorted(alike, key=lambda one: as_line(_undated(said(one)))) if len(alike) > 1 else alike
    return made


def _once(found: Sequence[Paper]) -> list[Paper]:
    """Return each saying once, with its first and its last day."""
    made: list[Paper] = []
    for one in found:
        # the first two comparisons spare nearly all others
        alike = made and made[-1].abstract == one.abstract and _origins(made[-1]) == _origins(one)
        if alike and _undated(made[-1]) == _undated(one):
            made[-1] = combine(made[-1], one)
        else:
            made.append(one)
    return made


def _origins(paper: Paper) -> list[tuple[str, str]]:
    return [(source.name, source.key) for source in paper.sources]


def _together(one: Paper, other: Paper) -> list[Paper]:
    return ordered((*sayings(one), *sayings(other)), said=lambda paper: paper)


def titles_said(paper: Paper) -> Iterator[str]:
    """Yield each title under which a record is known."""
    yield paper.title
    for extra, entry in _entries(paper):
        yield from (title for title in (entry.get("title"), *_texts(extra, "title")) if isinstance(title, str))


def ids_said(paper: Paper) -> Iterator[Mapping[str, str]]:
    """Yield the identifiers under which a record is known; where several sources said some, one at a time."""
    yield paper.ids
    for extra, entry in _entries(paper):
        ids = entry.get("ids")
        told = {**ids} if isinstance(ids, dict) else {}
        for scheme, value in (*paper.ids.items(), *told.items()):
            if isinstance(value, str):
                yield {scheme: value}
        for scheme in paper.ids:
            yield from ({scheme: value} for value in _texts(extra, f"ids.{scheme}"))


def _entries(paper: Paper) -> Iterator[tuple[Mapping[str, object], Mapping[str, object]]]:
    """Yield `extra` and the rest of the record itself and of each of its sayings, where they have something to tell."""
    if ALSO in paper.extra:
        yield paper.extra, {}
    entries = paper.extra.get(SAID)
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            extra = entry.get("extra")
            yield extra if isinstance(extra, dict) else {}, entry


def _texts(extra: Mapping[str, object], field: str) -> list[str]:
    also = extra.get(ALSO)
    values = also.get(field) if isinstance(also, dict) else None
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _without(paper: Paper, key: str) -> Paper:
    extra = {name: value for name, value in paper.extra.items() if name != key}
    return msgspec.structs.replace(paper, id="", extra=extra)


def _undated(paper: Paper) -> Paper:
    sources = tuple(Source(source.name, source.key) for source in paper.sources)
    signals = {kind: Signal(signal.value) for kind, signal in paper.signals.items()}
    return msgspec.structs.replace(paper, sources=sources, signals=signals)


def _entry(one: Paper, made: Paper) -> dict[str, object]:
    """Return how a saying differs from the record, in what JSON can hold."""
    told = {(source.name, source.key) for source in one.sources}
    entry: dict[str, object] = {
        "of": [place for place, source in enumerate(made.sources) if (source.name, source.key) in told]
    }
    missing = []
    for field in (*TEXTS, *LISTS):
        mine, theirs = getattr(one, field), getattr(made, field)
        if mine == theirs:
            continue
        if not mine:
            missing.append(field)
        elif field in LISTS:
            places = {value: place for place, value in enumerate(theirs)}
            entry[field] = [places.get(value, value) for value in mine]
        else:
            entry[field] = mine
    for field in PARTS:
        mine, theirs = getattr(one, field), getattr(made, field)
        missing += [f"{field}.{key}" for key in theirs if key not in mine]
        # 1, 1.0 and true are equal in Python and not in JSON
        if other := {key: value for key, value in mine.items() if key not in theirs or not _same(value, theirs[key])}:
            entry[field] = other
    if missing:
        entry["not"] = missing
    if entry.keys() & {*LISTS, *PARTS}:
        entry = msgspec.json.decode(_encode(entry))
    return entry


def _same(one: object, other: object) -> bool:
    return one is other or (one == other and _encode(one) == _encode(other))


def _saying(whole: Paper, entry: Mapping[str, object]) -> Paper:
    """Return the saying that an entry stands for.

    Raises:
        msgspec.MsgspecError, ValueError, LookupError, TypeError, AttributeError: it stands for none.
    """
    unknown = entry.keys() - {"of", "not", *TEXTS, *LISTS, *PARTS}
    if unknown:
        raise KeyError(*unknown)
    places = msgspec.convert(entry["of"], list[int])
    changes: dict[str, object] = {"sources": tuple(whole.sources[place] for place in places)}
    for field in TEXTS:
        if field in entry:
            changes[field] = msgspec.convert(entry[field], _types[field])
    for field in LISTS:
        if field in entry:
            known = getattr(whole, field)
            values = msgspec.convert(entry[field], list[object])
            listed = [msgspec.to_builtins(known[value]) if isinstance(value, int) else value for value in values]
            changes[field] = msgspec.convert(listed, _types[field])
    missing = msgspec.convert(entry.get("not", []), list[str])
    for field in PARTS:
        other = msgspec.convert(entry.get(field, {}), _types[field])
        left = {name.partition(".")[2] for name in missing if name.partition(".")[0] == field}
        kept = {key: value for key, value in getattr(whole, field).items() if key not in left}
        changes[field] = {**kept, **other} if field != "extra" else dict(sorted({**kept, **other}.items()))
    changes |= {field: ABSENT.get(field, "") for field in missing if "." not in field}
    made = msgspec.structs.replace(whole, **changes)
    check(msgspec.structs.replace(made, id="any"))
    return made
