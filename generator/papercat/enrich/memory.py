"""What a run of enrichment leaves for the next one, as a value and as bytes."""

from dataclasses import dataclass, field

import msgspec
import numpy as np

from papercat.enrich import duplicates, names, related, tags
from papercat.enrich.alone import Told
from papercat.enrich.texts import Texts


@dataclass(frozen=True)
class Memory:
    """What is known from the last run; the next one comes to the same whatever stands here."""

    told: dict[str, Told] = field(default_factory=dict)
    """By digest of the paper."""
    words: Texts = field(default_factory=Texts)
    about: tags.State = field(default_factory=tags.State)
    places: names.State = field(default_factory=names.State)
    titles: duplicates.State = field(default_factory=duplicates.State)
    alike: related.State = field(default_factory=related.State)


def same(one: Memory, other: Memory) -> bool:
    """Tell whether two memories are of the same papers and names, so that one is as good as the other."""
    names_same = one.places.spellings == other.places.spellings and one.told.keys() == other.told.keys()
    papers_same = one.alike.ids == other.alike.ids and one.alike.digests == other.alike.digests
    return names_same and papers_same and np.array_equal(one.alike.told, other.alike.told)


def as_bytes(memory: Memory) -> bytes:
    """Return the memory in MessagePack."""
    return msgspec.msgpack.encode(memory, enc_hook=_packed)


def from_bytes(data: bytes | memoryview) -> Memory:
    """Return the memory that `as_bytes` wrote.

    Raises:
        msgspec.MsgspecError: these are not such bytes.
    """
    try:
        return msgspec.msgpack.decode(data, type=Memory, dec_hook=_unpacked)
    except (ValueError, TypeError) as error:
        # numpy's word for an array of another shape or type
        raise msgspec.ValidationError(str(error)) from None


def _packed(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    message = f"unexpected in the memory: {type(value)}"
    raise NotImplementedError(message)


def _unpacked(_: type, value: object) -> object:
    kind, shape, data = msgspec.convert(value, tuple[str, tuple[int, ...], bytes])
    return np.frombuffer(data, kind).reshape(shape)
