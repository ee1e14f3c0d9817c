"""What a record must hold to lie in the catalogue: nothing that leaves its folder or runs as a script."""

import difflib
import re
from typing import get_args

from papercat.records import LinkKind, Paper, StatusKind, is_safe

DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
ID = re.compile(r"(?!(?:index|page-\d+)$)[a-z0-9]+(?:-[a-z0-9]+)*")
"""The form of an id: what `paths.slug` makes; anything else could leave its folder."""
ID_LIMIT = 120
CHOICES = {"status": tuple(filter(None, get_args(StatusKind))), "kind": get_args(LinkKind)}
KINDS = {
    "array": "a list",
    "bool": "true or false",
    "int": "a whole number",
    "object": "keys with values",
    "str": "text",
}


def valid_id(text: str) -> bool:
    """Say whether a text has the form of an id."""
    return len(text) <= ID_LIMIT and bool(ID.fullmatch(text))


def check(paper: Paper) -> None:
    """Refuse what would leave its folder or run as a script.

    Raises:
        ValueError: with msgspec's way of naming the place.
    """
    if not valid_id(paper.id):
        message = f"{paper.id!r} is no id (lower-case letters, digits, single hyphens) - at `$.id`"
        raise ValueError(message)
    for field, date in (("date", paper.date), ("updated", paper.updated)):
        if date and not DATE.fullmatch(date):
            message = f"{date!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD) - at `$.{field}`"
            raise ValueError(message)
    for place, link in enumerate(paper.links):
        if not is_safe(link.url):
            message = f"{link.url!r} is no http, https, ftp or mailto address - at `$.links[{place}].url`"
            raise ValueError(message)


def worded(said: str, field: str = "") -> str:
    """Return what msgspec says of a value in a person's words.

    Args:
        said: its message, without the place.
        field: the last part of the place.
    """
    said = re.sub(r"^Object missing required field `(\w+)`", r"the field '\1' is missing", said)
    said = said.replace("Input data was truncated", "the line breaks off")
    said = re.sub(r"^JSON is malformed: (.*) \(byte \d+\)", r"not JSON: \1", said)
    if kinds := re.fullmatch(r"Expected `(\w+)[^`]*`, got `(\w+)[^`]*`", said):
        expected, found = (KINDS.get(kind, kind) for kind in kinds.groups())
        return f"expected {expected}, found {found}"
    if wrong := re.fullmatch(r"Invalid enum value '(.*)'", said):
        known = CHOICES["kind" if field == "kind" else "status"]
        near = difflib.get_close_matches(wrong[1], known, n=1)
        guess = f"; did you mean {near[0]!r}?" if near else ""
        return f"{wrong[1]!r} is none of {', '.join(known)}{guess}"
    return said
