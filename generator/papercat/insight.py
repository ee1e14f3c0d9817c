"""What enrichment finds out about papers: plain values, each with the reason for it."""

from typing import Literal

import msgspec

from papercat.records import Link

Facet = Literal["task", "method", "modality", "domain", "resource", "contribution", "topic"]
NameKind = Literal["system", "method", "dataset", "benchmark", "name"]
TextField = Literal["title", "abstract"]


class Tag(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """An entry of the vocabulary."""

    id: str
    """Slug, unique in the vocabulary."""
    label: str
    facet: Facet = "topic"
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    """Ids of wider tags."""
    hints: tuple[str, ...] = ()
    """Words of many meanings: they count for a tag that another word gives, and do not give it alone."""
    was: tuple[str, ...] = ()
    """Ids that it had before; their pages lead to its own."""


class Tagging(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A tag on a paper; a paper's taggings are ranked, best first."""

    tag: str
    """Id of the tag."""
    why: str
    """Reason in words, for instance `title has "vision transformer"`."""
    score: float = 0.0
    learned: bool = False
    """Whether nothing but its likeness to papers with this keyword speaks for it."""


class Name(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """A system, method, dataset or benchmark that papers introduce or mention."""

    id: str
    """Slug, unique among names; two meanings of one short form have two ids."""
    label: str
    long_form: str = ""
    kind: NameKind = "name"
    aliases: tuple[str, ...] = ()


class Mention(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One place where a paper uses a name: the first one."""

    name: str
    """Id of the name."""
    surface: str
    """The words as they stand there."""
    sentence: str = ""
    field: TextField = "abstract"
    start: int = -1
    """Offset of `surface` in the field, in characters; -1 where it stands elsewhere (in a URL)."""
    version: str = ""
    """The name with its version or size where the text gives one (`BERT-base`); a paper has a mention for each."""
    why: str = ""
    """Reason in words, for instance `"we introduce X"`."""


class FoundLink(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A URL in the text of a paper."""

    link: Link
    surface: str
    """The characters of the text that the link covers."""
    sentence: str = ""
    field: TextField = "abstract"
    start: int = -1
    """Offset of `surface` in the field, in characters."""


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a person adds to a list and takes from it."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


class Correction(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person's word on what enrichment finds in one paper; it wins. Labels or ids."""

    tags: Change = Change()
    introduces: Change = Change()
    mentions: Change = Change()
    links: Change = Change()
    """By URL."""
    fields: dict[str, object] = {}
    """New value by field of `Paper`, of that field's type; in place before enrichment."""


class Related(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A paper worth reading next; best first, at most ten, never itself."""

    id: str
    score: float
    """Likeness between 0 and 1."""
    why: tuple[str, ...] = ()
    """Shared names, tags, telling words: short phrases, most telling first."""


class Repair(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A place where a rule of text repair fired."""

    rule: str
    field: TextField
    before: str
    after: str


class Lineage(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A tie between two papers of one work, or of a system and its next version; told from both ends."""

    kind: Literal["version of", "extended version of", "extended in", "successor of", "succeeded by"]
    id: str
    """The other paper."""
    why: str = ""


class Unsure(msgspec.Struct, frozen=True, omit_defaults=True):
    """Two papers that may be one; a person decides."""

    one: str
    other: str
    why: str


class Trend(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """How the share of papers with a tag or name moves over the years."""

    kind: Literal["tag", "name"]
    id: str
    years: tuple[tuple[str, int], ...]
    """Papers by year, oldest first."""
    slope: float
    """Positive: rising. Definition in `enrich/trends`."""


class Freshness(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a source fared: when `papercat fetch` last had news of it, and what was in the way since."""

    name: str
    last: str = ""
    """Day, YYYY-MM-DD, of the last good harvest."""
    came: int = 0
    """Papers in that harvest."""
    tried: str = ""
    """Day of the last attempt."""
    problem: str = ""
    """Why that attempt failed; empty where it did not."""
    cursor: str = ""
    """Of a source of numbers, id of the paper asked for last in the round through all."""
