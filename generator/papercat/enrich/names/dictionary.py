"""The names of a catalogue: those that ship, those its papers introduce, and those its papers use."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from papercat.enrich.names import known, shape
from papercat.enrich.names.evidence import Evidence, is_small
from papercat.enrich.names.spots import Spots
from papercat.enrich.sentences import Span
from papercat.enrich.text.words import is_word
from papercat.insight import Name, NameKind
from papercat.paths import unique

_SHORT = 3
"""Characters of a label that means other things in other cases (`sT`, `ST`)."""


class Found(NamedTuple):
    """What a paper alone tells about names."""

    introduces: tuple[Evidence, ...]
    uses: tuple[Evidence, ...]
    defined: tuple[tuple[str, str], ...]
    """Short forms with their long forms."""
    spots: Spots
    """Where names may begin."""
    cuts: tuple[Span, ...] = ()
    """The sentence of each that it introduces."""


class Entry(NamedTuple):
    """How the words of a text may stand for a name."""

    name: str
    """Id."""
    exact: str
    """The only letters that will do, or nothing."""
    small: bool
    """Small letters will do."""
    long: str
    """Folded long form that a paper must not contradict, or nothing."""
    capital: bool = True
    """A capital alone will do; not where that makes an ordinary word (`Palm`)."""
    general: bool = False
    """The long form is written in small letters."""
    grown: bool = False
    """From this catalogue's papers rather than known to the world: other papers must use it as a name."""


class Dictionary(NamedTuple):
    """Names by folded spelling."""

    table: dict[str, tuple[Entry, ...]]
    starts: frozenset[str]
    """Folded beginnings of names up to a hyphen or a space, each with the letter after it."""
    begun: frozenset[str]
    """The same without that letter."""
    small: frozenset[str] = frozenset()
    """First words of this catalogue's own names that begin with a word in small letters."""


def gather(found: Sequence[Found]) -> tuple[dict[tuple[str, str], str], tuple[Name, ...], list[tuple[str, Entry]]]:
    """Return what each (folded label, folded long form) is called, the names, and their spellings.

    Two long forms of one short form are two names; evidence without a long form goes to the only, else to the
    commonest one.
    """
    senses, plurals = _senses(found)
    shipped = {shape.fold(s.text): entry.name for entry in known.names() for s in entry.spellings}
    ordinary = {
        shape.fold(entry.name.label): entry.name.label for entry in known.names() if known.is_ordinary(entry.name.label)
    }
    ids: dict[tuple[str, str], str] = {}
    names = {entry.name.id: entry.name for entry in known.names()}
    spellings = list(_shipped())
    for label in sorted(senses):
        by_long, most = _joined(senses[label])
        for long, evidence in sorted(by_long.items()):
            name = shipped.get(label)
            same = ordinary.get(label) in {None, *(item.label for item in evidence)}
            if name is not None and same and (not long or not name.long_form or sense(name.long_form) == long):
                ids[label, long] = name.id
                continue
            apart = len(by_long) > 1 or name is not None
            made = _name(evidence, apart=apart, taken=names)
            names[made.id] = made
            ids[label, long] = made.id
            exact = made.label if _wordlike(made.label) else ""
            spellings.append(
                (
                    made.label,
                    Entry(made.id, exact, small=False, long=long, general=is_small(made.long_form), grown=True),
                )
            )
        ids.setdefault((label, ""), ids[label, most])
    ids.update({(plural, long): ids.get((label, long), ids[label, ""]) for (plural, long), label in plurals.items()})
    return ids, tuple(names[key] for key in sorted(names)), spellings


def _senses(
    found: Sequence[Found],
) -> tuple[Mapping[str, Mapping[str, list[Evidence]]], dict[tuple[str, str], str]]:
    """Return evidence by folded label and long form, and the plurals of other labels.

    The same evidence twice counts once, so that a duplicate record changes nothing.
    """
    every = {item for paper in found for item in paper.introduces}
    every |= {item for paper in found for item in paper.uses}
    senses: defaultdict[str, defaultdict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for item in sorted(every):
        senses[shape.fold(item.label)][item.long_form and sense(item.long_form)].append(item)
    plurals: dict[tuple[str, str], str] = {}
    # of CI, CIS and CISS only the second can be a plural
    for label in [w for w in senses if w.endswith("s") and w[:-1] in senses and not _is_plural(w[:-1], senses)]:
        for long in senses.pop(label):
            plurals[label, long] = label[:-1]
    return senses, plurals


def _is_plural(label: str, senses: Container[str]) -> bool:
    return label.endswith("s") and label[:-1] in senses


def _shipped() -> Iterator[tuple[str, Entry]]:
    """Yield the spellings of the names that ship; a short form stands for its long form or for a label in words."""
    for entry in known.names():
        long = sense(entry.name.long_form)
        for spelling in entry.spellings:
            short = spelling.text.isupper() and entry.name.label.islower()
            meaning = long or (sense(entry.name.label) if short else "")
            capital = spelling.text.istitle() or spelling.small or not is_word(spelling.text)
            exact = spelling.text if spelling.exact else ""
            yield spelling.text, Entry(entry.name.id, exact, spelling.small, meaning, capital)


def sense(long_form: str) -> str:
    """Return a long form as it is compared: folded, in the singular."""
    return shape.fold(long_form).removesuffix("s")


def _joined(by_long: Mapping[str, list[Evidence]]) -> tuple[Mapping[str, list[Evidence]], str]:
    """Give evidence without a long form to the commonest long form; return that, too."""
    if len(by_long) == 1:
        return by_long, next(iter(by_long))
    longs = {long: list(evidence) for long, evidence in by_long.items() if long}
    most = min(longs, key=lambda long: (-len(longs[long]), long))
    longs[most] += by_long.get("", [])
    return longs, most


def _wordlike(label: str) -> bool:
    """Tell whether other spellings of a label would be ordinary words: `Mamba`, `SEAL`, `PROP`."""
    mixed = shape.is_camel(label) or any(map(str.isdigit, label))
    return not mixed or " " in label or len(label) <= _SHORT


def _name(evidence: Sequence[Evidence], *, apart: bool, taken: Mapping[str, Name]) -> Name:
    label = _commonest([e.label for e in evidence])
    long = _commonest([e.long_form for e in evidence if e.long_form])
    kind: NameKind = _commonest_kind(evidence)
    text = f"{label} {long}" if apart and long else label
    return Name(id=unique(text, taken, distinguish=long), label=label, long_form=long, kind=kind)


def _commonest(texts: Sequence[str]) -> str:
    if len(texts) < 2:  # noqa: PLR2004 - most names are one paper's, and most have no long form
        return "".join(texts)
    counted = Counter(texts)
    return min(counted, key=lambda text: (-counted[text], text))


def _commonest_kind(evidence: Sequence[Evidence]) -> NameKind:
    if len(evidence) == 1:
        return evidence[0].kind
    kinds: Counter[NameKind] = Counter(e.kind for e in evidence if e.kind != "name")
    return min(kinds, key=lambda kind: (-kinds[kind], kind)) if kinds else "name"


def starts(text: str) -> list[str]:
    """Return the folded beginnings of a spelling: up to each hyphen and space, its last character, and its end.

    The last character may stand apart, as in `Jaco 2` for `Jaco2`.
    """
    if text.isalnum():
        # as most are: one piece
        whole = shape.fold(text)
        return [whole, whole[:-1]]
    pieces = [piece for word in text.split() for piece in shape.parts(word)]
    ends = [shape.fold("".join(pieces[:end])) for end in range(1, len(pieces) + 1)]
    return [*ends, ends[-1][:-1]] if ends else ends


def begins_small(text: str, entry: Entry) -> bool:
    """Tell whether a name of this catalogue begins with an ordinary word in small letters."""
    if not entry.grown or text[0].isupper():
        return False
    first = text.split(maxsplit=1)[0]
    return first.islower() and first.isalpha()


def table(spellings: Iterable[tuple[str, Entry]]) -> Dictionary:
    """Return the table for matching."""
    entries: dict[str, tuple[Entry, ...]] = {}
    begin: set[str] = set()
    begun: set[str] = set()
    small: set[str] = set()
    for text, entry in spellings:
        whole = shape.fold(text)
        # nearly every spelling is one name's
        entries[whole] = tuple(sorted({*entries[whole], entry})) if whole in entries else (entry,)
        some = starts(text)
        begun.update(some)
        begin.update([whole[: len(start) + 1] for start in some if start])
        if begins_small(text, entry):
            small.add(text.split(maxsplit=1)[0])
    return Dictionary(entries, frozenset(begin), frozenset(begun), frozenset(small))
