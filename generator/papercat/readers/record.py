"""One foreign record to a paper: known fields to ours, the rest unchanged to `extra`."""

import difflib
from collections import Counter
from collections.abc import Mapping

import msgspec

from papercat.errors import Fault, excerpt
from papercat.readers import links as addresses
from papercat.readers import people as persons
from papercat.readers import values
from papercat.readers.base import Fields, Reading
from papercat.readers.fields import DROP, LOCAL, Target, bare, misspelt, public, target, wrong_map
from papercat.records import Author, Link, Paper, Signal, Source, StatusKind, is_safe

TAKEN = ("raw", "also", "said")
"""Names under `extra` that Papercat itself writes."""
OURS = frozenset(Paper.__struct_fields__)
STATUSES: dict[str, StatusKind] = {
    "preprint": "preprint", "published": "published", "withdrawn": "withdrawn", "retracted": "retracted",
}  # fmt: skip
PLANS = 1000
Record = Mapping[str, object]


class Records:
    """Takes the records of one file, one after the other; local to one reading."""

    def __init__(self, file: str, fields: Fields) -> None:
        """Begin with nothing read.

        Args:
            file: its name, as the papers' source.
            fields: the settings' field map.
        """
        self.file = file
        self.papers: list[Paper] = []
        self.faults: list[Fault] = [*wrong_map(fields, file)]
        self.number = 0
        """Of the record being read, counted from 1."""
        self.line = 0
        self._fields = fields
        self._plans: dict[tuple[str, ...], list[tuple[str, Target]]] = {}
        self._doubled: list[int] = []
        self._strange: Counter[str] = Counter()
        self._private: dict[str, None] = {}

    def take(self, raw: Record, line: int = 0, text: str = "") -> None:
        """Read one record.

        Args:
            raw: the record as the file has it.
            line: its first line, counted from 1; 0 where lines mean nothing.
            text: its text in the file, for a fault.
        """
        self.number += 1
        self.line = line
        paper = _own(raw, self) if "sources" in raw and raw.keys() <= OURS else _foreign(raw, self)
        if paper is None:
            self.faults.append(self._untitled(raw, text))
        else:
            self.papers.append(paper)

    def fault(self, reason: str, *, expected: str = "", guess: str = "", raw: str = "") -> None:
        """Note something wrong in the record being read."""
        noted = Fault(file=self.file, line=self.line, reason=reason, expected=expected, guess=guess, raw=excerpt(raw))
        self.faults.append(noted)

    def plan(self, raw: Record) -> list[tuple[str, Target]]:
        """Return the record's keys and where they go, the surest names first."""
        keys = tuple(raw)
        plan = self._plans.get(keys)
        if plan is None:
            plan = sorted(((key, target(key, self._fields)) for key in keys), key=lambda pair: pair[1].rank)
            if len(self._plans) < PLANS:
                self._plans[keys] = plan
            self._strange.update(key for key, goal in plan if not goal.field and misspelt(key) not in {"", "title"})
        return plan

    def once(self, authors: tuple[Author, ...]) -> tuple[Author, ...]:
        """Return a doubled list of authors once, and remember to say so."""
        single = persons.once(authors)
        if len(single) < len(authors):
            self._doubled.append(self.line or self.number)
        return single

    def drop(self, key: str, goal: Target) -> None:
        """Remember a private field that was left out, to say so; what the settings leave out they know."""
        if goal.rank:
            self._private[key] = None

    def reading(self, form: str) -> Reading:
        """Return all that was read."""
        if self._doubled:
            many = f"{len(self._doubled)} records list" if len(self._doubled) > 1 else "1 record lists"
            reason = f"{many} the authors twice over (A, B, A, B); they are kept once"
            self.faults.append(Fault(file=self.file, line=self._doubled[0], reason=reason))
        for key in self._strange:
            reason = f"unknown field {key!r}, kept under extra"
            self.faults.append(Fault(file=self.file, reason=reason, guess=f"did you mean {misspelt(key)!r}?"))
        if self._private:
            reason = f"left out as private: {', '.join(map(repr, self._private))}"
            guess = "say `extra` of the name in the settings' field map to publish it"
            self.faults.append(Fault(file=self.file, reason=reason, guess=guess))
        return Reading(tuple(self.papers), tuple(self.faults), form)

    def _untitled(self, raw: Record, text: str) -> Fault:
        reason = f"no field 'title' in record {self.number} of {self.file}"
        guess = ""
        named = [key for key, goal in self.plan(raw) if goal.field == "title"]
        if named:
            reason = f"the title in record {self.number} of {self.file} is empty or no text"
        elif near := difflib.get_close_matches("title", [bare(key) for key in raw], n=1):
            found = next(key for key in raw if bare(key) == near[0])
            guess = f"found {found!r}: did you mean 'title'?"
        elif raw:
            guess = f"found {', '.join(map(repr, list(raw)[:8]))}; name the title's field in the settings' field map"
        shown = text or msgspec.json.encode(values.clean(dict(raw))).decode()
        return Fault(file=self.file, line=self.line, reason=reason, guess=guess, raw=excerpt(shown))


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


def _foreign(raw: Record, records: Records) -> Paper | None:
    """Return the paper, or nothing where it has no title."""
    draft = _Draft()
    for key, goal in records.plan(raw):
        value = raw[key]
        # NaN, the only value that is not itself, is how some programs write "nothing"
        if value in (None, "", [], {}) or value != value:  # noqa: PLR0124
            continue
        if goal.field == DROP or (isinstance(value, str) and LOCAL.match(value)):
            records.drop(key, goal)
            continue
        if not goal.field or not _put(draft, goal, value, records):
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
        sources=(Source(records.file, texts.get("key", "")),),
        extra=draft.extra,
    )


def _put(draft: _Draft, goal: Target, value: object, records: Records) -> bool:
    """Put a value into its field; say whether all of it found its place there."""
    if goal.field in {"authors", "keywords"}:
        return _put_list(draft, goal.field, value, records)
    if goal.field == "ids":
        return _put_ids(draft, goal.part, value)
    if goal.field == "links":
        return _put_links(draft, goal.part, value, records)
    if goal.field == "signals":
        number = values.count(value)
        if number is not None:
            draft.signals.setdefault(goal.part, Signal(number))
        return number is not None or (isinstance(value, int | float) and value < 0)
    if goal.field in draft.texts:
        return draft.texts[goal.field] == value
    text = _text(goal.field, value, records)
    if text:
        draft.texts[goal.field] = text
    return bool(text)


def _put_list(draft: _Draft, field: str, value: object, records: Records) -> bool:
    if field == "keywords":
        # a reference manager keeps the authors' own and a reader's in two columns
        draft.keywords = values.words([*draft.keywords, *(found := values.words(value))])
        return bool(found)
    people = persons.people(value)
    if not people or draft.authors:
        return False
    draft.authors = records.once(people)
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


def _put_links(draft: _Draft, kind: str, value: object, records: Records) -> bool:
    links, refused = addresses.addresses(value, kind)
    for text in refused:
        records.fault("a link that must not be followed was left out", expected="http, https, ftp or mailto", raw=text)
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


def _text(field: str, value: object, records: Records) -> str:
    """Return a value in the form of a text field, or nothing where it is no such thing."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if field in {"date", "updated", "year"}:
        made = values.day(_date_parts(value))
        if not made and isinstance(value, str):
            reason = f"no date in record {records.number} of {records.file}, kept under extra"
            records.fault(reason, expected="YYYY, YYYY-MM or YYYY-MM-DD", raw=value)
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


def _own(raw: Record, records: Records) -> Paper | None:
    """Return a record in Papercat's own form with its id, or what can be read of it as a foreign one."""
    try:
        paper = msgspec.convert(raw, Paper)
    except msgspec.ValidationError as error:
        records.fault(f"no Papercat record: {error}", guess="read as a foreign one")
        return _foreign(raw, records)
    unsafe = [link.url for link in paper.links if not is_safe(link.url)]
    for url in unsafe:
        records.fault("a link that must not be followed was left out", expected="http, https, ftp or mailto", raw=url)
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
