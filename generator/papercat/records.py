"""The record of a paper and its JSONL form (design, section 4).

Field order here is key order on disk. Absent means absent: defaults are never written.
"""

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

LinkKind = Literal["code", "dataset", "model", "demo", "project", "pdf", "page", "video", "slides", "other"]
_OTHER: Literal["other"] = "other"
StatusKind = Literal["", "preprint", "published", "withdrawn", "retracted"]
COLLECTIVE = "collective"
"""Under `extra`: names of authors that are a group's, or have no first and last name."""


class Author(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A person as a paper names them."""

    name: str
    affiliation: str = ""
    orcid: str = ""


class Link(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Something of the paper that lies elsewhere."""

    url: str
    """http, https, ftp or mailto; readers turn every other scheme into a fault."""
    kind: LinkKind = _OTHER
    label: str = ""

    def __post_init__(self) -> None:
        """Take the default itself where the kind equals it: msgspec knows by identity what it leaves out."""
        if self.kind == _OTHER:
            msgspec.structs.force_setattr(self, "kind", _OTHER)


class Signal(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A number that a source gave, and when it was read."""

    value: int
    read: str = ""
    """Day, YYYY-MM-DD, on which this value was first seen."""
    past: tuple[tuple[str, int], ...] = ()
    """Earlier values, a few: the day on which each was first seen, and the value; oldest first."""


class Source(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Where a record came from."""

    name: str
    """File name or service."""
    key: str = ""
    """The record's own identifier there."""
    read: str = ""
    """Day, YYYY-MM-DD, on which the source first gave it."""
    last: str = ""
    """Day on which the source last gave something new; absent while that is `read`."""


class Paper(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """One paper, as its sources describe it."""

    id: str
    """Permanent; a slug. Empty only between reader and store, before the paper enters the catalogue."""
    title: str
    abstract: str = ""
    authors: tuple[Author, ...] = ()
    date: str = ""
    """Publication: YYYY, YYYY-MM or YYYY-MM-DD."""
    updated: str = ""
    """Last revision, in the same form."""
    venue: str = ""
    """As the source has it."""
    ids: dict[str, str] = {}
    """Identifier by scheme: arxiv, doi, acl, openreview, pmid, …; bare, without a URL around it."""
    links: tuple[Link, ...] = ()
    keywords: tuple[str, ...] = ()
    """The authors' own."""
    signals: dict[str, Signal] = {}
    """upvotes, citations, stars."""
    status: StatusKind = ""
    status_note: str = ""
    sources: tuple[Source, ...] = ()
    extra: dict[str, object] = {}
    """Whatever else the source had, unchanged. `extra["raw"]` maps a repaired field to its text before repair."""

    @property
    def year(self) -> str:
        """Return the four digits of the publication year, or nothing."""
        return self.date[:4]

    def __reduce__(self) -> str | tuple[object, ...]:
        """Travel between processes in one piece, which takes half the time that its parts would."""
        try:
            return _unpacked, (_pack(self),)
        except (ValueError, TypeError, OverflowError):  # half a character, a number beyond 64 bits
            return super().__reduce__()


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(Paper).decode


def _unpacked(data: bytes) -> Paper:
    return _unpack(data)


def venue_name(venue: str) -> str:
    """Return a venue as people read it: `icra` is ICRA; one that has a capital or a space is as its source has it."""
    if not venue.isalnum() or not venue.isascii() or venue != venue.lower():
        return venue
    if venue in VENUES:
        return VENUES[venue]
    return venue.upper() if len(venue) <= ACRONYM and venue not in WORDS else venue.capitalize()


VENUES = {
    "arxiv": "arXiv",
    "biorxiv": "bioRxiv",
    "corl": "CoRL",
    "corr": "CoRR",
    "elife": "eLife",
    "neurips": "NeurIPS",
}
"""Names of venues that mix small and capital letters."""
WORDS = frozenset(
    ("brain", "cancer", "cell", "chaos", "immunity", "joule", "lancet", "matter", "nature", "neuron", "science")
)
"""Names of journals that are words."""
ACRONYM = 8
"""Letters of the longest acronym; SIGGRAPH has as many."""


def is_safe(url: str) -> bool:
    """Say whether a link may be followed: http, https, ftp or mailto, without spaces and control characters."""
    scheme, mark, rest = url.partition("://")
    # nearly all are these, and the pattern takes ten times as long to say the same
    if mark and scheme in {"http", "https"} and url.isascii() and url.isprintable() and " " not in url:
        return bool(rest) and rest[0] not in "/?#"
    return bool(_safe.fullmatch(url))


def whole(value: object) -> object:
    r"""Return text, in lists and mappings too, with halves of characters joined (`"\ud83d\ude00"` as JSON writes them).

    A half that stands alone becomes U+FFFD: no UTF-8 file can hold it.
    """
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [whole(one) for one in value]
    if isinstance(value, dict):
        return {whole(key): whole(one) for key, one in value.items()}
    return value


_safe = re.compile(
    r"(?:(?:https?|ftp)://[^\s/?#\x00-\x1f\x7f]|mailto:[^\s\x00-\x1f\x7f@]+@)[^\s\x00-\x1f\x7f]*", re.IGNORECASE
)
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Paper)


def as_line(paper: Paper) -> bytes:
    """Return the record as one line of JSON with its newline."""
    return _encoder.encode(paper) + b"\n"


def as_lines(papers: Iterable[Paper]) -> bytes:
    """Return records as JSONL, in the order given."""
    return b"".join(map(as_line, papers))


def from_line(line: bytes | str) -> Paper:
    """Parse one line of the catalogue.

    Raises:
        msgspec.DecodeError: not JSON, or a field is missing or of the wrong type; the text names it as `$.field`.
    """
    return _decoder.decode(line)
