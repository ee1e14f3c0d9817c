"""Two records of one paper become one.

Of differing values the richer wins, by an order that does not ask who came first; the others are kept under
`extra["also"]` by field. So combining is commutative, and what went in once changes nothing when it comes again.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar, get_args

import msgspec

from papercat.records import Author, Link, LinkKind, Paper, Signal, Source, StatusKind
from papercat.store.identity import ARXIV_DOI, fold

V = TypeVar("V")
K = TypeVar("K", bound=Hashable)
Also = Mapping[str, Sequence[object]]
ALSO, RAW = "also", "raw"
PAST = 8
"""Earlier values of a number that are kept."""
KINDS: tuple[LinkKind, ...] = get_args(LinkKind)
STATUSES: tuple[StatusKind, ...] = get_args(StatusKind)
MARKUP = re.compile(r"\\[A-Za-z%]|\$|&[a-z]+;|<[a-z/]")
PREPRINT = re.compile(r"arxiv|corr\b|biorxiv|medrxiv|preprint", re.IGNORECASE)


def combine(one: Paper, other: Paper) -> Paper:
    """Return one record that says what both say; the id is the first one's, or the other's where it has none."""
    also: dict[str, list[object]] = {}
    pair = (others_of(one), others_of(other))

    def settle(field: str, a: str, b: str, rank: Callable[[str], tuple[object, ...]] = _rank_text) -> str:
        return _settle(field, [a, b], pair, also, rank)

    made = Paper(
        id=one.id or other.id,
        title=settle("title", one.title, other.title),
        abstract=settle("abstract", one.abstract, other.abstract),
        authors=_authors(one, other, pair, also),
        date=settle("date", one.date, other.date, _rank_date),
        updated=max(one.updated, other.updated),
        venue=settle("venue", one.venue, other.venue, _rank_venue),
        ids={
            scheme: settle(f"ids.{scheme}", one.ids.get(scheme, ""), other.ids.get(scheme, ""), _rank_id)
            for scheme in sorted({*one.ids, *other.ids})
        },
        links=union(one.links, other.links, link_key, _rank_link),
        keywords=union(one.keywords, other.keywords, fold, _itself),
        signals=counted(one.signals, other.signals),
        status=max(one.status, other.status, key=STATUSES.index),
        status_note=settle("status_note", one.status_note, other.status_note),
        sources=_sources(one.sources, other.sources),
        extra=_extra(one, other, pair, also),
    )
    return msgspec.structs.replace(made, extra=_noted(made, (one, other), also))


def _settle(
    field: str,
    values: list[str],
    pair: tuple[Also, Also],
    also: dict[str, list[object]],
    rank: Callable[[str], tuple[object, ...]],
) -> str:
    """Return the best of all values known for a field and note those that say something else."""
    one, other = values
    if (one == other or not one or not other) and not any(field in before for before in pair):
        return one or other
    known = {value for value in values if value}
    for before in pair:
        known.update(value for value in before.get(field, ()) if isinstance(value, str) and value)
    if len(known) < 2:  # noqa: PLR2004 - nothing to choose
        return next(iter(known), "")
    kept: list[str] = []
    for value in sorted(known, key=rank, reverse=True):
        if not any(_says(better, value, field) for better in kept):
            kept.append(value)
    if kept[1:]:
        also[field] = [*kept[1:]]
    return kept[0]


def _says(better: str, value: str, field: str) -> bool:
    """Say whether the better value holds all of the other.

    Identifiers do not contain one another, and a record must be found again by its own title.
    """
    whole = field.startswith("ids.") or field == "title"
    return fold(value) == fold(better) if whole else fold(value) in fold(better)


def is_lost(text: str) -> bool:
    """Say whether characters of a text were lost: its file was in an encoding that nobody could tell."""
    return "\ufffd" in text


def _rank_text(text: str) -> tuple[object, ...]:
    return not is_lost(text), len(fold(text)), not MARKUP.search(text), not text.isupper(), len(text), text


def _rank_date(date: str) -> tuple[object, ...]:
    # a preprint comes before its publication; a day says more than a year
    return date[:4], len(date), date


def _rank_venue(venue: str) -> tuple[object, ...]:
    return not PREPRINT.search(venue), *_rank_text(venue)


def _rank_id(value: str) -> tuple[object, ...]:
    return not value.casefold().startswith(ARXIV_DOI), len(fold(value)), len(value), value


def _rank_link(link: Link) -> tuple[object, ...]:
    return -KINDS.index(link.kind), len(link.label), link.label, link.url.startswith("https:"), link.url


def _itself(word: str) -> tuple[object, ...]:
    return (word,)


def link_key(link: Link) -> str:
    """Return what two addresses of one thing share: no scheme, no `www.`, no final slash or `.git`."""
    bare = link.url.partition("://")[2] or link.url
    host, slash, path = bare.partition("/")
    return f"{host.casefold().removeprefix('www.')}{slash}{path}".rstrip("/").removesuffix(".git")


def union(
    some: tuple[V, ...], others: tuple[V, ...], key: Callable[[V], str], rank: Callable[[V], tuple[object, ...]]
) -> tuple[V, ...]:
    """Return every entry once, the best of each key, in the order of the longer list and then the other."""
    if not some and not others:
        return ()
    best: dict[str, V] = {}
    for entry in (*some, *others):
        name = key(entry)
        if name not in best or rank(entry) > rank(best[name]):
            best[name] = entry
    if some == others:
        return tuple(best.values())
    lists = sorted((list(dict.fromkeys(map(key, some))), list(dict.fromkeys(map(key, others)))), key=_length_first)
    return tuple(best[name] for name in dict.fromkeys([*lists[1], *lists[0]]))


def _length_first(entries: list[str]) -> tuple[int, list[str]]:
    return len(entries), entries


def _authors(one: Paper, other: Paper, pair: tuple[Also, Also], also: dict[str, list[object]]) -> tuple[Author, ...]:
    """Return the fuller list, with what only the other knows of the same people."""
    if one.authors == other.authors and not any("authors" in before for before in pair):
        return one.authors
    lists = sorted((one.authors, other.authors), key=_rank_authors, reverse=True)
    best, rest = lists
    known = {fold(author.name): author for author in rest}
    made = tuple(
        Author(author.name, author.affiliation or twin.affiliation, author.orcid or twin.orcid)
        if (twin := known.get(fold(author.name)))
        else author
        for author in best
    )
    names = {fold(author.name) for author in made}
    spelled = {value for before in pair for value in before.get("authors", ()) if isinstance(value, str)}
    everywhere = [names, *({fold(name) for name in text.split("; ")} for text in spelled)]
    if not any(names_of >= known.keys() for names_of in everywhere):
        spelled.add("; ".join(author.name for author in rest))
    spelled.discard("; ".join(author.name for author in made))
    if spelled:
        also["authors"] = [*sorted(spelled)]
    return made


def _rank_authors(authors: tuple[Author, ...]) -> tuple[object, ...]:
    names = [author.name for author in authors]
    lost = any(map(is_lost, names))
    details = [(author.affiliation, author.orcid) for author in authors]
    return (
        not lost,
        len(names),
        sum(map(len, names)),
        names,
        sum(bool(text) for pair in details for text in pair),
        details,
    )


def counted(some: Mapping[str, Signal], others: Mapping[str, Signal]) -> dict[str, Signal]:
    """Return the higher count of each kind, with the first day on which it was seen and the days before."""
    made: dict[str, Signal] = {}
    for name in sorted({*some, *others}):
        told = [signals[name] for signals in (some, others) if name in signals]
        value = max(signal.value for signal in told)
        read = min((s.read for s in told if s.read and s.value == value), default="")
        known: dict[str, int] = {}
        for day, count in (pair for s in told for pair in (*s.past, (s.read, s.value))):
            if day and (day < read or not read):
                known[day] = max(count, known.get(day, count))
        made[name] = Signal(value, read, tuple(sorted(known.items())[-PAST:]))
    return made


def _sources(some: Iterable[Source], others: Iterable[Source]) -> tuple[Source, ...]:
    """Return each source once, with its first and its last day."""
    made: dict[tuple[str, str], Source] = {}
    for source in (*some, *others):
        mine = made.setdefault((source.name, source.key), source)
        if mine is not source:
            first = min(filter(None, (mine.read, source.read)), default="")
            last = max(mine.read, mine.last, source.read, source.last)
            made[source.name, source.key] = Source(source.name, source.key, first, last if last > first else "")
    return tuple(made[key] for key in sorted(made))


def _extra(one: Paper, other: Paper, pair: tuple[Also, Also], also: dict[str, list[object]]) -> dict[str, object]:
    """Return what either has besides the fields; of two values the longer one, the other goes to `also`."""
    made: dict[str, object] = {}
    for key in (*one.extra, *(key for key in other.extra if key not in one.extra)):
        if key in {ALSO, RAW}:
            continue
        field = f"extra.{key}"
        values = [paper.extra[key] for paper in (one, other) if key in paper.extra]
        known = {msgspec.json.encode(v): v for v in (*values, *pair[0].get(field, ()), *pair[1].get(field, ()))}
        best, *rest = sorted(known, key=lambda text: (len(text), text), reverse=True)
        made[key] = known[best]
        if rest:
            also[field] = [known[text] for text in rest]
    return dict(sorted(made.items()))


def tidied(paper: Paper) -> Paper:
    """Return the record with each link and keyword once, and with its named parts in the order of their names."""
    changes: dict[str, object] = {}
    if len({*map(link_key, paper.links)}) < len(paper.links):
        changes["links"] = union(paper.links, (), link_key, _rank_link)
    if len({*map(fold, paper.keywords)}) < len(paper.keywords):
        changes["keywords"] = union(paper.keywords, (), fold, _itself)
    for field in ("ids", "signals", "extra"):
        if len(parts := getattr(paper, field)) > 1:
            changes[field] = dict(sorted(parts.items()))
    return msgspec.structs.replace(paper, **changes) if changes else paper


def absorbs(known: Paper, paper: Paper) -> bool:
    """Say whether a record says nothing that the known one does not say; days apart."""
    if not {(source.name, source.key) for source in paper.sources} & {(s.name, s.key) for s in known.sources}:
        return False
    both = combine(known, paper)
    return msgspec.structs.replace(both, sources=known.sources, signals=known.signals) == known


def titles(paper: Paper) -> set[str]:
    """Return every title that the sources gave, folded."""
    others = others_of(paper).get("title", ())
    return {fold(paper.title), *(fold(title) for title in others if isinstance(title, str))}


def others_of(paper: Paper) -> Also:
    """Return by field what other sources said differently."""
    also = paper.extra.get(ALSO)
    if not isinstance(also, dict):
        return {}
    return {str(field): values for field, values in also.items() if isinstance(values, list)}


def _noted(made: Paper, papers: tuple[Paper, Paper], also: Mapping[str, list[object]]) -> dict[str, object]:
    """Return `extra` with the losing values, and with the text before repair of those that won."""
    extra = dict(made.extra)
    raws: dict[str, str] = {}
    for paper in papers:
        raw = paper.extra.get(RAW)
        for field, text in raw.items() if isinstance(raw, dict) else ():
            if isinstance(text, str) and getattr(paper, str(field), "") == getattr(made, str(field), None):
                raws[str(field)] = max(raws.get(str(field), ""), text)
    if raws:
        extra[RAW] = dict(sorted(raws.items()))
    if also:
        extra[ALSO] = dict(sorted(also.items()))
    return extra
