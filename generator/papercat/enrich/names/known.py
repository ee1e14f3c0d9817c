"""Well-known names, and the words that look like names and are none."""

from functools import lru_cache
from importlib import resources
from typing import NamedTuple, get_args

from papercat.enrich.names import shape
from papercat.enrich.text.words import is_word
from papercat.insight import Name, NameKind
from papercat.paths import slug


class Spelling(NamedTuple):
    """One way to write a name."""

    text: str
    exact: bool
    """Only in these very letters; else any case that has a capital or a digit."""
    small: bool
    """Small letters will do as well."""


class Known(NamedTuple):
    """A well-known name with its spellings."""

    name: Name
    spellings: tuple[Spelling, ...]


def _lines(file: str) -> list[tuple[str, str]]:
    """Return section and text of each line of a data file, comments left out."""
    text = resources.files("papercat.enrich").joinpath("data", file).read_text(encoding="utf-8")
    section, lines = "", []
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        elif line and not line.startswith("#"):
            lines.append((section, line))
    return lines


@lru_cache(maxsize=1)
def names() -> tuple[Known, ...]:
    """Return the names that ship."""
    return tuple(_known(section, line) for section, line in _lines("names.txt"))


def _known(section: str, line: str) -> Known:
    kinds: dict[str, NameKind] = {kind: kind for kind in get_args(NameKind)}
    label, long_form, aliases = (*(part.strip() for part in line.split("|")), "", "")[:3]
    others = [word.strip() for word in aliases.split(";") if word.strip()]
    spellings = tuple(_spelling(text) for text in (label, *((long_form,) if long_form else ()), *others))
    plain = tuple(dict.fromkeys(s.text for s in spellings[1:] if s.text not in {label.lstrip("="), long_form}))
    if is_ordinary(label):
        spellings = (spellings[0]._replace(exact=True), *spellings[1:])
    name = Name(
        id=slug(label.lstrip("=")), label=label.lstrip("="), long_form=long_form, kind=kinds[section], aliases=plain
    )
    # an exact alias of the same letters narrows the label
    exact = {s.text for s in spellings if s.exact}
    return Known(name, tuple(s for s in spellings if s.exact or s.text not in exact))


def is_ordinary(text: str) -> bool:
    """Tell whether a name is an ordinary word with a capital: `SPARK` is another's short form, not `Spark`."""
    return text.istitle() and text.isalpha() and is_word(text)


def _spelling(text: str) -> Spelling:
    plain = text.lstrip("=")
    small = plain == plain.lower() and not any(map(str.isdigit, plain))
    return Spelling(plain, exact=text.startswith("="), small=small)


@lru_cache(maxsize=1)
def no_names() -> dict[str, str]:
    """Return `metric` or `concept` for each word that is no name, by its folded spelling."""
    return {
        shape.fold(word.strip()): section
        for section, line in _lines("not-names.txt")
        for word in line.split(";")
        if word.strip()
    }


@lru_cache(maxsize=1 << 16)
def is_no_name(token: str) -> bool:
    """Tell whether a token is a metric or a general concept, also in the plural or with what hangs on it."""
    listed = no_names()
    pieces = shape.parts(token)
    ways = {token, shape.singular(token), pieces[0] if len(pieces) > 1 and shape.is_tail(pieces[-1]) else token}
    return any(shape.fold(way) in listed for way in ways)


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Return English words that say nothing of what a paper is about."""
    text = resources.files("papercat.enrich").joinpath("data", "stop-words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
