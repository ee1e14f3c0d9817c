"""Dictionary and postings as files: a term's hash says where it lies, so that nothing has to be read before.

Terms go into buckets by the hash of their first three letters (`bucket`): what begins alike lies together, which serves
prefixes and typing errors. `d/<bucket>.bin` is the dictionary of a bucket; a few postings lie in it (part 0), many in
`p/<bucket>-<part>.bin`, runs of terms of about `PART` bytes, where 16 bits of its hash find a term. So a bucket depends
on its own terms only, and whoever knows a term's part needs no dictionary.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

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
    return _crc(term if term[:1].isdigit() and len(term) > KEY + 1 else term[:KEY]) % buckets


@lru_cache(maxsize=1 << 10)
def _crc(key: str) -> int:
    """Return a checksum; of sorted terms many have their first letters in common."""
    return zlib.crc32(key.encode("utf-8", "replace"))


@dataclass(frozen=True)
class Layout:
    """Where each term lies."""

    buckets: npt.NDArray[np.int64]
    parts: npt.NDArray[np.int64]
    """The part that holds a term's postings; 0 for the dictionary."""
    hashes: npt.NDArray[np.int64]
    """Sixteen bits that tell a term from others of its part."""
    order: npt.NDArray[np.int64]
    """Numbers of terms by bucket and part."""


def layout(inverted: Inverted, total: int, buckets: int) -> Layout:
    """Decide where each term lies, in an index of so many slots and dictionary files."""
    places = np.array([bucket(term, buckets) for term in inverted.terms], dtype=np.int64)
    hashes = [zlib.crc32(term.encode("utf-8", "replace")) & 0xFFFF for term in inverted.terms]
    starts = inverted.starts
    counts = np.diff(starts)
    gaps, low = _gaps(inverted), np.repeat(codec.rice(total, counts), counts)
    used = codec.ends((gaps >> low) + 1 + low)[starts]
    sizes = (np.diff(used) // 8 + counts // 2 + 1).tolist()
    parts = np.zeros(len(places), dtype=np.int64)
    by_bucket = np.argsort(places, kind="stable")
    limits = np.searchsorted(places[by_bucket], np.arange(buckets + 1)).tolist()
    for start, end in pairwise(limits):
        mine = by_bucket[start:end].tolist()
        parts[mine] = _parts([sizes[term] for term in mine], [hashes[term] for term in mine])
    order = np.lexsort((parts, places))
    return Layout(places, parts, np.array(hashes, dtype=np.int64), order)


def _parts(sizes: Sequence[int], hashes: Sequence[int]) -> list[int]:
    """Cut the terms of a bucket into parts; the first one is what lies in the dictionary and may be empty."""
    heavy = PART // 2
    inside = sum(size for size in sizes if size < heavy) <= INLINE
    made, total, last = [], 0, 0
    seen: set[int] = set()
    for size, mark in zip(sizes, hashes, strict=True):
        if size >= heavy or inside:
            made.append(0)
            continue
        # the term itself decides where a part ends, so that a new one moves no boundary but its own
        if not total or mark in seen:
            last, total, seen = last + 1, 0, set()
        made.append(last)
        total += size
        seen.add(mark)
        if total >= PART or (total >= heavy and mark % 4 == 0):
            total = 0
    for place, size in enumerate(sizes):
        if size >= heavy:
            last += 1
            made[place] = last
    return made


def _gaps(inverted: Inverted) -> npt.NDArray[np.int64]:
    """Return for each posting how many slots lie between it and the one before it of its term."""
    gaps = np.diff(inverted.slots, prepend=-1)
    first = inverted.starts[:-1][np.diff(inverted.starts) > 0]
    gaps[first] = inverted.slots[first] + 1
    return gaps - 1


class Lists:
    """Postings of all terms in the order of a layout, as bytes ready to be cut into files."""

    def __init__(self, inverted: Inverted, plan: Layout, total: int) -> None:
        """Encode all postings at once, of documents with slots below `total`."""
        counts = np.diff(inverted.starts)[plan.order]
        rows = codec.runs(inverted.starts[:-1][plan.order], counts)
        places, parts = plan.buckets[plan.order], plan.parts[plan.order]
        new = np.r_[True, (places[1:] != places[:-1]) | (parts[1:] != parts[:-1])] if len(places) else np.zeros(0, bool)
        self.firsts = np.flatnonzero(new)
        """Where each part begins, among the terms in order."""
        self.parts = parts[self.firsts].tolist()
        """The number of each part."""
        self._terms = np.append(self.firsts, len(places))
        self._postings = codec.ends(counts)[self._terms]
        self._prefix = codec.number(total)
        self._counts = codec.column(counts)
        self._marks = plan.hashes[plan.order].astype("<u2")
        self._gaps = codec.bits(_gaps(inverted)[rows], np.repeat(codec.rice(total, counts), counts), self._postings)
        masks = inverted.masks[rows]
        codes = np.full(256, ESCAPE, dtype=np.uint8)
        codes[list(MASKS)] = np.arange(len(MASKS), dtype=np.uint8)
        self._heads = inverted.impacts[rows] | codes[masks] << 4
        rare, titled = codes[masks] == ESCAPE, (masks >> TITLE) & 1 == 1
        self._rare, self._titles = masks[rare], inverted.titles[rows][titled]
        self._rare_ends, self._title_ends = (codec.ends(which)[self._postings] for which in (rare, titled))

    def part(self, number: int) -> tuple[bytes, ...]:
        """Return a part: how many terms, their hashes and counts; gaps; heads; masks without a code and title lengths.

        In a dictionary, part 0, the order of its terms tells them apart.
        """
        start, end = self._terms[number : number + 2].tolist()
        first, last = self._postings[number : number + 2].tolist()
        rare, titles = (column[number : number + 2].tolist() for column in (self._rare_ends, self._title_ends))
        marks = self._marks[start:end].tobytes() if self.parts[number] else b""
        return (
            self._prefix + codec.number(end - start) + marks + self._counts.rows(start, end),
            self._gaps.rows(number, number + 1),
            self._heads[first:last].tobytes(),
            self._rare[slice(*rare)].tobytes() + self._titles[slice(*titles)].tobytes(),
        )

    def empty(self) -> tuple[bytes, ...]:
        """Return a part without terms."""
        return (self._prefix + codec.number(0),)


def files(
    inverted: Inverted, plan: Layout, head: bytes, total: int, buckets: int
) -> Iterator[tuple[str, codec.Streams]]:
    """Yield path and content of all dictionary and posting files; each dictionary begins with `head`."""
    lists = Lists(inverted, plan, total)
    inside: dict[int, int] = {}
    for number, first in enumerate(lists.firsts.tolist()):
        term = int(plan.order[first])
        place, part = int(plan.buckets[term]), int(plan.parts[term])
        if part:
            yield f"p/{place}-{part}.bin", lists.part(number)
        else:
            inside[place] = number
    for place, (figures, letters) in enumerate(_dictionaries(inverted, plan, buckets)):
        held = lists.part(inside[place]) if place in inside else lists.empty()
        yield f"d/{place}.bin", (head + figures, letters, *held)


def _dictionaries(inverted: Inverted, plan: Layout, buckets: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield of each bucket, column by column, the figures of terms and forms, then their letters and short prefixes."""
    order = np.argsort(plan.buckets, kind="stable")
    limits = np.searchsorted(plan.buckets[order], np.arange(buckets + 1))
    words = codec.texts(inverted.terms)
    before = np.r_[-1, order[:-1]] if len(order) else order
    before[limits[:-1][np.diff(limits) > 0]] = -1
    terms = codec.front(words, order, before)
    parts, counts = codec.column(plan.parts[order]), codec.column(np.diff(inverted.starts)[order])
    sizes = np.diff(inverted.form_starts)[order].clip(max=FORMS)
    which = codec.runs(inverted.form_starts[:-1][order], sizes)
    forms = codec.front(codec.texts(inverted.forms), which, np.repeat(order, sizes), words)
    many, ends = codec.column(sizes), codec.ends(sizes)
    short = _completions(inverted, plan, buckets)
    for place, (start, end) in enumerate(pairwise(limits.tolist())):
        first, last = int(ends[start]), int(ends[end])
        figures = [column.rows(start, end) for column in (terms.shared, terms.sizes, parts, counts, many)]
        figures += [column.rows(first, last) for column in (forms.shared, forms.sizes)]
        letters = terms.rest.rows(start, end) + forms.rest.rows(first, last)
        yield codec.number(end - start) + b"".join(figures), letters + short.get(place, b"\0")


def _completions(inverted: Inverted, plan: Layout, buckets: int) -> Mapping[int, bytes]:
    """Return, by bucket, prefixes of one and two letters, each with its most frequent terms and their parts."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number in np.argsort(-np.diff(inverted.starts), kind="stable").tolist():
        term = inverted.terms[number]
        if term[0].isalpha() or len(term) <= KEY + 1:
            for size in range(1, min(KEY, len(term))):
                group = groups[term[:size]]
                if len(group) < COMPLETIONS:
                    group.append(number)
    made: dict[int, list[bytes]] = {}
    for prefix, terms in sorted(groups.items()):
        words = [codec.words(inverted.terms[term]) + codec.number(int(plan.parts[term])) for term in terms]
        row = codec.words(prefix) + codec.number(len(terms)) + b"".join(words)
        made.setdefault(bucket(prefix, buckets), []).append(row)
    return {place: codec.number(len(rows)) + b"".join(rows) for place, rows in made.items()}
