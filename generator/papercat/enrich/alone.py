"""What each paper tells by itself: repairs, links, evidence of names, hashes; worked out once for each text."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from papercat.enrich import duplicates, links, names, text
from papercat.insight import FoundLink, Repair
from papercat.records import Paper
from papercat.work import in_chunks


class Told(NamedTuple):
    """What one paper tells."""

    repairs: tuple[Repair, ...]
    links: tuple[FoundLink, ...]
    names: names.Found
    prints: duplicates.Prints


def digest(paper: Paper) -> str:
    """Return a fingerprint of all that is read of a paper here."""
    seen = f"{paper.title}\0{paper.abstract}\0{paper.extra.get('raw')!r}"
    return blake2b(seen.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def told(
    papers: Sequence[Paper], digests: Iterable[str], known: Mapping[str, Told], executor: Executor
) -> dict[str, Told]:
    """Return what papers tell, by digest; only those whose digest is not `known` are read."""
    by_digest = dict(zip(digests, papers, strict=True))
    fresh = in_chunks(executor, _of_papers, [paper for key, paper in by_digest.items() if key not in known])
    unpack = msgspec.msgpack.Decoder(Told).decode
    return {key: known[key] if key in known else unpack(next(fresh)) for key in by_digest}


def _of_papers(papers: Sequence[Paper]) -> list[bytes]:
    """Return what papers tell in MessagePack: it goes between processes, and pickling takes five times as long."""
    found = map(Told, text.repairs(papers), links.of_papers(papers), names.read(papers), map(duplicates.prints, papers))
    return list(map(msgspec.msgpack.Encoder().encode, found))
