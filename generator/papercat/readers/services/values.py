"""What the services' objects have in common."""

import datetime as dt
import html
import re
from collections.abc import Mapping

from papercat.readers.dig import text
from papercat.readers.names import turned

Object = Mapping[str, object]
TAG = re.compile(
    r"</?(?:jats:|mml:)?(?:i|b|em|strong|italic|bold|sc|span|u|tt|monospace|scp)\b[^<>]{0,80}>|(<(?!/?su[bp]>)[^<>]{1,80}>)"
)
"""Tags; those within a word stand for nothing, others for a space, and an exponent must not become a digit."""
JATS = re.compile(r"<(/?)jats:(su[bp])>")
END_OF_TIME = 4_102_444_800_000
"""Milliseconds: the year 2100."""
SHORT = 9
"""Digits of a number that is part of a date; a longer one is none."""


def person(one: Object) -> dict[str, str]:
    """Return a person of CSL or Crossref."""
    particle = text(one, "non-dropping-particle") or text(one, "dropping-particle")
    name = turned(f"{particle} {text(one, 'family')}".strip(), text(one, "given"))
    return {
        "name": f"{name} {text(one, 'suffix')}".strip() or text(one, "literal") or text(one, "name"),
        "orcid": tail(text(one, "ORCID")),
        "affiliation": text(one, "affiliation.0.name"),
    }


def day_of(parts: object) -> str:
    """Return YYYY, YYYY-MM or YYYY-MM-DD of CSL's `date-parts`."""
    numbers = (
        [int(str(part)) for part in parts if str(part).isdecimal() and len(str(part)) <= SHORT]
        if isinstance(parts, list)
        else []
    )
    return "-".join(f"{number:0{4 if place == 0 else 2}}" for place, number in enumerate(numbers[:3]))


def uninverted(index: object) -> str:
    """Return the text of OpenAlex's `{word: [positions]}`."""
    if not isinstance(index, dict):
        return ""
    placed = sorted(
        (place, str(word))
        for word, places in index.items()
        if isinstance(places, list)
        for place in places
        if isinstance(place, int)
    )
    return " ".join(word for _, word in placed)


def milliseconds(value: object) -> str:
    """Return the day of a Unix time in milliseconds."""
    if not isinstance(value, int) or not 0 < value < END_OF_TIME:
        return ""
    return dt.datetime.fromtimestamp(value / 1000, dt.UTC).date().isoformat()


def plain(marked: str) -> str:
    """Return text without HTML or JATS tags and entities, but for `sub` and `sup`."""
    if "<" not in marked and "&" not in marked:
        return marked
    bare = TAG.sub(lambda match: " " if match[1] else "", JATS.sub(r"<\1\2>", marked))
    return " ".join(html.unescape(bare).split())


def tail(url: str) -> str:
    """Return what stands after the last slash."""
    return url.rstrip("/").rpartition("/")[2]
