"""Authors of all forms that files have: names in a text, lists of names, objects with affiliations."""

import re
from collections.abc import Iterator, Mapping

from papercat.readers.fields import is_private
from papercat.readers.values import first_text, flat, plain
from papercat.records import Author

INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[ -]*){1,3}")


KNOWN = frozenset({"name", "affiliation", "orcid", "given", "family", "first", "last", "firstname", "lastname"})
"""Keys of an author that are kept whole; whoever has others keeps the list under `extra`, too."""


def people(value: object) -> tuple[Author, ...]:
    """Return authors of a list of names or of objects, or of one text: `A and B`, `A; B`, `A, B`, `Last, First`."""
    if isinstance(value, str):
        return tuple(Author(name) for name in _split_names(plain(value)) if name)
    if not isinstance(value, list):
        value = [value]
    entries = [_person(entry) for entry in value]
    turn = len(entries) > 1 and all("," in author.name for author in entries)
    return tuple(
        Author(_turned(author.name, sure=turn), author.affiliation, author.orcid) for author in entries if author.name
    )


def whole(value: object) -> bool:
    """Say whether `people` keeps all that a list of authors says."""
    return not isinstance(value, list) or all(
        isinstance(e, str)
        or (isinstance(e, dict) and all(_bare(str(key)) in KNOWN or is_private(str(key)) for key in e))
        for e in value
    )


def _bare(key: str) -> str:
    return key.casefold().replace("_", "").replace("-", "")


def _person(value: object) -> Author:
    if isinstance(value, str):
        return Author(flat(value))
    if not isinstance(value, Mapping):
        return Author("")
    entry = {_bare(str(key)): field for key, field in value.items()}
    inner = entry.get("author")
    if isinstance(inner, Mapping):
        return _person({**inner, **{key: field for key, field in value.items() if key != "author"}})
    first = first_text(entry, "first", "firstname", "given", "givenname", "forename")
    last = first_text(entry, "last", "lastname", "family", "familyname", "surname")
    name = (
        first_text(entry, "name", "fullname", "displayname", "authorname", "rawauthorname", "literal")
        or f"{first} {last}"
    )
    place = first_text(entry, "affiliation", "affiliations", "institution", "institutions", "institute")
    orcid = re.search(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", first_text(entry, "orcid", "orcidid"))
    return Author(flat(name), flat(place), orcid[0] if orcid else "")


def _split_names(text: str) -> Iterator[str]:
    text = " ".join(text.split())
    if ";" in text:
        yield from (_turned(name.strip(), sure=True) for name in text.split(";"))
        return
    parts = [part.strip(" ,") for part in re.split(r",?\s+(?:and|&)\s+", text)]
    if len(parts) > 1 and all(part.count(",") == 1 for part in parts):
        yield from (_turned(part, sure=True) for part in parts)
        return
    for part in parts:
        yield from _comma_names([name.strip() for name in part.split(",") if name.strip()])


def _comma_names(names: list[str]) -> list[str]:
    """Tell `Last, First` and `Last, F., Last, F.` from a list of names."""
    pairs = list(zip(names[::2], names[1::2], strict=False))
    if len(names) % 2 == 0 and pairs and all(INITIALS.fullmatch(first) for _, first in pairs):
        return [f"{first} {last}" for last, first in pairs]
    if len(names) == 2 and " " not in names[0]:  # noqa: PLR2004 - surname, first name
        return [f"{names[1]} {names[0]}"]
    return names


def _turned(name: str, *, sure: bool) -> str:
    """Return `First Last` for `Last, First`; unless sure of the convention only where initials follow the comma."""
    last, comma, first = (part.strip() for part in name.partition(","))
    if not comma or "," in first or not (sure or INITIALS.fullmatch(first)):
        return name
    return f"{first} {last}".strip()


def once(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    """Return a list that says itself twice over (A, B, A, B) once."""
    half, odd = divmod(len(authors), 2)
    return authors[:half] if half and not odd and authors[:half] == authors[half:] else authors
