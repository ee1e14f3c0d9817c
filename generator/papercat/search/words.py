"""Which words stand where in the documents, as numbers; of documents that were read before, they are remembered.

To read, trim and stem is a third of the work on an index, and of a catalogue that grows most documents stay the same.
"""

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress, islice

import msgspec
import numpy as np
import numpy.typing as npt

from papercat import formulas
from papercat.search import languages, text
from papercat.search.codec import Ints, Numbering, ends
from papercat.search.fields import FIELDS, Document
from papercat.search.languages import Pipeline

Numbers = npt.NDArray[np.int32]

READ = len(FIELDS) - 1
"""Fields that are read word by word; identifiers, the last one, are terms as they stand."""
TOGETHER = 8
"""Documents whose words are cut apart at once: so few that the words are still in the processor's cache."""
BLOCK = 1 << 20
"""Numbers looked at at once; bounds the memory."""
BREAK = "\ufeff"
"""A token behind each field, number 0; text has none, because it is white space to lunr."""
_SUM = 16


class Vocabulary(msgspec.Struct, frozen=True):
    """What becomes of tokens."""

    words: list[str]
    """Each once, in order."""
    of: bytes
    """Of each token the number of its word, -1 for none; as `Words.numbers`."""

    def array(self) -> Numbers:
        """Return the numbers of all tokens' words."""
        return np.frombuffer(self.of, dtype=np.int32)

    def joined(self, more: Sequence[str]) -> "Vocabulary":
        """Return it with the words of more tokens; an empty word is none."""
        some = sorted(filter(None, {*more}))
        if not self.words:
            number = {"": -1} | dict(zip(some, range(len(some)), strict=True))
            return Vocabulary(some, self.of + _numbered(more, number))
        places = [bisect_left(self.words, word) for word in some]
        fresh = [word not in self.words[at : at + 1] for word, at in zip(some, places, strict=True)]
        at, new = np.array(places, np.int64), np.array(fresh, bool)
        # each word moves by as many as come before it
        number = {"": -1} | dict(zip(some, (at + np.cumsum(new) - new).tolist(), strict=True))
        old = np.arange(len(self.words))
        moved = np.append(old + np.searchsorted(at[new], old, side="right"), -1).astype(np.int32)
        # two runs in order: to sort them is hardly any work
        words = sorted([*self.words, *compress(some, fresh)])
        return Vocabulary(words, moved[self.array()].tobytes() + _numbered(more, number))

    def kept(self, tokens: Ints) -> "Vocabulary":
        """Return it for some of the tokens, without words that none of them has."""
        of = self.array()[tokens]
        used = np.bincount(of[of >= 0], minlength=len(self.words)) > 0
        places = np.append(np.cumsum(used) - 1, -1)[of]
        return Vocabulary([self.words[one] for one in np.flatnonzero(used).tolist()], places.astype(np.int32).tobytes())


def _numbered(tokens: Sequence[str], number: Mapping[str, int]) -> bytes:
    """Return the numbers of tokens as `Words.numbers`."""
    return np.fromiter(map(number.__getitem__, tokens), np.int32, len(tokens)).tobytes()


class Words(msgspec.Struct, frozen=True):
    """Tokens of documents in their order; also what the next run may lean on."""

    rules: tuple[str, ...]
    """Of the pipeline."""
    digests: bytes
    """Of each document's text."""
    sizes: bytes
    """How many tokens each document has, breaks included; as `numbers`."""
    numbers: bytes
    """Numbers of tokens, 32 bits each, in this machine's order of bytes."""
    tokens: list[str]
    forms: Vocabulary
    """None for a stop word and for what is no word."""
    terms: Vocabulary

    def array(self) -> Numbers:
        """Return the numbers of all tokens."""
        return np.frombuffer(self.numbers, dtype=np.int32)

    def ordered(self, documents: Ints) -> Numbers:
        """Return the numbers of the tokens of documents in some order."""
        sizes = np.frombuffer(self.sizes, dtype=np.int32)
        return _runs(self.array(), ends(sizes)[documents], sizes[documents])


_NONE = Vocabulary([], np.array([-1], np.int32).tobytes())
NOTHING = Words((), b"", b"", b"", [BREAK], _NONE, _NONE)


def read(documents: Sequence[Document], pipeline: Pipeline, before: Words = NOTHING) -> Words:
    """Return the words of documents; what `before` knows of the same languages is not read again."""
    if before.rules != pipeline.rules:
        before = NOTHING
    old_sizes, old = np.frombuffer(before.sizes, dtype=np.int32), before.array()
    sums = list(map(_sum, documents))
    known = {before.digests[place : place + _SUM]: place // _SUM for place in range(0, len(before.digests), _SUM)}
    rows = np.fromiter((known.get(one, -1) for one in sums), dtype=np.int64, count=len(sums))
    documents = [document for document, row in zip(documents, rows.tolist(), strict=True) if row < 0]
    fresh, tokens, meanings = _fresh(documents, before.tokens, pipeline)
    fresh_sizes = np.diff(np.flatnonzero(fresh == 0)[READ - 1 :: READ], prepend=-1)
    new = rows < 0
    sizes = np.zeros(len(rows), dtype=np.int64)
    sizes[new], sizes[~new] = fresh_sizes, old_sizes[rows[~new]]
    numbers = fresh
    if not new.all():
        starts = np.zeros(len(rows), dtype=np.int64)
        starts[new] = len(old) + ends(fresh_sizes)[:-1]
        starts[~new] = ends(old_sizes)[rows[~new]]
        numbers = _runs(np.concatenate([old, fresh]), starts, sizes)
    made = ([*before.tokens, *tokens], before.forms.joined(meanings[0]), before.terms.joined(meanings[1]))
    return _used(Words(pipeline.rules, b"".join(sums), sizes.astype(np.int32).tobytes(), b"", *made), numbers)


def _runs(numbers: Numbers, starts: Ints, sizes: Ints) -> Numbers:
    """Return runs of numbers, one after the other; those that lie so already are taken over as they lie."""
    if not len(starts):
        return numbers[:0]
    ends_ = starts + sizes
    cuts = np.flatnonzero(starts[1:] != ends_[:-1]) + 1
    begin, end = starts[np.r_[0, cuts]].tolist(), ends_[np.r_[cuts - 1, len(starts) - 1]].tolist()
    return np.concatenate([numbers[one:other] for one, other in zip(begin, end, strict=True)])


def _sum(document: Document) -> bytes:
    return hashlib.blake2b(_encoded(document.texts[:READ]), digest_size=_SUM).digest()


def _encoded(texts: tuple[str, ...]) -> bytes:
    """Return bytes that tell texts apart."""
    try:
        return msgspec.msgpack.encode(texts)
    except UnicodeEncodeError:  # lone surrogates
        return repr(texts).encode()


def _fresh(
    documents: Sequence[Document], known: Sequence[str], pipeline: Pipeline
) -> tuple[Numbers, list[str], tuple[list[str], list[str]]]:
    """Return numbers of tokens, the tokens that are not known yet, and their forms and terms.

    What has no term, stop words above all, is left out: it is every third word.
    """
    raw = Numbering(zip(known, range(len(known)), strict=True))
    numbers, more = _tokens(documents, raw), [*islice(raw, len(known), None)]
    forms, terms = _meanings(more, pipeline)
    telling = np.ones(len(known) + len(terms), np.bool_)
    telling[len(known) :] = np.fromiter(map(bool, terms), np.bool_, len(terms))
    numbers = (np.cumsum(telling, dtype=np.int32) - 1)[numbers[telling[numbers]]]
    return numbers, [*compress(more, terms)], ([*compress(forms, terms)], [*compress(terms, terms)])


def _tokens(documents: Sequence[Document], raw: Numbering) -> Numbers:
    """Return the numbers of all tokens in order, one for a break behind each field."""
    numbers = array("i")
    for start in range(0, len(documents), TOGETHER):
        tokens: list[str] = []
        for document in documents[start : start + TOGETHER]:
            for field in document.texts[:READ]:
                # field by field: one letter that is not ASCII would make each text a wider and slower one
                tokens += text.tokens(formulas.spoken(field))
                tokens.append(BREAK)
        numbers.fromlist([*map(raw.__getitem__, tokens)])
    return np.frombuffer(numbers, dtype=np.int32)


def _meanings(tokens: Iterable[str], pipeline: Pipeline) -> tuple[list[str], list[str]]:
    """Return forms and terms of raw tokens."""
    known: dict[str, str] = {}
    english = pipeline.english
    forms: list[str] = []
    terms: list[str] = []
    for token in tokens:
        form = text.trim(token)
        key = form if english else token
        term = known.get(key)
        if term is None:
            term = known[key] = pipeline.term(form, token)
        forms.append(form if term else "")
        terms.append(term)
    return forms, terms


def _used(words: Words, numbers: Numbers) -> Words:
    """Return the words without tokens that no document has any longer."""
    used = np.zeros(len(words.tokens), np.bool_)
    used[0] = True
    for start in range(0, len(numbers), BLOCK):
        used[numbers[start : start + BLOCK]] = True
    if used.all():
        return msgspec.structs.replace(words, numbers=numbers.tobytes())
    places = np.cumsum(used, dtype=np.int32) - 1
    kept = np.flatnonzero(used)
    return msgspec.structs.replace(
        words,
        numbers=places[numbers].tobytes(),
        tokens=[words.tokens[place] for place in kept.tolist()],
        forms=words.forms.kept(kept),
        terms=words.terms.kept(kept),
    )


def english(documents: Sequence[Document]) -> Words:
    """Return the words of documents in English."""
    return read(documents, languages.pipeline((languages.ENGLISH,)))
