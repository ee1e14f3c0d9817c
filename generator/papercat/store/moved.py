"""Where papers went whose id is no longer in the catalogue: `moved.yml`, one line a paper, for ever."""

import re
from collections.abc import Container, Mapping
from pathlib import Path

from papercat.errors import Fault
from papercat.insight import Change, Correction
from papercat.store import atomic
from papercat.store.people import entries_of

MOVED = "moved.yml"
HEAD = """\
# Ids that papers no longer have, and the id that each has now; nothing where the paper was taken out.
# `papercat move OLD NEW` writes here, and a merge that finds two papers to be one. A page at the old address leads on.
"""
KEY = re.compile(r"""\s*(["']?)([^"':#]+?)\1\s*:(?:\s|$)""")
"""Beginning of a line that says where an id leads, as people and we write it."""


def moved_from(data: bytes, file: str, known: Container[str]) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """Read which old id leads to which paper; an empty one says that the paper was taken out.

    Args:
        data: the YAML file.
        file: its name, for faults.
        known: ids of the catalogue's papers; an old id among them leads nowhere else.
    """
    entries, faults = entries_of(data, file)
    said = {entry.key: entry.value if isinstance(entry.value, str) else "" for entry in entries}
    made: dict[str, str] = {}
    for entry in entries:
        if entry.key in known:
            continue
        new = _last(said, entry.key)
        if new and new not in known:
            reason = f"{entry.key}: no paper with the id {new!r}"
            faults.append(
                Fault(file=file, line=entry.line, reason=reason, guess="the old address says that it is gone")
            )
        made[entry.key] = new if new in known else ""
    return made, tuple(faults)


def _last(said: Mapping[str, str], old: str) -> str:
    """Follow an id that moved more than once; one that moves in a circle leads nowhere."""
    seen = {old}
    new = said[old]
    while new in said and new not in seen:
        seen.add(new)
        new = said[new]
    return "" if new in seen else new


def followed(corrections: Mapping[str, Correction], moved: Mapping[str, str]) -> dict[str, Correction]:
    """Return corrections under the ids that the papers have now; what was said of the new id wins."""
    made = {key: one for key, one in corrections.items() if not moved.get(key)}
    for old, one in corrections.items():
        if new := moved.get(old):
            made[new] = _joined(one, made[new]) if new in made else one
    return made


def _joined(old: Correction, new: Correction) -> Correction:
    def both(one: Change, other: Change) -> Change:
        return Change((*one.add, *other.add), (*one.remove, *other.remove))

    return Correction(
        tags=both(old.tags, new.tags),
        introduces=both(old.introduces, new.introduces),
        mentions=both(old.mentions, new.mentions),
        links=both(old.links, new.links),
        fields={**old.fields, **new.fields},
    )


def lead_on(folder: Path, moves: Mapping[str, str]) -> None:
    """Write down where ids lead now; hold the catalogue with `locked`, and save the papers after it.

    The lines mean nothing while a paper with the old id is still there, so that a killed run loses no address.

    Args:
        folder: the catalogue.
        moves: old id -> new one, or nothing where the paper was taken out; what was said of either is no longer so.

    Raises:
        Failure: the disk refuses.
    """
    if not moves:
        return
    file = folder / MOVED
    text = file.read_text(encoding="utf-8-sig") if file.exists() else HEAD
    over = {*moves, *filter(None, moves.values())}
    kept = [line for line in text.splitlines() if not (named := KEY.match(line)) or named[2] not in over]
    lines = (f"{old}: {new}".rstrip() for old, new in moves.items())
    atomic.replace(folder, [(file, ("\n".join([*kept, *lines]) + "\n").encode())])
