"""Authors of all forms that files have: names in a text, lists of names, objects with affiliations."""

import re
from collections.abc import Mapping

import msgspec

from papercat.readers import names
from papercat.readers.fields import is_private
from papercat.readers.values import first_text, flat, plain
from papercat.records import Author

KNOWN = frozenset({"name", "affiliation", "orcid", "given", "family", "first", "last", "firstname", "lastname"})
"""Keys of an author that are kept whole; whoever has others keeps the list under `extra`, too."""
MAIL = re.compile(
    r"[;,.]?\s*(?:(?:electronic address|e-?mail)(?: address)?(?:es)?:?\s*)?"
    r"[(<\[]?[^\s<>()\[\]@;,:]+@[\w-]+(?:\.[\w-]+)+[)>\]]?\.?",
    re.IGNORECASE,
)
"""An address for letters among where somebody works, which is private."""


def people(value: object) -> tuple[Author, ...]:
    """Return authors of a list of names or of objects, or of one text: `A and B`, `A; B`, `A, B`, `Last, First`."""
    if isinstance(value, str):
        return tuple(names.authors(plain(value)))
    entries: list[Author] = []
    for entry in value if isinstance(value, list) else [value]:
        person = _person(entry)
        if names.SUFFIX.fullmatch(person.name) and entries:
            # a list that was split at each comma
            entries[-1] = msgspec.structs.replace(entries[-1], name=f"{entries[-1].name} {person.name}")
        elif person.name:
            entries.append(person)
    turn = len(entries) > 1 and all("," in author.name for author in entries)
    return tuple(msgspec.structs.replace(author, name=_turned(author.name, sure=turn)) for author in entries)


def _turned(name: str, *, sure: bool) -> str:
    """Return `First Last` for `Last, First`; unless sure of the convention only where initials follow the comma."""
    last, comma, first = (part.strip() for part in name.partition(","))
    if not comma or "," in first or not (sure or names.INITIALS.fullmatch(first)):
        return name
    return names.turned(last, first)


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
        return names.author(plain(value))
    if not isinstance(value, Mapping):
        return Author("")
    entry = {_bare(str(key)): field for key, field in value.items()}
    inner = entry.get("author")
    if isinstance(inner, Mapping):
        return _person({**inner, **{key: field for key, field in value.items() if key != "author"}})
    first = first_text(entry, "first", "firstname", "given", "givenname", "forename")
    last = first_text(entry, "last", "lastname", "family", "familyname", "surname")
    name = first_text(
        entry, "name", "fullname", "displayname", "authorname", "rawauthorname", "literal"
    ) or names.turned(last, first)
    place = first_text(entry, "affiliation", "affiliations", "institution", "institutions", "institute")
    place = MAIL.sub("", place) if "@" in place else place
    orcid = re.search(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", first_text(entry, "orcid", "orcidid"))
    made = names.author(plain(name))
    return Author(made.name, flat(place) or made.affiliation, orcid[0] if orcid else "")


def once(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    """Return a list that says itself twice over (A, B, A, B) once."""
    half, odd = divmod(len(authors), 2)
    return authors[:half] if half and not odd and authors[:half] == authors[half:] else authors
