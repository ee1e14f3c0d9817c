"""What a record must hold to lie in the catalogue: nothing that leaves its folder or runs as a script."""

import re

from papercat.records import Paper, is_safe

DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
ID = re.compile(r"(?!(?:index|page-\d+)$)[a-z0-9]+(?:-[a-z0-9]+)*")
"""The form of an id: what `paths.slug` makes; anything else could leave its folder."""
ID_LIMIT = 120


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
