"""Say in short phrases why two papers are related."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from papercat.catalogue import Catalogue
from papercat.enrich.related.words import MARK, fold, tokens

PHRASES = 3
"""Names, tags and words shown, at most, of each."""
NAME, TAG = f"{MARK}name ", f"{MARK}tag "

Feature = tuple[str, str]
"""A pair of neighbours, or nothing and a word or mark."""


class Marks(NamedTuple):
    """Names and tags of one paper: label by the word that stands for it."""

    introduced: Mapping[str, str]
    used: Mapping[str, str]
    tags: Mapping[str, str]

    def words(self) -> tuple[str, ...]:
        """Return each word once, in a fixed order."""
        return tuple(sorted(self.introduced.keys() | self.used.keys() | self.tags.keys()))


def marks(catalogue: Catalogue, paper: str) -> Marks:
    """Return what the catalogue knows of a paper's names and tags."""
    names, tags = catalogue.name_by_id, catalogue.tag_by_id
    introduced = {m.name: m.surface for m in catalogue.introduces.get(paper, ())}
    used = {m.name: m.surface for m in catalogue.mentions.get(paper, ())}
    about = [t.tag for t in catalogue.tags.get(paper, ())]
    return Marks(
        {NAME + key: names[key].label if key in names else text for key, text in introduced.items()},
        {NAME + key: names[key].label if key in names else text for key, text in used.items()},
        {TAG + key: tags[key].label if key in tags else key for key in about},
    )


def why(here: Marks, there: Marks, shared: Sequence[Feature]) -> tuple[str, ...]:
    """Return phrases for what two papers share, most telling first: names, then tags, then words.

    Args:
        here: of the paper on whose page it stands.
        there: of the related one.
        shared: features of both, the one that adds most to their likeness first.
    """
    signs = [second for _, second in shared if second[0] == MARK]
    names = [sign for sign in signs if sign.startswith(NAME)][:PHRASES]
    tags = [here.tags[sign] for sign in signs if sign.startswith(TAG)][:PHRASES]
    labels = [*tags, *(here.introduced.get(name) or here.used[name] for name in names)]
    told = _words(shared, {fold(token) for label in labels for token in tokens(label)})
    parts = [_name(here, there, name) for name in names]
    if tags:
        parts.append(_list("tag", tags))
    if told:
        parts.append(_list("word", told))
    return tuple(parts)


def _name(here: Marks, there: Marks, mark: str) -> str:
    if mark in here.introduced:
        label = here.introduced[mark]
        return f"both introduce {label}" if mark in there.introduced else f"uses {label}, introduced here"
    label = here.used[mark]
    return f"introduces {label}, used here" if mark in there.introduced else f"both use {label}"


def _words(shared: Sequence[Feature], known: set[str]) -> list[str]:
    """Return words and pairs that say something beyond `known`, no word twice; a pair stands before its words."""
    paired = {word for first, second in shared if first for word in (first, second)}
    told: list[str] = []
    for first, second in shared:
        if second[0] == MARK or (not first and second in paired) or {first, second} & known:
            continue
        told.append(f"{first} {second}" if first else second)
        if len(told) == PHRASES:
            break
        if first:
            known |= {first, second}
    return told


def _list(kind: str, labels: Sequence[str]) -> str:
    return f"{kind}{'s' * (len(labels) > 1)}: {', '.join(labels)}"


def spelled(keys: Sequence[int], words: Sequence[str], bits: int) -> Iterator[Feature]:
    """Yield features by the numbers of their words."""
    low = (1 << bits) - 1
    return ((words[key >> bits], words[key & low]) for key in keys)
