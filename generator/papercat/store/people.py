"""What people write beside the records: `vocabulary.yml` and `corrections.yml`.

All scalars are read as text, so that `arxiv: 1706.03760` keeps its last nought and `date: 2017-06-12` is no object.
"""

import difflib
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple, get_args, get_type_hints

import msgspec
import yaml

from papercat import paths
from papercat.errors import Fault
from papercat.insight import Change, Correction, Facet, Tag
from papercat.records import Paper, is_safe, whole
from papercat.store.lines import CONFLICT
from papercat.store.valid import DATE, worded

CORRECTABLE = tuple(field for field in Paper.__struct_fields__ if field not in {"id", "sources", "signals", "extra"})
CHANGEABLE = ("tags", "introduces", "mentions", "links")
"""What enrichment finds: people add to it and take from it."""
TYPES = get_type_hints(Paper)
NO_YAML = "no YAML: "
"""How the reason of a fault begins for which nothing of its file could be read."""
TAG_KEYS = ("id", "label", "facet", "aliases", "broader", "hints", "was")


class Entry(NamedTuple):
    """A key with its value and its line."""

    key: str
    value: object
    line: int


def corrections_from(data: bytes, file: str, known: Container[str]) -> tuple[dict[str, Correction], tuple[Fault, ...]]:
    """Read people's corrections: by id of the paper, then by field.

    `tags`, `introduces`, `mentions` and `links` are given as `{add: […], remove: […]}`.

    Args:
        data: the YAML file.
        file: its name, for faults.
        known: ids of the catalogue's papers.
    """
    entries, faults = entries_of(data, file)
    made: dict[str, Correction] = {}
    ids = list(known) if isinstance(known, Iterable) else []
    for entry in entries:
        if entry.key not in known:
            guess = _near(entry.key, ids)
            reason = f"no paper with the id {entry.key!r}" if entry.key else "an entry without the id of a paper"
            faults.append(Fault(file=file, line=entry.line, reason=reason, guess=guess))
        elif not isinstance(entry.value, dict):
            faults.append(Fault(file=file, line=entry.line, reason=f"{entry.key}: no fields", expected="field: value"))
        else:
            made[entry.key] = _correction(entry, entry.value, file, faults)
    return made, tuple(faults)


def corrected(papers: Iterable[Paper], corrections: Mapping[str, Correction]) -> tuple[Paper, ...]:
    """Return the papers as people corrected them."""
    return tuple(
        msgspec.structs.replace(paper, **corrections[paper.id].fields) if paper.id in corrections else paper
        for paper in papers
    )


def vocabulary_from(data: bytes, file: str) -> tuple[tuple[Tag, ...], tuple[Fault, ...]]:
    """Read people's tags: by id, each with `label`, `facet`, `aliases`, `broader`, `hints` and `was`, all optional."""
    entries, faults = entries_of(data, file)
    tags: list[Tag] = []
    for entry in entries:
        value = {"label": entry.value} if isinstance(entry.value, str) and entry.value else entry.value or {}
        try:
            tags.append(_tag(entry.key, value))
        except ValueError as error:
            reason, _, guess = str(error).partition("; ")
            faults.append(Fault(file=file, line=entry.line, reason=f"tag {entry.key!r}: {reason}", guess=guess))
    return tuple(tags), tuple(faults)


def _correction(entry: Entry, values: Mapping[object, object], file: str, faults: list[Fault]) -> Correction:
    fields: dict[str, object] = {}
    changes: dict[str, Change] = {}
    for key, value in values.items():
        try:
            _only((str(key),), (*CORRECTABLE, *CHANGEABLE))
            if key in CHANGEABLE and not (key == "links" and isinstance(value, list)):
                _only(value if isinstance(value, dict) else (), Change.__struct_fields__)
                changes[str(key)] = msgspec.convert(value, Change)
            else:
                fields[str(key)] = _typed(str(key), value)
        except ValueError as error:
            reason, _, guess = str(error).partition("; ")
            faults.append(Fault(file=file, line=entry.line, reason=f"{entry.key}: {key}: {reason}", guess=guess))
    return Correction(fields=fields, **changes)


def _typed(field: str, value: object) -> object:
    """Return a correction in its field's type; authors may be names, links may be addresses.

    Raises:
        ValueError: it does not fit (msgspec's errors are such).
    """
    short = {"authors": "name", "links": "url"}.get(field)
    if short and isinstance(value, list):
        value = [{short: entry} if isinstance(entry, str) else entry for entry in value]
    try:
        made: object = msgspec.convert(value, TYPES[field])
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at ")
        message = worded(reason, place.strip("`").rpartition(".")[2] or field) + (f" - at {place}" if place else "")
        raise ValueError(message) from None
    if field == "title" and not made:
        message = "a paper needs a title"
        raise ValueError(message)
    if field in {"date", "updated"} and made and not DATE.fullmatch(str(made)):
        message = f"{made!r} is no date; expected YYYY, YYYY-MM or YYYY-MM-DD"
        raise ValueError(message)
    for link in made if field == "links" and isinstance(made, tuple) else ():
        if not is_safe(link.url):
            message = f"{link.url!r} is no http, https, ftp or mailto address"
            raise ValueError(message)
    return made


def _tag(key: str, value: object) -> Tag:
    if not isinstance(value, dict):
        message = f"expected {', '.join(TAG_KEYS[1:])}"
        raise ValueError(message)  # noqa: TRY004 - a person's text, not a caller's type
    _only(value, TAG_KEYS)
    if key != paths.slug(key):
        message = f"no id; did you mean {paths.slug(key)!r}?"
        raise ValueError(message)
    if "facet" in value:
        _only((str(value["facet"]),), get_args(Facet))
    made = msgspec.convert({"label": key.replace("-", " "), **value, "id": key}, Tag)
    for old in made.was:
        if old != paths.slug(old):
            message = f"was: {old!r} is no id; did you mean {paths.slug(old)!r}?"
            raise ValueError(message)
    return made


def _only(keys: Iterable[object], known: tuple[str, ...]) -> None:
    for key in keys:
        if key not in known:
            near = _near(str(key), known)
            message = f"unknown: {key!r}; {near or 'known: ' + ', '.join(known)}"
            raise ValueError(message)


def _near(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean {near[0]!r}?" if near else ""


def entries_of(data: bytes, file: str) -> tuple[list[Entry], list[Fault]]:
    """Return the top-level entries of a YAML file with their lines; a list of mappings is taken by their `id`."""
    try:
        loader = yaml.BaseLoader(data.decode("utf-8-sig"))
        node = loader.get_single_node()
        if node is None:
            return [], []
        entries = list(_unfolded(loader, node))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        rest = (
            "no UTF-8 text"
            if isinstance(error, UnicodeDecodeError)
            else "a character or nesting that YAML does not allow"
        )
        problem = getattr(error, "problem", None) or rest
        line = mark.line + 1 if isinstance(mark, yaml.Mark) else 0
        if conflict := CONFLICT.search(data):
            line, problem = data.count(b"\n", 0, conflict.start()) + 1, "a merge conflict begins here"
        return [], [
            Fault(file=file, line=line, reason=f"{NO_YAML}{problem}", raw=data[:2000].decode("utf-8", "replace"))
        ]
    twice = [entry for place, entry in enumerate(entries) if entry.key in {other.key for other in entries[:place]}]
    return entries, [Fault(file=file, line=entry.line, reason=f"{entry.key!r} stands here twice") for entry in twice]


def _unfolded(loader: yaml.BaseLoader, node: yaml.Node) -> Iterator[Entry]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            made = _made(loader, value)
            yield Entry(str(_made(loader, key)), made, key.start_mark.line + 1)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            made = _made(loader, value)
            key = made.get("id", "") if isinstance(made, dict) else ""
            yield Entry(str(key), made, value.start_mark.line + 1)
    elif node.value:
        raise yaml.MarkedYAMLError(problem="expected `key: value` lines", problem_mark=node.start_mark)


def _made(loader: yaml.BaseLoader, node: yaml.Node) -> object:
    """Return the value of a node; YAML, unlike JSON, does not join the halves of a character."""
    return whole(loader.construct_object(node, deep=True))
