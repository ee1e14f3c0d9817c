"""Dictionary and postings as files: a term's hash says where it lies, so that nothing has to be read before.

Terms go into buckets by the hash of their first three letters (`bucket`): what begins alike lies together, which serves
prefixes and typing errors. `d/<bucket>.bin` is the dictionary of a bucket; a few postings lie in it, many in
`p/<bucket>-<part>.bin`, runs of terms of about `PART` bytes. A bucket depends on its own terms only.
"""

import zlib
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from papercat.search import codec
from papercat.search.inverted import TITLE, Inverted

KEY = 3
PART = 4000
"""Bytes of postings, before deflate, after which a part is closed."""
INLINE = 2000
"""Bytes of postings that still lie in the dictionary."""
FORMS = 8
"""Surface forms kept of a term, at most."""
COMPLETIONS = 12
"""Terms that a prefix of one or two letters is completed to."""
MASKS = (0, 2, 1, 3, 4, 8, 10, 11, 18, 19, 32, 64, 128, 27, 26)
"""Frequent field masks; a posting has four bits for the place here, and `len(MASKS)` says: the mask is written out."""
ESCAPE = len(MASKS)


def bucket(term: str, buckets: int) -> int:
    """Return the bucket of a term: by its first letters, numbers and identifiers by all their characters."""
    key = term if term[:1].isdigit() and len(term) > KEY + 1 else term[:KEY]
    return zlib.crc32(key.encode("utf-8", "replace")) % buckets


class Lists:
    """Postings of all terms, ready to be cut into files."""

    def __init__(self, inverted: Inverted, total: int) -> None:
        """Encode all postings at once, of documents with slots below `total`."""
        starts = inverted.starts
        gaps = np.diff(inverted.slots, prepend=-1)
        first = starts[:-1][np.diff(starts) > 0]
        gaps[first] = inverted.slots[first] + 1
        self.starts = starts
        counts = np.diff(starts)
        low = np.array([codec.rice(total, count) for count in range(int(counts.max(initial=0)) + 1)], dtype=np.int64)
        self._gaps, self._offsets = codec.bits(gaps - 1, np.repeat(low[counts], counts))
        codes = np.full(256, ESCAPE, dtype=np.uint8)
        codes[list(MASKS)] = np.arange(len(MASKS), dtype=np.uint8)
        self._codes = codes[inverted.masks]
        self._heads = (inverted.impacts | self._codes << 4).astype(np.uint8)
        self._masks = inverted.masks
        self._titles = inverted.titles

    def size(self, term: int) -> int:
        """Return about how many bytes the postings of a term take."""
        start, end = int(self.starts[term]), int(self.starts[term + 1])
        return int(self._offsets[end] - self._offsets[start]) // 8 + (end - start) // 2 + 1

    def encode(self, terms: Sequence[int]) -> tuple[bytes, bytes, bytes, bytes]:
        """Return the postings of some terms: counts, gaps, heads, and for some postings masks and title lengths."""
        spans = [(int(self.starts[term]), int(self.starts[term + 1])) for term in terms]
        counts = codec.number(len(spans)) + codec.numbers(end - start for start, end in spans)
        lists = [self._gaps[self._offsets[start] : self._offsets[end]] for start, end in spans]
        gaps = np.packbits(np.concatenate(lists)).tobytes() if lists else b""
        heads = b"".join(self._heads[start:end].tobytes() for start, end in spans)
        extra = b"".join(self._extra(start, end) for start, end in spans)
        return counts, gaps, heads, extra

    def _extra(self, start: int, end: int) -> bytes:
        """Return the masks that have no code, then the title lengths of postings in titles."""
        masks = self._masks[start:end]
        rare: npt.NDArray[np.uint8] = masks[self._codes[start:end] == ESCAPE]
        titles: npt.NDArray[np.uint8] = self._titles[start:end][(masks >> TITLE) & 1 == 1]
        return rare.tobytes() + titles.tobytes()


def files(inverted: Inverted, total: int, buckets: int) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of all dictionary and posting files."""
    lists = Lists(inverted, total)
    members: list[list[int]] = [[] for _ in range(buckets)]
    for number, term in enumerate(inverted.terms):
        members[bucket(term, buckets)].append(number)
    short = _completions(inverted, buckets)
    for place, terms in enumerate(members):
        yield from _bucket(place, terms, lists, inverted, short.get(place, []))


def _bucket(
    place: int, terms: list[int], lists: Lists, inverted: Inverted, short: list[tuple[str, list[int]]]
) -> Iterator[tuple[str, bytes]]:
    """Yield the dictionary of one bucket and its posting parts; part 0 lies in the dictionary."""
    parts = _parts(terms, lists)
    part_of = {term: number for number, part in enumerate(parts) for term in part}
    made = [codec.number(len(terms))]
    before = ""
    for term in terms:
        word = inverted.terms[term]
        forms = [form for form, _ in inverted.forms[term][:FORMS]]
        made += [codec.front(word, before), codec.number(part_of[term])]
        made += [codec.number(int(lists.starts[term + 1] - lists.starts[term])), codec.number(len(forms))]
        made += [codec.front(form, word) for form in forms]
        before = word
    made.append(codec.number(len(short)))
    for prefix, completions in short:
        made += [codec.words(prefix), codec.number(len(completions))]
        made += [codec.words(inverted.terms[term]) for term in completions]
    yield f"d/{place}.bin", codec.deflate(b"".join(made), *lists.encode(parts[0]))
    for number, part in enumerate(parts[1:], 1):
        yield f"p/{place}-{number}.bin", codec.deflate(*lists.encode(part))


def _parts(terms: list[int], lists: Lists) -> list[list[int]]:
    """Cut the terms of a bucket into parts; the first one is what lies in the dictionary and may be empty."""
    sizes = {term: lists.size(term) for term in terms}
    light = [term for term in terms if sizes[term] < PART // 2]
    parts: list[list[int]] = [[]]
    if sum(sizes[term] for term in light) <= INLINE:
        parts[0] = light
    else:
        total = 0
        for term in light:
            if total == 0:
                parts.append([])
            parts[-1].append(term)
            total += sizes[term]
            # the term itself decides where a part ends, so that a new one moves no boundary but its own
            if total >= PART or (total >= PART // 2 and _hash(term) % 4 == 0):
                total = 0
    return parts + [[term] for term in terms if sizes[term] >= PART // 2]


def _hash(value: int) -> int:
    return zlib.crc32(value.to_bytes(4, "little"))


def _completions(inverted: Inverted, buckets: int) -> dict[int, list[tuple[str, list[int]]]]:
    """Return, by bucket, prefixes of one and two letters with the most frequent terms that begin so."""
    groups: dict[str, list[int]] = {}
    for number, term in enumerate(inverted.terms):
        if term[0].isalpha() or len(term) <= KEY + 1:
            for size in (1, 2):
                if len(term) > size:
                    groups.setdefault(term[:size], []).append(number)
    counts = np.diff(inverted.starts)
    made: dict[int, list[tuple[str, list[int]]]] = {}
    for prefix, terms in sorted(groups.items()):
        best = sorted(terms, key=lambda term: (-counts[term], term))[:COMPLETIONS]
        made.setdefault(bucket(prefix, buckets), []).append((prefix, best))
    return made
