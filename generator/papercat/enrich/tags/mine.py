"""Make tags of the authors' own keywords, where a catalogue has enough of them."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from papercat.enrich import facets
from papercat.enrich.vocabulary import terms
from papercat.insight import Tag
from papercat.paths import slug
from papercat.records import Paper

ENOUGH = 200
"""Papers with keywords that a catalogue must have, unless the keywords are sections of a list."""
LEAST = 3
"""Papers that must share a keyword for it to become a tag."""
MEANT = 0.2
"""Share of the titles with a word whose papers must have it for a keyword; most single words mean many things."""
_SHORTEST, _LONGEST = 3, 60
"""Characters of a keyword that is taken for a tag."""
_CODE = 4
"""Letters of a code in capitals, at most, that a conference puts into its keywords: "Machine Learning: ML: Bandits"."""
_GENERAL = frozenset({"general", "application", "other", "miscellaneou", "theory", "foundation", "learning", "system"})
"""Stems of what says nothing by itself, but with what stands before it."""
_SHORT_FORM = re.compile(r"(?<=\w) *\((?=\S*[A-Z]\S*[A-Z])\S{2,8}\)$")
"""As in "Magnetic resonance imaging (MRI)", at the end."""
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))

Stems = tuple[str, ...]


class Known(NamedTuple):
    """What keywords are called."""

    tags: Mapping[Stems, str]
    """Tag by the stems of its words."""
    alone: Container[Stems]
    """Stems of what stands by itself in the vocabulary or among the keywords, not only as a part of an area code."""


class _Keyword(NamedTuple):
    """What keywords of several papers are about."""

    spellings: Counter[str]
    """Papers by spelling of the subject."""
    written: set[str]
    """The keywords as they stand in the records."""


def subject(keyword: str, alone: Container[Stems]) -> str:
    """Return what a keyword is about, without codes; nothing for half of a list in brackets.

    "Machine Learning: ML: Multi-armed bandits" gives "Multi-armed bandits" where that stands by itself elsewhere, else
    "Machine Learning: Multi-armed bandits"; "Computer Vision (CV): Applications" gives "Computer Vision", and
    "categorization)" gives nothing.
    """
    if any(keyword.count(left) != keyword.count(right) for left, right in _BRACKETS):
        return ""
    parts = [part for part in map(str.strip, keyword.split(":")) if part]
    parts = [_SHORT_FORM.sub("", part) if part[-1] == ")" else part for part in parts]
    if ":" not in keyword:
        return "".join(parts)
    parts = [part for part in parts if not (len(part) <= _CODE and part.isupper())]
    while len(parts) > 1 and all(stem in _GENERAL for stem in terms(parts[-1])):
        parts.pop()
    return parts[-1] if parts and terms(parts[-1]) in alone else ": ".join(parts)


def keyword_tags(papers: Sequence[Paper], words: Sequence[Tag]) -> tuple[tuple[Tag, ...], Known]:
    """Return tags made of keywords that several papers share, and what keywords are called.

    Keywords that the vocabulary has are no new tags. Nothing where too few papers have keywords, but for those of a
    list's sections.
    """
    known = {stems: tag.id for tag in words for word in (*tag.aliases, tag.label) if (stems := terms(word))}
    marked = [paper for paper in papers if paper.keywords]
    if len(marked) < ENOUGH and not _are_sections(marked):
        return (), Known(known, frozenset())
    plain = Counter(stems for paper in marked for stems in _plain(paper))
    alone = known.keys() | {stems for stems, users in plain.items() if users >= LEAST}
    found = _gathered(marked, alone)
    titles = Counter(stem for paper in marked for stem in set(terms(paper.title)))
    taken = {tag.id for tag in words}
    made: dict[str, Tag] = {}
    for stems in sorted(found.keys() - known.keys()):
        label = _label(found[stems].spellings)
        if _fits(stems, label, found[stems].spellings.total(), titles) and slug(label) not in {*taken, *made}:
            aliases = tuple(sorted(text for text in found[stems].written if terms(text) != stems))
            facet = facets.guess(stems[-1]) or "topic"
            # a single word means many things: in a text it does not give the tag alone
            hints = (label,) if len(stems) == 1 else ()
            made[slug(label)] = Tag(id=slug(label), label=label, facet=facet, aliases=aliases, hints=hints)
            known[stems] = slug(label)
    return tuple(made[key] for key in sorted(made)), Known(known, alone)


def _are_sections(papers: Sequence[Paper]) -> bool:
    """Say whether keywords are few for their papers, as sections are that people sort a list into.

    Authors choose a keyword for one paper: most stand once, and what a few papers share may be chance.
    """
    uses = Counter(keyword for paper in papers for keyword in set(paper.keywords))
    return uses.total() >= LEAST * len(uses) > 0


def _plain(paper: Paper) -> set[Stems]:
    """Return the stems of keywords without area codes."""
    return {terms(subject(text, ())) for text in paper.keywords if ":" not in text}


def _gathered(papers: Sequence[Paper], alone: Container[Stems]) -> dict[Stems, _Keyword]:
    """Return the keywords by the stems of their subjects, each paper counted once."""
    found: defaultdict[Stems, _Keyword] = defaultdict(lambda: _Keyword(Counter(), set()))
    about: dict[str, tuple[str, Stems]] = {}
    for paper in papers:
        own: dict[Stems, str] = {}
        for keyword in paper.keywords:
            if keyword not in about:
                text = subject(keyword, alone)
                about[keyword] = text, terms(text)
            text, stems = about[keyword]
            if stems:
                own[stems] = text
                found[stems].written.add(keyword)
        for stems, text in own.items():
            found[stems].spellings[text] += 1
    return dict(found)


def _label(spellings: Counter[str]) -> str:
    """Return the commonest spelling; one in small letters, as the vocabulary has them, before others."""
    return min(spellings, key=lambda text: (text != text.lower(), -spellings[text], text))


def _fits(stems: Stems, label: str, users: int, titles: Mapping[str, int]) -> bool:
    """Tell whether a keyword makes a tag."""
    if users < LEAST or label.isdigit() or not _SHORTEST <= len(label) <= _LONGEST:
        return False
    return len(stems) > 1 or (facets.noun(stems[0]) and users >= MEANT * titles.get(stems[0], 0) + 1)


def tags_of(papers: Iterable[Paper], known: Known) -> list[set[str]]:
    """Return the tags that each paper's keywords are."""

    @cache
    def tag_of(keyword: str) -> str | None:
        return known.tags.get(terms(subject(keyword, known.alone)))

    return [set(filter(None, map(tag_of, paper.keywords))) for paper in papers]
