"""Find the names of a dictionary in a paper."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from papercat.enrich import sentences
from papercat.enrich.names import shape, usage
from papercat.enrich.names.dictionary import Dictionary, Entry, sense
from papercat.insight import Mention, TextField
from papercat.records import Paper

_SPACES = {" ", "\n", "\u00a0"}


def mentions(known: Dictionary, paper: Paper, abstract: str, defined: Mapping[str, str]) -> Iterator[Mention]:
    """Yield the first place of each name, and of each version of one, in abstract and title.

    Args:
        known: the dictionary.
        paper: where to look.
        abstract: its abstract with links blanked.
        defined: the paper's own short forms with their long forms.
    """
    seen: set[tuple[str, str]] = set()
    texts: tuple[tuple[TextField, str], ...] = (("abstract", abstract), ("title", paper.title))
    for field, text in texts:
        for entry, start, end, version in _places(known, text, defined):
            if (entry.name, version) not in seen and (
                not entry.grown or _stands(entry, (field, start, end), text, defined)
            ):
                seen.add((entry.name, version))
                begin, stop = sentences.around(text, start)
                yield Mention(entry.name, text[start:end], text[begin:stop].strip(), field, start, version)


def _stands(entry: Entry, place: tuple[TextField, int, int], text: str, defined: Mapping[str, str]) -> bool:
    """Tell whether a name from another paper is meant, where its letters may mean other things.

    Names like `TiTok` mean themselves. A short form in capitals must be defined alike or stand among the words of
    use; an ordinary word with a capital must also stand inside a sentence, and not in an expression of such words.
    """
    field, start, end = place
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
    return alone and field == "abstract" and (" " in surface or (used and inside))


def _places(known: Dictionary, text: str, defined: Mapping[str, str]) -> Iterator[tuple[Entry, int, int, str]]:
    """Yield entry, start, end and version of each name in a text, longest first, none inside another."""
    words = shape.words(text)
    folds = shape.folds(words)
    place, starts, done = _Text(text, words, folds), known.starts, 0
    for at, first in enumerate(folds):
        if at < done:
            continue
        run = _longest(known, place, at, defined) if first in starts or first[:-1] in known.table else None
        if run:
            entry, last = run
            done, end, version = last + 1, words[last].end, ""
            size = words[done] if done < len(words) and text[end : words[done].start] == " " else None
            if size and shape.is_size(size.text):
                done, end, version = done + 1, size.end, text[words[at].start : size.end]
            yield entry, words[at].start, end, version
        elif "-" in words[at].text:
            yield from _hyphened(known, words[at], defined)
        elif first[-1].isdigit() and (glued := _glued(known, words[at].text, defined)):
            yield glued, words[at].start, words[at].end, words[at].text


class _Text(NamedTuple):
    """A text with its words and their folded spellings."""

    text: str
    words: Sequence[shape.Word]
    folds: Sequence[str]


def _longest(known: Dictionary, place: _Text, at: int, defined: Mapping[str, str]) -> tuple[Entry, int] | None:
    """Return the entry of the longest run of words that is a name, with the run's last word."""
    text, words, folds = place
    best, last, key = None, at, folds[at]
    while True:
        if key in known.table or key[:-1] in known.table:
            entry = _entry(known, text[words[at].start : words[last].end], defined)
            best = (entry, last) if entry else best
        last += 1
        if (
            last == len(words)
            or key not in known.starts
            or text[words[last - 1].end : words[last].start] not in _SPACES
        ):
            return best
        key += folds[last]


def _hyphened(known: Dictionary, word: shape.Word, defined: Mapping[str, str]) -> Iterator[tuple[Entry, int, int, str]]:
    """Yield the name inside a hyphenated word, if any."""
    first = shape.parts(word.text)[0]
    skip = len(first) + 1 if shape.is_head(first) else 0
    start, token = word.start + skip, word.text[skip:]
    whole = _entry(known, token, defined) if skip else None
    if whole:
        yield whole, start, word.end, ""
    elif part := _within(known, token, defined):
        yield part[0], start, start + part[1], token[: part[1]] if part[2] else ""


def _glued(known: Dictionary, token: str, defined: Mapping[str, str]) -> Entry | None:
    """Return the well-known name that a word with a version glued to it stands for."""
    entry = _entry(known, shape.family(token), defined) if shape.family(token) else None
    return entry if entry and not entry.grown else None


def _within(known: Dictionary, token: str, defined: Mapping[str, str]) -> tuple[Entry, int, bool] | None:
    """Return the name that a hyphenated word begins with, where it ends, and whether the rest names a version of it.

    `BERT-based` is BERT, `BERT-base` is a version of it, and `ColBERT-PRF` is neither.
    """
    pieces = shape.parts(token)
    for cut in range(len(pieces) - 1, 0, -1):
        rest = pieces[cut:]
        size = next((n for n, piece in enumerate(rest) if not shape.is_version(piece)), len(rest))
        if not all(shape.is_tail(piece) for piece in rest[size:]):
            continue
        head = "-".join(pieces[:cut])
        entry = _entry(known, head, defined)
        if entry is None and size == 0 and len(head) > 5:  # noqa: PLR2004 - "conformer-based", not "seal-like"
            entry = _entry(known, head.capitalize(), defined)
        if entry:
            return entry, len("-".join(pieces[: cut + size])), size > 0
    return None


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
    return entry.small or any(c.isupper() or c.isdigit() for c in text)


def _meant(entries: Sequence[Entry], long: str) -> Entry | None:
    """Return the entry whose long form the paper gives; without one the only entry, or that of a name that ships."""
    if long:
        said = sense(long)
        same = [entry for entry in entries if entry.long == said]
        return same[0] if same else next((entry for entry in entries if not entry.long), None)
    return entries[0] if len({entry.name for entry in entries}) == 1 else None
