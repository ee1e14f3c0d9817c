"""Gather what speaks for names that a paper introduces."""

from papercat.enrich import sentences
from papercat.enrich.names import embedded, naming, objects, shape, titles
from papercat.enrich.names.evidence import Evidence, Reading
from papercat.enrich.sentences import Span
from papercat.records import Paper

_MOST = 6
"""Names of one paper; who lists more is describing parts."""


def find(reading: Reading) -> tuple[Evidence, ...]:
    """Return the names that a paper introduces, each with its best evidence first found: title, sentences, code."""
    found: dict[str, Evidence] = {}
    for finder in (titles.find, objects.find, naming.find, embedded.find):
        for evidence in finder(reading):
            _add(found, evidence)
    if not found:
        for evidence in naming.from_links(reading):
            _add(found, evidence)
    return tuple(_told(reading, _spelled(reading, item)) for item in found.values())[:_MOST]


def _told(reading: Reading, item: Evidence) -> Evidence:
    """Return evidence of a title with its place in the abstract, where that has the name: there it says what it is."""
    if item.field != "title":
        return item
    start = shape.stands(reading.abstract, item.label)
    return item._replace(field="abstract", start=start, surface=item.label) if start >= 0 else item


def sentence(paper: Paper, item: Evidence) -> Span:
    """Return where the sentence of a name is, in title or abstract; nothing where the name is in neither."""
    return (
        sentences.around(paper.title if item.field == "title" else paper.abstract, item.start)
        if item.start >= 0
        else (0, 0)
    )


def _spelled(reading: Reading, item: Evidence) -> Evidence:
    """Write a name as its abstract does: titles begin with a capital (`W2v-BERT`)."""
    small = item.label[0].lower() + item.label[1:]
    inside = item.label in reading.paper.title and reading.abstract.count(small) > reading.abstract.count(item.label)
    return item._replace(label=small) if inside and shape.is_named(small) else item


def _add(found: dict[str, Evidence], evidence: Evidence) -> None:
    """Enter evidence unless the name, or its long form, is there; keep long form and kind from the later one."""
    key = shape.fold(evidence.label)
    for other, known in found.items():
        if (
            key == other
            or key == shape.fold(known.long_form)
            or (shape.fold(evidence.long_form) == other and known.long_form == "")
        ):
            short = known if key in {other, shape.fold(known.long_form)} else evidence
            longer = known.long_form or evidence.long_form
            kind = known.kind if known.kind != "name" else evidence.kind
            # the sentence that introduces a name says more of it than a title
            place = evidence if known.field == "title" and evidence.start >= 0 else short
            found[other] = place._replace(label=short.label, long_form=longer, kind=kind)
            return
    found[key] = evidence
