"""Which words stand where in the documents, as numbers; of documents that were read before, they are remembered.

To read, trim and stem is a third of the work on an index, and of a catalogue that grows most documents stay the same.
"""

import hashlib
from array import array
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from papercat.search import languages, text
from papercat.search.codec import ends, runs
from papercat.search.fields import FIELDS, Document
from papercat.search.languages import Pipeline

Numbers = npt.NDArray[np.int32]

READ = len(FIELDS) - 1
"""Fields that are read word by word; identifiers, the last one, are terms as they stand."""
TOGETHER = 500
"""Documents whose words are cut apart at once."""
BREAK = "\ufeff"
"""A token behind each field, number 0; text has none, because it is white space to lunr."""
_SUM = 16


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
    forms: list[str]
    """Of each token; nothing for a stop word and for what is no word."""
    terms: list[str]

    def array(self) -> Numbers:
        """Return the numbers of all tokens."""
        return np.frombuffer(self.numbers, dtype=np.int32)


NOTHING = Words((), b"", b"", b"", [BREAK], [""], [""])


class _Raw(dict[str, int]):
    """Numbers for raw tokens, given as they come."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


def read(documents: Sequence[Document], pipeline: Pipeline, before: Words = NOTHING) -> Words:
    """Return the words of documents; what `before` knows of the same languages is not read again."""
    if before.rules != pipeline.rules:
        before = NOTHING
    old_sizes, old = np.frombuffer(before.sizes, dtype=np.int32), before.array()
    sums = list(map(_sum, documents))
    known = {before.digests[place : place + _SUM]: place // _SUM for place in range(0, len(before.digests), _SUM)}
    rows = np.fromiter((known.get(one, -1) for one in sums), dtype=np.int64, count=len(sums))
    raw = _Raw(zip(before.tokens, range(len(before.tokens)), strict=True))
    fresh = _tokens([document for document, row in zip(documents, rows.tolist(), strict=True) if row < 0], raw)
    fresh_sizes = np.diff(np.flatnonzero(fresh == 0)[READ - 1 :: READ], prepend=-1)
    new = rows < 0
    sizes = np.zeros(len(rows), dtype=np.int64)
    sizes[new], sizes[~new] = fresh_sizes, old_sizes[rows[~new]]
    numbers = fresh
    if not new.all():
        starts = np.zeros(len(rows), dtype=np.int64)
        starts[new] = len(old) + ends(fresh_sizes)[:-1]
        starts[~new] = ends(old_sizes)[rows[~new]]
        numbers = np.concatenate([old, fresh])[runs(starts, sizes)]
    forms, terms = _meanings(list(raw)[len(before.tokens) :], pipeline)
    made = (list(raw), [*before.forms, *forms], [*before.terms, *terms])
    return _used(Words(pipeline.rules, b"".join(sums), sizes.astype(np.int32).tobytes(), b"", *made), numbers)


def _sum(document: Document) -> bytes:
    joined = f" {BREAK} ".join(document.texts[:READ])
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=_SUM).digest()


def _tokens(documents: Sequence[Document], raw: _Raw) -> Numbers:
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


def _meanings(tokens: Iterable[str], pipeline: Pipeline) -> tuple[list[str], list[str]]:
    """Return forms and terms of raw tokens."""
    known: dict[str, str] = {}
    forms: list[str] = []
    terms: list[str] = []
    for token in tokens:
        form = text.trim(token)
        key = form if pipeline.english else token
        term = known.get(key)
        if term is None:
            term = known[key] = pipeline.term(form, token)
        forms.append(form if term else "")
        terms.append(term)
    return forms, terms


def _used(words: Words, numbers: Numbers) -> Words:
    """Return the words without tokens that no document has any longer."""
    used = np.bincount(numbers, minlength=len(words.tokens)) > 0
    used[0] = True
    if used.all():
        return msgspec.structs.replace(words, numbers=numbers.tobytes())
    places = np.cumsum(used, dtype=np.int32) - 1
    kept = np.flatnonzero(used).tolist()
    lists = ([column[place] for place in kept] for column in (words.tokens, words.forms, words.terms))
    tokens, forms, terms = lists
    return msgspec.structs.replace(words, numbers=places[numbers].tobytes(), tokens=tokens, forms=forms, terms=terms)


def english(documents: Sequence[Document]) -> Words:
    """Return the words of documents in English."""
    return read(documents, languages.pipeline((languages.ENGLISH,)))
