"""People's corrections to names win over what was found."""

import re
from collections.abc import Iterable, Mapping

from papercat.enrich.names import introduce, shape
from papercat.enrich.names.dictionary import Found, sense
from papercat.enrich.names.evidence import Evidence
from papercat.insight import Correction, Mention, Name
from papercat.paths import slug
from papercat.records import Paper

SAID = "a person said so"


def corrected(found: Found, paper: Paper, correction: Correction) -> Found:
    """Return what a paper tells, with a person's additions first and what they took away gone.

    Names are given by label; where a label is taken away, it may be given by id, too.
    """
    made = tuple(_evidence(paper, label) for label in correction.introduces.add)
    used = tuple(_evidence(paper, label) for label in correction.mentions.add)
    gone = _keys((*correction.introduces.remove, *correction.introduces.add))
    introduces = made + tuple(item for item in found.introduces if not _keys([item.label]) & gone)
    cuts = tuple(introduce.sentence(paper, item) for item in introduces)
    unused = _keys((*correction.mentions.remove, *correction.mentions.add, *correction.introduces.add))
    uses = used + tuple(item for item in found.uses if not _keys([item.label]) & unused)
    return found._replace(introduces=introduces, uses=uses, cuts=cuts)


def mentions(
    places: Iterable[Mention],
    correction: Correction | None,
    ids: Mapping[tuple[str, str], str],
    names: Mapping[str, Name],
    paper: Paper,
) -> tuple[Mention, ...]:
    """Return a paper's mentions, with those that a person added and without those they took away."""
    if correction is None:
        return tuple(places)
    gone = _keys(correction.mentions.remove)
    kept = {mention.name: mention for mention in places if not gone & _keys([names[mention.name].label, mention.name])}
    for label in correction.mentions.add:
        item = _evidence(paper, label)
        name = ids[shape.fold(label), sense("")]
        kept.setdefault(name, Mention(name, item.surface, field=item.field, start=item.start, why=SAID))
    return tuple(kept.values())


def _keys(labels: Iterable[str]) -> set[str]:
    return {key for label in labels for key in (shape.fold(label), slug(label))}


def _evidence(paper: Paper, label: str) -> Evidence:
    """Return where a label stands in abstract or title; a person may name what stands in neither."""
    for field, text in (("abstract", paper.abstract), ("title", paper.title)):
        match = re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text, re.IGNORECASE)
        if match:
            return Evidence(label, "title" if field == "title" else "abstract", match.start(), match.group(), SAID)
    return Evidence(label, "abstract", -1, label, SAID)
