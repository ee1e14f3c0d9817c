"""One foreign record to a paper: known fields to ours, the rest unchanged to `extra`."""

import re
from collections.abc import Mapping

import msgspec

from papercat.readers import links as addresses
from papercat.readers import people as persons
from papercat.readers import values
from papercat.readers.fields import DROP, LOCAL, Target, bare, is_refused, public, target
from papercat.readers.noting import Notes, Record
from papercat.records import Author, Link, Paper, Signal, Source, StatusKind, is_safe

TAKEN = ("raw", "also", "said")
"""Names under `extra` that Papercat itself writes."""
NOTHING = re.compile(
    r"\s*(?:[-\u2013\u2014.?]+|#?n[/.]?a\.?|none|null|nan|tba|tbd|\[?no abstract(?: available)?\.?\]?)\s*",
    re.IGNORECASE,
)
"""What people write into a field of which they know nothing."""
STATUSES: dict[str, StatusKind] = {
    "preprint": "preprint", "published": "published", "withdrawn": "withdrawn", "retracted": "retracted",
}  # fmt: skip


class _Draft:
    """A paper while its fields come in."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.authors: tuple[Author, ...] = ()
        self.ids: dict[str, str] = {}
        self.links: dict[str, Link] = {}
        self.keywords: tuple[str, ...] = ()
        self.signals: dict[str, Signal] = {}
        self.extra: dict[str, object] = {}


def foreign(raw: Record, notes: Notes) -> Paper | None:
    """Return the paper, or nothing where it has no title."""
    draft = _Draft()
    for key, goal in notes.plan(raw):
        value = raw[key]
        if _is_nothing(value, goal):
            continue
        if goal.field == DROP or (isinstance(value, str) and LOCAL.match(value)):
            notes.drop(key, goal)
            continue
        if goal.field in {"", "status"} and goal.rank and is_refused(key, value):
            notes.refused += 1
        if not goal.field or not _put(draft, goal, value, notes):
            name = f"{key}_" if key in TAKEN else goal.part or key if not goal.field else key
            draft.extra[name] = values.clean(public(value))
    texts = draft.texts
    if not texts.get("title"):
        return None
    year, month = texts.get("year", ""), texts.get("month", "")
    date = texts.get("date", "")
    if not date or date == year:
        date = f"{year}-{month}" if year and month else year
    return Paper(
        id="",
        title=texts["title"],
        abstract=texts.get("abstract", ""),
        authors=draft.authors,
        date=date,
        updated=texts.get("updated", ""),
        venue=texts.get("venue", ""),
        ids=draft.ids,
        links=tuple(draft.links.values()),
        keywords=draft.keywords,
        signals=draft.signals,
        status=STATUSES.get(texts.get("status", ""), ""),
        status_note=texts.get("status_note", ""),
        sources=(Source(notes.file, texts.get("key", "")),),
        extra=draft.extra,
    )


def _is_nothing(value: object, goal: Target) -> bool:
    # NaN, the only value that is not itself, is how some programs write "nothing"
    if value in (None, "", [], {}) or value != value:  # noqa: PLR0124
        return True
    return isinstance(value, str) and goal.field not in {"", "title"} and bool(NOTHING.fullmatch(value))


def _put(draft: _Draft, goal: Target, value: object, notes: Notes) -> bool:
    """Put a value into its field; say whether all of it found its place there."""
    if goal.field in {"authors", "keywords"}:
        return _put_list(draft, goal.field, value, notes)
    if goal.field == "ids":
        return _put_ids(draft, goal.part, value)
    if goal.field == "links":
        return _put_links(draft, goal.part, value, notes)
    if goal.field == "signals":
        number = values.count(value)
        if number is not None:
            draft.signals.setdefault(goal.part, Signal(number))
        return number is not None or (isinstance(value, int | float) and value < 0)
    if goal.field in draft.texts:
        return draft.texts[goal.field] == value
    text = _text(goal.field, value, notes)
    if text:
        draft.texts[goal.field] = text
    return bool(text)


def _put_list(draft: _Draft, field: str, value: object, notes: Notes) -> bool:
    if field == "keywords":
        # a reference manager keeps the authors' own and a reader's in two columns
        draft.keywords = values.words([*draft.keywords, *(found := values.words(value))])
        return bool(found)
    people = persons.people(value)
    if not people or draft.authors:
        return False
    draft.authors = notes.once(people)
    return persons.whole(value)


def _put_ids(draft: _Draft, scheme: str, value: object) -> bool:
    if not scheme:
        told = {bare(str(name)): entry for name, entry in value.items()} if isinstance(value, Mapping) else {}
        kept = [_put_ids(draft, name, entry) for name, entry in told.items()]
        return bool(kept) and all(kept)
    known = addresses.identifier(scheme, value)
    if not known:
        return False
    draft.ids.setdefault(scheme, known)
    if isinstance(value, float):
        return True
    text = str(value)
    if text.startswith("http") and "doi.org/" not in text:
        _put_urls(draft, [Link(url.url, "page") for url in addresses.addresses(text, "page")[0]])
        return True
    # a version ("1612.00423v1") is said nowhere else
    return draft.ids[scheme] == known and (scheme != "arxiv" or text.casefold().removeprefix("arxiv:").strip() == known)


def _put_links(draft: _Draft, kind: str, value: object, notes: Notes) -> bool:
    if isinstance(value, Mapping) and not value.keys() & {"url", "href", "URL"}:
        # an address for each kind: {"pdf": …, "code": …}
        told = [
            (target(str(name), {}), entry)
            for name, entry in value.items()
            if not isinstance(entry, Mapping) or "url" in entry
        ]
        kept = [_put_links(draft, to.part if to.field == "links" else "", entry, notes) for to, entry in told]
        return len(kept) == len(value) and all(kept)
    links, refused = addresses.addresses(value, kind)
    for text in refused:
        notes.fault("a link that must not be followed was left out", expected="http, https, ftp or mailto", raw=text)
    _put_urls(draft, links)
    if kind in {"", "page", "pdf"}:
        for link in links:
            for scheme, known in addresses.known_ids(link.url):
                if known:
                    draft.ids.setdefault(scheme, known)
    return bool(links or refused)


def _put_urls(draft: _Draft, links: list[Link]) -> None:
    for link in links:
        draft.links.setdefault(link.url, link)


def _text(field: str, value: object, notes: Notes) -> str:
    """Return a value in the form of a text field, or nothing where it is no such thing."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if field in {"date", "updated", "year"}:
        value = _date_parts(value)
        made = values.day(value) or values.first_day(value)
        if not made and isinstance(value, str | int | float) and not values.UNDATED.fullmatch(str(value)):
            reason = f"no date in record {notes.number} of {notes.file}, kept under extra"
            notes.fault(reason, expected="YYYY, YYYY-MM or YYYY-MM-DD", raw=str(value))
        return made[:4] if field == "year" else made
    if field == "month":
        return values.month(value)
    if field == "status":
        return str(value).casefold() if str(value).casefold() in STATUSES else ""
    if field == "key":
        return values.flat(str(value))[:500] if isinstance(value, str | int) else ""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("value") or value.get("text")
    if not isinstance(value, str):
        return ""
    if field == "venue":
        value = values.spelled(value)
    return values.plain(value) if field == "abstract" else values.flat(value)


def _date_parts(value: object) -> object:
    """Return CSL's `{"date-parts": [[2017, 6, 12]]}` as a text, anything else as it is."""
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list):
        return value
    return "-".join(f"{part:02}" if isinstance(part, int) else "" for part in first)


def own(raw: Record, notes: Notes) -> Paper | None:
    """Return a record in Papercat's own form with its id, or what can be read of it as a foreign one."""
    try:
        paper = msgspec.convert(raw, Paper)
    except msgspec.ValidationError as error:
        notes.fault(f"no Papercat record: {error}", guess="read as a foreign one")
        return foreign(raw, notes)
    unsafe = [link.url for link in paper.links if not is_safe(link.url)]
    for url in unsafe:
        notes.fault("a link that must not be followed was left out", expected="http, https, ftp or mailto", raw=url)
    title = values.flat(paper.title)
    if not title:
        return None
    return msgspec.structs.replace(
        paper,
        title=title,
        date=values.day(paper.date),
        updated=values.day(paper.updated),
        links=tuple(link for link in paper.links if is_safe(link.url)),
        extra={key: values.clean(value) for key, value in paper.extra.items()},
    )
