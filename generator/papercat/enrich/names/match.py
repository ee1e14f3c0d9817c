"""Find the names of a dictionary in a paper."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from papercat.enrich import sentences
from papercat.enrich.names import evidence, shape, spots, usage
from papercat.enrich.names.dictionary import Dictionary, Entry, Found, sense
from papercat.records import Paper

_SPACES = {" ", "\n", "\u00a0"}


class Place(NamedTuple):
    """Where a text has a name."""

    entry: Entry
    start: int
    end: int
    version: str = ""
    """The name with its version, where the text gives one."""


class At(NamedTuple):
    """The first place of a name in a paper."""

    name: str
    """Id."""
    title: bool
    """In the title, else in the abstract."""
    start: int
    end: int
    begin: int
    """Of the sentence."""
    stop: int
    version: str


def find(known: Dictionary, words: AbstractSet[str], paper: Paper, found: Found) -> tuple[At, ...]:
    """Return the first place of each name, and of each version of one, in abstract and title.

    Args:
        known: the names.
        words: those of `found.spots` with which one of them may begin, see `beginnings`.
        paper: where to look.
        found: what it told by itself.
    """
    abstract, defined = evidence.blanked(paper.abstract), dict(found.defined)
    seen: set[tuple[str, str]] = set()
    places: list[At] = []
    used = {use.start for use in found.uses}
    for title, text, at in ((False, abstract, found.spots.abstract), (True, paper.title, found.spots.title)):
        small = any(word in text for word in known.small)
        some = spots.every(text) if small else [one for one in at.read() if one[1] in words]
        for place in _places(known, text, some, defined):
            entry, start, end, version = place
            if (entry.name, version) in seen:
                continue
            meant = (
                _stands(place, text, defined, title=title) if entry.grown else _said(place, text, abstract, title=title)
            )
            if meant or (not title and start in used):
                seen.add((entry.name, version))
                places.append(At(entry.name, title, start, end, *sentences.around(text, start), version))
    return tuple(places)


def beginnings(token: str) -> set[str]:
    """Return all folded beginnings of names with which a word may be one."""
    folded = shape.fold(token)
    if token.isalpha():
        return {folded, folded.removesuffix("s")}
    forms = {shape.family(token)}
    first, *more = shape.parts(token)
    if more:
        rest = token[len(first) + 1 :] if shape.is_head(first) else token
        forms |= {rest, *(head for head, _ in (*_heads(token), *_heads(rest)))}
    every = {folded, *(shape.fold(form) for form in forms if form)}
    return every | {form.removesuffix("s") for form in every}


def _said(place: Place, text: str, abstract: str, *, title: bool) -> bool:
    """Tell whether a name that ships is meant, where it is also an ordinary word as `Atlas` and `Falcon` are.

    Nobody says *Falcon of*, and a capital tells nothing where a sentence begins, nor in a title whose abstract has no
    such name.
    """
    entry, start, end, _ = place
    if not (entry.exact and shape.is_title_case(text[start:end])):
        return True
    alone = not abstract if title else all(start != cut for cut, _ in sentences.spans(text))
    return alone and not text.startswith(" of ", end)


def _stands(place: Place, text: str, defined: Mapping[str, str], *, title: bool) -> bool:
    """Tell whether a name from another paper is meant, where its letters may mean other things.

    Names like `TiTok` mean themselves. A short form in capitals must be defined alike or stand among the words of
    use; an ordinary word with a capital must also stand inside a sentence, and not in an expression of such words.
    """
    entry, start, end, _ = place
    surface = text[start:end]
    same = entry.long and not entry.general and sense(defined.get(shape.singular(surface), "")) == entry.long
    if not entry.exact or same:
        return True
    used = usage.is_used(text, start, end)
    if shape.is_acronym(surface):
        return used and len(surface) > 2  # noqa: PLR2004 - two letters mean too many things
    before, after = text[:start].rsplit(" ", 2)[-2:], text[end:].split(" ", 2)[:2]
    alone = not (before[0][:1].isupper() or (len(after) > 1 and after[0] == "" and after[1][:1].isupper()))
    inside = all(start != cut for cut, _ in sentences.spans(text))
    return alone and not title and (" " in surface or (used and inside))


def _places(
    known: Dictionary, text: str, words: Iterable[tuple[int, str]], defined: Mapping[str, str]
) -> Iterator[Place]:
    """Yield the names of a text, longest first, none inside another."""
    done = 0
    for start, token in words:
        if start < done:
            continue
        first = shape.fold(token)
        end = start + len(token)
        if first in known.table or first[:-1] in known.table or _goes_on(known, text, first, end):
            place = _longest(known, text, (start, end), defined)
        else:
            place = None
        if place:
            place = place._replace(version=_listed(place.entry, text[start : place.end]))
            if text[place.end : place.end + 1] == " ":
                size = shape.TOKEN.match(text, place.end + 1)
                if size and shape.is_size(size[0]):
                    place = place._replace(end=size.end(), version=text[start : size.end()])
            done = place.end
            yield place
        elif "-" in token:
            if hyphened := _hyphened(known, token, start, defined):
                yield hyphened
        elif first[-1].isdigit() and (glued := _glued(known, token, defined)):
            yield Place(glued, start, end, token)


@lru_cache(maxsize=1 << 15)
def _listed(entry: Entry, surface: str) -> str:
    """Return a version that is listed among the spellings of its name (`ResNet-50`), or nothing."""
    whole = shape.fold(surface)
    of = _families(surface) - {whole}
    return "" if entry.grown or whole == shape.fold(entry.name) or of.isdisjoint(_families(entry.name)) else surface


def _families(name: str) -> set[str]:
    heads = (head for head, _ in _heads(name))
    return {shape.fold(form) for form in (name, shape.family(name), *heads) if form}


def _goes_on(known: Dictionary, text: str, key: str, end: int) -> bool:
    """Tell whether the next word may go on with a name of which the words so far are the beginning."""
    return text[end : end + 1] in _SPACES and key + text[end + 1 : end + 2].casefold()[:1] in known.starts


def _longest(known: Dictionary, text: str, first: tuple[int, int], defined: Mapping[str, str]) -> Place | None:
    """Return the longest run of words that is a name, where its first word stands."""
    start, end = first
    best, key = None, shape.fold(text[start:end])
    while True:
        if key in known.table or key[:-1] in known.table:
            entry = _entry(known, text[start:end], defined)
            best = Place(entry, start, end) if entry else best
        if not _goes_on(known, text, key, end):
            return best
        word = shape.TOKEN.match(text, end + 1)
        if word is None:
            return best
        key += shape.fold(word[0])
        end = word.end()


def _hyphened(known: Dictionary, token: str, start: int, defined: Mapping[str, str]) -> Place | None:
    """Return the name inside a hyphenated word, if any."""
    first = shape.parts(token)[0]
    skip = len(first) + 1 if shape.is_head(first) else 0
    whole = _entry(known, token[skip:], defined) if skip else None
    if whole:
        return Place(whole, start + skip, start + len(token))
    return _within(known, token[skip:], start + skip, defined)


def _glued(known: Dictionary, token: str, defined: Mapping[str, str]) -> Entry | None:
    """Return the well-known name that a word with a version glued to it stands for."""
    entry = _entry(known, shape.family(token), defined) if shape.family(token) else None
    return entry if entry and not entry.grown else None


def _within(known: Dictionary, token: str, start: int, defined: Mapping[str, str]) -> Place | None:
    """Return the name that a hyphenated word begins with, and a version of it.

    `BERT-based` is BERT, `BERT-base` is a version of it, and `ColBERT-PRF` is neither.
    """
    for head, size in _heads(token):
        entry = _entry(known, head, defined)
        if entry is None and size == len(head) and len(head) > 5:  # noqa: PLR2004 - "conformer-based", not "seal-like"
            entry = _entry(known, head.capitalize(), defined)
        if entry:
            return Place(entry, start, start + size, token[:size] if size > len(head) else "")
    return None


@lru_cache(maxsize=1 << 16)
def _heads(token: str) -> tuple[tuple[str, int], ...]:
    """Return what a hyphenated word may be a form of, longest first, each with its length together with a version."""
    pieces = shape.parts(token)
    found = []
    for cut in range(len(pieces) - 1, 0, -1):
        rest = pieces[cut:]
        size = next((n for n, piece in enumerate(rest) if not shape.is_version(piece)), len(rest))
        if all(shape.is_tail(piece) for piece in rest[size:]):
            found.append(("-".join(pieces[:cut]), len("-".join(pieces[: cut + size]))))
    return tuple(found)


def _entry(known: Dictionary, surface: str, defined: Mapping[str, str]) -> Entry | None:
    """Return the name that a surface stands for in this paper, if any."""
    for text in dict.fromkeys((surface, shape.singular(surface), surface.removesuffix("s"))):
        entries = [entry for entry in known.table.get(shape.fold(text), ()) if _fits(entry, text)]
        if entries:
            return _meant(entries, defined.get(shape.singular(surface), ""))
    return None


def _fits(entry: Entry, text: str) -> bool:
    if entry.exact:
        return text == entry.exact
    if entry.grown:
        return shape.is_named(text) and not (text[1:2] == " " and text[0].islower())
    if not entry.capital and text.istitle():
        return False
    return entry.small or any(c.isupper() or c.isdigit() for c in text)


def _meant(entries: Sequence[Entry], long: str) -> Entry | None:
    """Return the entry whose long form the paper gives; without one the only entry, or that of a name that ships."""
    if long:
        said = sense(long)
        same = [entry for entry in entries if entry.long == said]
        return same[0] if same else next((entry for entry in entries if not entry.long), None)
    return entries[0] if len({entry.name for entry in entries}) == 1 else None
