"""Say in short phrases why two papers are related."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from papercat.catalogue import Catalogue
from papercat.enrich.stopwords import GENERAL
from papercat.enrich.words import fold, tokens, unspaced

MARK = "\x1f"
"""Begins the words that stand for a name or tag; no text has it."""
PHRASES = 3
"""Names, tags and words shown, at most, of each."""
ENOUGH = 4
"""Names, tags and words shown, at most, of all: words fill up what names and tags leave."""
NAME, TAG = f"{MARK}name ", f"{MARK}tag "
PAIR = 2
"""Characters as which scripts without spaces are cut."""
EDGES = "\u4e8e\u4e0e\u548c\u5bf9\u5728\u4e3a\u4ece\u5c06\u662f\u53ca"
"""Chinese particles that a cut leaves at the end of a run: at, with, and, towards, in, as, from, will, is, also."""

Feature = tuple[str, str]
"""A pair of neighbours, or nothing and a word."""
Reason = tuple[str, ...]
"""Phrases."""


class Marks(NamedTuple):
    """Names of one paper: label by the word that stands for it."""

    introduced: Mapping[str, str]
    used: Mapping[str, str]


def marks(catalogue: Catalogue, paper: str) -> Marks:
    """Return what the catalogue knows of a paper's names."""
    names = catalogue.name_by_id
    introduced = {m.name: m.surface for m in catalogue.introduces.get(paper, ())}
    used = {m.name: m.surface for m in catalogue.mentions.get(paper, ())}
    return Marks(
        {NAME + key: names[key].label if key in names else text for key, text in introduced.items()},
        {NAME + key: names[key].label if key in names else text for key, text in used.items()},
    )


def labels_of_tags(catalogue: Catalogue, marks: Iterable[str]) -> list[str]:
    """Return what the tags are called for which words stand."""
    tags = catalogue.tag_by_id
    ids = (mark.removeprefix(TAG) for mark in marks)
    return [tags[key].label if key in tags else key for key in ids]


def why(here: Marks, there: Marks, names: Sequence[str], tags: Sequence[str], words: Sequence[Feature]) -> Reason:
    """Return phrases for what two papers share, most telling first: names, then tags, then words.

    Args:
        here: of the paper on whose page it stands.
        there: of the related one.
        names: marks of names of both, the one that adds most to their likeness first.
        tags: labels of tags of both, likewise.
        words: the same of words.
    """
    names = names[:PHRASES]
    called = [here.introduced.get(name) or here.used[name] for name in names]
    return (*(_name(here, there, name) for name in names), *_plain(tags, words, called))


def plain(tags: Sequence[str], words: Sequence[Feature]) -> Reason:
    """Return phrases for two papers that share no names."""
    return tuple(_plain(tags, words, ()))


def _plain(tags: Sequence[str], words: Sequence[Feature], names: Sequence[str]) -> Iterator[str]:
    """Yield the phrases for tags and words beside names."""
    labels = [*tags[:PHRASES], *names]
    if tags:
        yield _list("tag", tags[:PHRASES])
    room = min(PHRASES, ENOUGH - len(labels))
    if room > 0 and (told := _words(words, set().union(*map(_folded, labels)), room)):
        yield _list("word", told)


@lru_cache(maxsize=1 << 15)
def _folded(label: str) -> frozenset[str]:
    return frozenset(filter(None, map(fold, tokens(label))))


def _name(here: Marks, there: Marks, mark: str) -> str:
    if mark in here.introduced:
        label = here.introduced[mark]
        return f"both introduce {label}" if mark in there.introduced else f"uses {label}, introduced here"
    label = here.used[mark]
    return f"introduces {label}, used here" if mark in there.introduced else f"both use {label}"


def _words(shared: Sequence[Feature], known: set[str], room: int) -> list[str]:
    """Return words and pairs that say something beyond `known`, no word twice; a pair stands before its words.

    Words that papers of all fields use are told only where there are no others.
    """
    shared = _uncut(shared)
    return _telling(shared, known, room, GENERAL) or _telling(shared, known, room, frozenset())


def _telling(shared: Sequence[Feature], known: set[str], room: int, general: frozenset[str]) -> list[str]:
    paired = {word for pair in shared if pair[0] for word in pair}
    told: list[str] = []
    for first, second in shared:
        if second in known or first in known or (not first and second in paired):
            continue
        if not second.isascii() and known.issuperset(tokens(second)):
            continue
        if second in general and (not first or first in general):
            continue
        told.append(f"{first} {second}" if first else second)
        if len(told) == room:
            break
        if first:
            known |= {first, second}
    return told


def _uncut(shared: Sequence[Feature]) -> Sequence[Feature]:
    """Return features in which pairs of characters, as which scripts without spaces are cut, are runs of text again."""
    if all(second.isascii() for _, second in shared):
        return shared
    runs = list(map(_run, shared))
    left = dict.fromkeys(filter(None, runs))
    both = zip(shared, runs, strict=True)
    whole = [("", _grown(run, left).strip(EDGES)) if run else said for said, run in both if not run or run in left]
    return [(first, second) for first, second in whole if len(second) >= PAIR or second.isascii()]


def _run(feature: Feature) -> str:
    """Return the text that a feature stands for, two characters or three; nothing in scripts with spaces."""
    first, second = feature
    if not unspaced(second):
        return ""
    return f"{first}{second[1:]}" if first and first[-1] == second[0] else "" if first else second


def _grown(run: str, left: dict[str, None]) -> str:
    """Return a run with all of `left` that goes on where it ends or begins; what is in it leaves `left`."""
    while True:
        for other in left:
            if other in run:
                break
            if run.endswith(other[:PAIR]):
                run += other[PAIR:]
                break
            if run.startswith(other[-PAIR:]):
                run = other[:-PAIR] + run
                break
        else:
            return run
        del left[other]


def _list(kind: str, labels: Sequence[str]) -> str:
    return f"{kind}s: {', '.join(labels)}" if len(labels) > 1 else f"{kind}: {labels[0]}"
