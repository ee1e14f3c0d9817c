"""JSON answers of bibliographic services.

Each service is a function from one of its objects to a row in our words; what it has no field for stays under its own
name in `extra`.
"""

from collections.abc import Callable
from typing import NamedTuple

from papercat.errors import Fault, excerpt
from papercat.readers.base import Fields, Format, Reading
from papercat.readers.dig import at
from papercat.readers.jsonl import decoded
from papercat.readers.rows import Row, reading
from papercat.readers.services import archives, hubs, works
from papercat.readers.services.values import Object


class Service(NamedTuple):
    """How one service's answers are told from others, and where the papers are in them."""

    name: str
    marks: tuple[str, ...]
    """Keys that the beginning of an answer holds, all of them."""
    where: tuple[str, ...]
    """Paths to the list of papers (dots between keys; empty for the answer itself), tried in order."""
    row: Callable[[Object], dict[str, object]]


SERVICES = (
    Service("crossref", ('"message"', '"DOI"'), ("message.items", "message"), works.crossref),
    Service("openalex", ("openalex.org/W",), ("results", ""), works.openalex),
    Service("semantic-scholar", ('"paperId"',), ("data", "recommendedPapers", ""), hubs.semantic_scholar),
    Service("dblp", ('"hits"', '"info"'), ("result.hits.hit",), hubs.dblp),
    Service("openreview", ('"content"', '"forum"'), ("notes", ""), hubs.openreview),
    Service("hugging-face", ('"paper"', '"summary"', '"publishedAt"'), ("", "dailyPapers"), hubs.hugging_face),
    Service("papers-with-code", ("paperswithcode.com/paper/", '"paper_url"', 'url_abs"'), ("",), hubs.papers_with_code),
    Service("europe-pmc", ('"resultList"', '"source"'), ("resultList.result",), archives.europe_pmc),
    Service("inspire", ('"metadata"', '"control_number"'), ("hits.hits", ""), archives.inspire),
    Service("csl", ('"title"', '"type"', '"issued"'), ("", "items"), works.csl),
)


def _format(service: Service) -> Format:
    def looks_like(head: str) -> float:
        begins = head.lstrip()[:1] in {"{", "["}
        return 0.96 if begins and all(mark in head for mark in service.marks) else 0.0

    def read(text: str, file: str, fields: Fields) -> Reading:
        objects, faults = _objects(text, file, service)
        return reading((Row(0, _filled(service.row(one))) for one in objects), file, fields, faults)

    return Format(service.name, looks_like, read, 0)


def _filled(row: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in row.items() if value not in ("", None, [])}


def _objects(source: str, file: str, service: Service) -> tuple[list[Object], tuple[Fault, ...]]:
    """Return the papers of an answer, or of several answers a line each."""
    try:
        answers = [decoded(source)]
    except ValueError as error:
        try:
            answers = [decoded(line) for line in source.splitlines() if line.strip()]
        except ValueError:
            fault = Fault(file=file, reason=f"not readable as JSON: {error}", raw=excerpt(source, 500))
            return [], (fault,)
    found: list[Object] = []
    faults: list[Fault] = []
    for answer in answers:
        inner = next((one for path in service.where if (one := at(answer, path)) is not None), None)
        listed = inner if isinstance(inner, list) else [inner]
        objects = [one for one in listed if isinstance(one, dict)]
        if len(objects) < len(listed):
            places = " or ".join(path or "the answer itself" for path in service.where)
            reason = f"not an object: {len(listed) - len(objects)} of {len(listed)} entries"
            faults.append(Fault(file=file, reason=reason, expected=f"a list of papers at {places}"))
        found.extend(objects)
    return found, tuple(faults)


FORMATS = tuple(map(_format, SERVICES))
