"""The inverted index as arrays: which term stands in which document, how often, in which fields.

A whole catalogue is turned around with a few sorts over integers: 9 million words of 50,000 papers take seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from papercat.search import words
from papercat.search.codec import Ints, ends
from papercat.search.fields import FIELDS, WEIGHTS, Document

Floats = npt.NDArray[np.float32]

K1 = 1.5
B = 0.75
"""The usual constants of BM25 (Robertson and Zaragoza 2009, "The probabilistic relevance framework")."""
STEP = 0.3
"""One unit of a stored impact; impacts lie between 0 and K1 + 1, so that four bits hold them."""
TITLE, ABSTRACT, IDS = FIELDS.index("title"), FIELDS.index("abstract"), FIELDS.index("id")
LONGEST_TITLE = 31
BLOCK = 1 << 20
"""Words and postings that are worked on at once."""
_BITS = (len(FIELDS) - 1).bit_length()
"""Of the number of a field."""


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


@dataclass(frozen=True)
class _Words:
    """Distinct words: of each token its form and term, numbers in sorted order; -1 for none."""

    form: Ints
    term: Ints
    forms: list[str]
    terms: list[str]
    identifiers: Ints
    """Terms of identifiers."""


def invert(documents: Sequence[Document], slots: Ints, read: words.Words | None = None) -> Inverted:
    """Return the inverted index of documents that were given these slots, and whose words are these, English ones."""
    read = read or words.english(documents)
    owners, identifiers = _identifiers(documents)
    known, size = _words(read, identifiers), int(slots.max(initial=0)) + 1
    counts, lengths = np.zeros(len(read.tokens), np.int64), np.zeros(size, np.int64)
    return _postings(known, counts, lengths, _keys(read, known, slots, owners, (counts, lengths)))


def _keys(read: words.Words, known: _Words, slots: Ints, owners: Sequence[int], sums: tuple[Ints, Ints]) -> Ints:
    """Return term, slot and field of each word of each document in one number; block by block, which takes less memory.

    Args:
        read: the words.
        known: the distinct ones.
        slots: of the documents.
        owners: documents of the identifiers.
        sums: to these is added how often each token occurs, and how many terms titles and abstracts have, by slot.
    """
    counts, lengths = sums
    bits, numbers = len(lengths).bit_length() + _BITS, read.array()
    # slot and field of each field of each document, and the terms in it
    homes = (np.repeat(slots, words.READ) << _BITS) + np.tile(np.arange(words.READ), len(slots))
    sizes = np.zeros(len(homes) + 1, np.int64)
    made = np.empty(len(numbers) + len(owners), np.int64)
    before = end = 0
    for start in range(0, len(numbers), BLOCK):
        some = numbers[start : start + BLOCK]
        counts += np.bincount(some, minlength=len(counts))
        place = before + np.cumsum(some == 0)
        before, term = int(place[-1]), known.term[some]
        kept = np.flatnonzero(term >= 0)
        term, place = term[kept], place[kept]
        sizes += np.bincount(place, minlength=len(sizes))
        made[end : end + len(kept)] = (term.astype(np.int64) << bits) + homes[place]
        end += len(kept)
    # the breaks
    counts[:1] = 0
    lengths[slots] = sizes[:-1].reshape(-1, words.READ)[:, (TITLE, ABSTRACT)].sum(axis=1)
    last = end + len(owners)
    made[end:last] = (known.identifiers.astype(np.int64) << bits) + (slots[list(owners)] << _BITS) + IDS
    return made[:last]


def _identifiers(documents: Sequence[Document]) -> tuple[list[int], list[str]]:
    """Return row of the document and identifier of each."""
    found = [
        (row, key)
        for row, document in enumerate(documents)
        if document.texts[-1]
        for key in filter(None, document.texts[-1].splitlines())
    ]
    return [row for row, _ in found], [key for _, key in found]


def _words(read: words.Words, identifiers: Sequence[str]) -> _Words:
    """Return the distinct words of texts and identifiers."""
    terms, count = read.terms.joined(identifiers), len(read.tokens)
    of = terms.array()
    return _Words(read.forms.array(), of[:count], read.forms.words, terms.words, of[count:])


def _postings(known: _Words, occurrences: Ints, length: Ints, keys: Ints) -> Inverted:
    """Return postings from one number for each word of each document, see `_keys`."""
    bits = len(length).bit_length()
    keys.sort()
    first = _changes(keys)
    counts = np.diff(first, append=len(keys)).astype(np.int32)
    keys = keys[first]
    del first
    field = keys.astype(np.uint8) & len(FIELDS) - 1
    keys >>= _BITS
    starts = _changes(keys)
    frequency = np.add.reduceat(np.array(WEIGHTS)[field] * counts, starts) if len(keys) else np.zeros(0)
    masks = np.bitwise_or.reduceat(np.left_shift(np.uint8(1), field), starts) if len(keys) else np.zeros(0, np.uint8)
    del counts, field
    keys = keys[starts]
    term, slot = (keys >> bits).astype(np.int32), (keys & (1 << bits) - 1).astype(np.int32)
    del keys, starts
    titles = np.bincount(slot[(masks >> TITLE) & 1 == 1], minlength=len(length)).clip(max=LONGEST_TITLE)
    forms, form_starts, form_counts = _forms(known, occurrences)
    return Inverted(
        known.terms,
        np.searchsorted(term, np.arange(len(known.terms) + 1)),
        slot,
        masks,
        _impacts(frequency, slot, length),
        titles[slot].astype(np.uint8),
        forms,
        form_starts,
        form_counts,
    )


def _changes(numbers: Ints) -> Ints:
    """Return the places of sorted numbers that differ from the one before."""
    changes = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=changes[1:])
    return np.flatnonzero(changes)


def _impacts(frequency: npt.NDArray[np.float64], slot: Ints, length: Ints) -> npt.NDArray[np.uint8]:
    """Return what each posting weighs."""
    # rounded, so that a few papers more do not change the impacts of all
    average = rounded(float(length[length > 0].mean())) if length.any() else 1.0
    made = np.empty(len(slot), np.uint8)
    for start in range(0, len(slot), BLOCK):
        often, place = frequency[start : start + BLOCK], slot[start : start + BLOCK]
        impacts = often * (K1 + 1) / (often + K1 * (1 - B + B * length[place] / average))
        made[start : start + BLOCK] = np.rint(impacts / STEP).clip(1, 15)
    return made


def _forms(known: _Words, occurrences: Ints) -> tuple[list[str], Ints, Ints]:
    """Return the forms by term, the most frequent first, where each term's begin, and how often each occurs."""
    real = known.form >= 0
    counts = np.bincount(known.form[real], weights=occurrences[real], minlength=len(known.forms)).astype(np.int64)
    owner = np.zeros(len(known.forms), dtype=np.int64)
    # of accents folded away, a form of two terms is the last one's
    np.maximum.at(owner, known.form[real], known.term[real])
    order = np.lexsort((-counts, owner))
    sizes = np.bincount(owner, minlength=len(known.terms)) if len(owner) else np.zeros(len(known.terms), np.int64)
    return [known.forms[place] for place in order.tolist()], ends(sizes), counts[order]


def rounded(value: float) -> float:
    """Return the nearest power of the fourth root of two."""
    return float(2 ** (round(np.log2(max(value, 1.0)) * 4) / 4))
