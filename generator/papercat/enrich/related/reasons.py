"""Say in short phrases why two papers are related."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from papercat.catalogue import Catalogue
from papercat.enrich.related.words import MARK, PAIR

PHRASES = 3
"""Names, tags and words shown, at most, of each."""
NAME, TAG = f"{MARK}name ", f"{MARK}tag "
_LOW = (1 << PAIR) - 1


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


def why(here: Marks, there: Marks, features: Sequence[int], words: Sequence[str]) -> tuple[str, ...]:
    """Return phrases for what two papers share, most telling first: names, then tags, then words.

    Args:
        here: of the paper on whose page it stands.
        there: of the related one.
        features: shared by both, the one that adds most to their likeness first.
        words: by number.
    """
    shared = [(words[key >> PAIR], words[key & _LOW]) for key in features]
    singles = [second for first, second in shared if not first]
    names = [_name(here, there, mark) for mark in singles if mark.startswith(NAME)][:PHRASES]
    tags = [here.tags[mark] for mark in singles if mark.startswith(TAG)][:PHRASES]
    told = list(_words(shared))[:PHRASES]
    parts = (*names, _list("tag", tags), _list("word", told))
    return tuple(part for part in parts if part)


def _name(here: Marks, there: Marks, mark: str) -> str:
    if mark in here.introduced:
        label = here.introduced[mark]
        return f"both introduce {label}" if mark in there.introduced else f"uses {label}, introduced here"
    label = here.used[mark]
    return f"introduces {label}, used here" if mark in there.introduced else f"both use {label}"


def _words(shared: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield words and pairs, but no word of a pair that is told, and no pair that only shifts another one."""
    pairs = [pair for pair in shared if pair[0]]
    inside = {word for pair in pairs for word in pair}
    told: set[str] = set()
    for first, second in shared:
        if second.startswith(MARK) or (not first and second in inside):
            continue
        if first and (first in told or second in told):
            continue
        told.update((first, second))
        yield f"{first} {second}".strip()


def _list(kind: str, labels: Sequence[str]) -> str:
    return f"{kind}{'s' * (len(labels) > 1)}: {', '.join(labels)}" if labels else ""
