"""The inverted index as arrays: which term stands in which document, how often, in which fields.

A whole catalogue is turned around with a few sorts over integers: 9 million words of 50,000 papers take seconds.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from papercat.search import text
from papercat.search.codec import Ints, ends
from papercat.search.fields import FIELDS, WEIGHTS, Document

Floats = npt.NDArray[np.float32]

K1 = 1.5
B = 0.75
"""The usual constants of BM25 (Robertson and Zaragoza 2009, "The probabilistic relevance framework")."""
STEP = 0.25
"""One unit of a stored impact; impacts lie between 0 and K1 + 1, so that four bits hold them."""
TITLE, ABSTRACT, IDS = FIELDS.index("title"), FIELDS.index("abstract"), FIELDS.index("id")
READ = len(FIELDS) - 1
"""Fields that are read word by word; identifiers, the last one, are terms as they stand."""
LONGEST_TITLE = 31
TOGETHER = 500
"""Documents whose words are cut apart at once."""
BREAK = "\ufeff"
"""A token between two fields; text has none, because it is white space to lunr."""


@dataclass(frozen=True)
class Inverted:
    """Postings of all terms, sorted by term and slot; the arrays of one line have one length."""

    terms: list[str]
    starts: Ints
    """Where each term's postings begin; one more entry than terms."""
    slots: Ints
    masks: npt.NDArray[np.uint8]
    """A bit a field."""
    impacts: npt.NDArray[np.uint8]
    """BM25 without its idf, in units of `STEP`, at least 1."""
    titles: npt.NDArray[np.uint8]
    """Terms in the document's title."""
    forms: list[str]
    """Surface forms, by term, the most frequent of a term first."""
    form_starts: Ints
    """Where each term's forms begin; one more entry than terms."""
    form_counts: Ints
    """How often each form occurs."""


class _Raw(dict[str, int]):
    """Numbers for raw tokens, given as they come."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


@dataclass(frozen=True)
class _Words:
    """Distinct words: of each raw token its form and term, numbers in sorted order; -1 for none."""

    form: Ints
    term: Ints
    forms: list[str]
    terms: list[str]


def invert(documents: Sequence[Document], slots: Ints) -> Inverted:
    """Return the inverted index of documents that were given these slots."""
    raw = _Raw({BREAK: 0})
    numbers = _read(documents, raw)
    identifiers = _identifiers(documents, raw)
    words = _words(raw, {number for _, number in identifiers})
    breaks = numbers == 0
    places = (np.cumsum(breaks, dtype=np.int32) - breaks)[~breaks]
    numbers = numbers[~breaks]
    counts = np.bincount(numbers, minlength=len(raw))
    found = words.term[numbers]
    kept = found >= 0
    found, fields, owners = found[kept], (places % READ)[kept], slots[places[kept] // READ]
    if identifiers:
        rows = np.array(identifiers, dtype=np.int64)
        found = np.concatenate([found, words.term[rows[:, 1]]])
        fields = np.concatenate([fields, np.full(len(rows), IDS, dtype=fields.dtype)])
        owners = np.concatenate([owners, slots[rows[:, 0]]])
    return _postings(words, counts, found, fields, owners, int(slots.max(initial=0)) + 1)


def _read(documents: Sequence[Document], raw: _Raw) -> npt.NDArray[np.int32]:
    """Return the numbers of all tokens in order, one for a break behind each field."""
    numbers = array("i")
    for start in range(0, len(documents), TOGETHER):
        fields = [
            field if BREAK not in field else field.replace(BREAK, " ")
            for document in documents[start : start + TOGETHER]
            for field in document.texts[:READ]
        ]
        numbers.extend(map(raw.__getitem__, text.split(f" {BREAK} ".join((*fields, "")))))
    return np.frombuffer(numbers, dtype=np.int32)


def _identifiers(documents: Sequence[Document], raw: _Raw) -> list[tuple[int, int]]:
    """Return row of the document and number of the token for each identifier."""
    return [
        (row, raw[f"\n{key}"])
        for row, document in enumerate(documents)
        if document.texts[-1]
        for key in filter(None, document.texts[-1].splitlines())
    ]


def _words(raw: _Raw, exact: set[int]) -> _Words:
    """Return forms and terms of the raw tokens."""
    stems: dict[str, str] = {}
    forms: list[str] = []
    made: list[str] = []
    for token, number in raw.items():
        if number in exact:
            form, term = "", token[1:]
        else:
            form = text.trim(token)
            known = stems.get(form)
            term = text.term(form) if known is None else known
            stems[form] = term
        forms.append(form if term else "")
        made.append(term)
    names, terms = sorted({*forms} - {""}), sorted({*made} - {""})
    of_form, of_term = ({word: number for number, word in enumerate(words)} for words in (names, terms))
    of_form[""] = of_term[""] = -1
    return _Words(
        np.array([of_form[form] for form in forms], dtype=np.int32),
        np.array([of_term[term] for term in made], dtype=np.int32),
        names,
        terms,
    )


def _postings(  # noqa: PLR0913, PLR0917 - parallel arrays
    words: _Words, occurrences: Ints, found: Ints, fields: Ints, owners: Ints, size: int
) -> Inverted:
    """Return postings from one row for each word of each document."""
    keys = (found.astype(np.int64) * size + owners) * len(FIELDS) + fields
    keys.sort()
    first = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, np.int64)
    counts = np.diff(first, append=len(keys))
    field, pair = keys[first] % len(FIELDS), keys[first] // len(FIELDS)
    starts = np.flatnonzero(np.r_[True, pair[1:] != pair[:-1]]) if len(pair) else np.zeros(0, np.int64)
    frequency = np.add.reduceat(np.array(WEIGHTS)[field] * counts, starts) if len(pair) else np.zeros(0)
    masks = np.bitwise_or.reduceat(np.left_shift(1, field), starts) if len(pair) else np.zeros(0, np.int64)
    term, slot = pair[starts] // size, pair[starts] % size
    length = np.bincount(owners[(fields == TITLE) | (fields == ABSTRACT)], minlength=size)
    titles = np.bincount(slot[(masks >> TITLE) & 1 == 1], minlength=size).clip(max=LONGEST_TITLE)
    # rounded, so that a few papers more do not change the impacts of all
    average = rounded(float(length[length > 0].mean())) if length.any() else 1.0
    impacts = frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * length[slot] / average))
    forms, form_starts, form_counts = _forms(words, occurrences)
    return Inverted(
        words.terms,
        np.searchsorted(term, np.arange(len(words.terms) + 1)),
        slot,
        masks.astype(np.uint8),
        np.rint(impacts / STEP).clip(1, 15).astype(np.uint8),
        titles[slot].astype(np.uint8),
        forms,
        form_starts,
        form_counts,
    )


def _forms(words: _Words, occurrences: Ints) -> tuple[list[str], Ints, Ints]:
    """Return the forms by term, the most frequent first, where each term's begin, and how often each occurs."""
    real = words.form >= 0
    counts = np.bincount(words.form[real], weights=occurrences[real], minlength=len(words.forms)).astype(np.int64)
    owner = np.zeros(len(words.forms), dtype=np.int64)
    owner[words.form[real]] = words.term[real]
    order = np.lexsort((-counts, owner))
    sizes = np.bincount(owner, minlength=len(words.terms)) if len(owner) else np.zeros(len(words.terms), np.int64)
    return [words.forms[place] for place in order.tolist()], ends(sizes), counts[order]


def rounded(value: float) -> float:
    """Return the nearest power of the fourth root of two."""
    return float(2 ** (round(np.log2(max(value, 1.0)) * 4) / 4))
