"""The other services: one generator of requests each, with the service's published rules beside it."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta

from papercat.settings import Plan
from papercat.sources.base import Ask, Span, Visit, address
from papercat.sources.door import Answer, Manners, Unavailable

JSON = ("application/json", "text/json", "text/plain")
XML = ("application/xml", "text/xml", "text/plain", "application/octet-stream")
PAGE = 200
NOTES = 1000
"""Of one answer of OpenReview."""
DAYS = 90
"""The longest time for which daily papers are caught up on."""


def _at(value: object, path: str) -> object:
    for key in path.split(".") if path else ():
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _page(answer: Answer, path: str, total: str = "", came: int = 0) -> tuple[int, object]:
    """Return how many papers are in an answer, and the answer itself.

    Args:
        answer: of the service.
        path: to the list of papers.
        total: path to the number of papers in all.
        came: papers in earlier answers.

    Raises:
        Unavailable: half an answer, another format than the service's, or nothing where more was promised.
    """
    try:
        value: object = json.loads(answer.body)
    except (ValueError, RecursionError):
        message = "no JSON, or half of it"
        raise Unavailable(message) from None
    listed = _at(value, path)
    promised = _at(value, total) if total else 0
    if not isinstance(listed, list) or not isinstance(promised, int):
        message = f"no list at {path or 'the top'}; has the service changed its format?"
        raise Unavailable(message)
    if not listed and came < promised:
        message = f"an empty page where {promised} papers were promised"
        raise Unavailable(message)
    return len(listed), value


def _cursor(value: object, path: str) -> str:
    found = _at(value, path)
    return found if isinstance(found, str) else ""


def hugging_face(plan: Plan, span: Span) -> Visit:
    """Ask for the papers of each day, the last week again for its upvotes (limit: 500 requests in 5 minutes)."""
    came = 0
    for day in list(_days(span))[-DAYS:]:
        url = address(plan, "https://huggingface.co/api/daily_papers")
        answer = yield Ask(url, {"date": day, "limit": "100"}, JSON, Manners(pause=0.7), "hugging-face", repeats=True)
        came += _page(answer, "")[0]
    return came


def _days(span: Span) -> Iterator[str]:
    day, last = date.fromisoformat(span.first), date.fromisoformat(span.today)
    while day <= last:
        yield day.isoformat()
        day += timedelta(days=1)


def openreview(plan: Plan, _span: Span) -> Visit:
    """Ask for the accepted papers of a venue id, 1,000 a page."""
    came = 0
    while True:
        params = {"content.venueid": plan.venue, "limit": str(NOTES), "offset": str(came)}
        answer = yield Ask(address(plan, "https://api2.openreview.net/notes"), params, JSON, format="openreview")
        found, _ = _page(answer, "notes", "count" if b'"count"' in answer.body else "", came)
        came += found
        if found < NOTES or came >= plan.most:
            return came


def acl(plan: Plan, _span: Span) -> Visit:
    """Ask for one collection of the ACL Anthology, the XML of its public repository."""
    folder = address(plan, "https://raw.githubusercontent.com/acl-org/acl-anthology/master/data/xml")
    answer = yield Ask(f"{folder}/{plan.venue}.xml", media=XML, format="acl")
    if not answer.body.rstrip().endswith(b"</collection>"):
        message = "not the Anthology's format, or half an answer"
        raise Unavailable(message)
    return max(1, answer.body.count(b"<paper "))


def crossref(plan: Plan, span: Span) -> Visit:
    """Ask Crossref with a cursor (rules: a contact in the User-Agent, at most 50 requests a second)."""
    cursor, came = "*", 0
    while True:
        params = {
            "query.bibliographic": plan.query, "filter": f"from-update-date:{span.first}", "rows": str(PAGE),
            "cursor": cursor,
        }  # fmt: skip
        answer = yield Ask(address(plan, "https://api.crossref.org/works"), params, JSON, format="crossref")
        found, value = _page(answer, "message.items", "message.total-results", came)
        came += found
        cursor = _cursor(value, "message.next-cursor")
        if found < PAGE or came >= plan.most or not cursor:
            return came


def openalex(plan: Plan, span: Span) -> Visit:
    """Ask OpenAlex with a cursor (rules: 10 requests a second, 100,000 a day)."""
    cursor, came = "*", 0
    while True:
        params = {
            "search": plan.query, "filter": f"from_publication_date:{span.first}", "per-page": str(PAGE),
            "cursor": cursor,
        }  # fmt: skip
        url = address(plan, "https://api.openalex.org/works")
        answer = yield Ask(url, params, JSON, Manners(pause=0.2), "openalex")
        found, value = _page(answer, "results", "meta.count", came)
        came += found
        cursor = _cursor(value, "meta.next_cursor")
        if found < PAGE or came >= plan.most or not cursor:
            return came


def semantic_scholar(plan: Plan, span: Span) -> Visit:
    """Ask Semantic Scholar's bulk search (without a key mostly 429, so patience is built in)."""
    token, came = "", 0
    fields = "title,abstract,authors,year,publicationDate,venue,externalIds,citationCount,openAccessPdf,fieldsOfStudy"
    while True:
        params = {"query": plan.query, "fields": fields, "publicationDateOrYear": f"{span.first}:"}
        url = address(plan, "https://api.semanticscholar.org/graph/v1/paper/search/bulk")
        manners = Manners(pause=1.5, attempts=6, backoff=5.0)
        answer = yield Ask(url, {**params, **({"token": token} if token else {})}, JSON, manners, "semantic-scholar")
        found, value = _page(answer, "data", "total", came)
        came += found
        token = _cursor(value, "token")
        if not token or came >= plan.most:
            return came


def url(plan: Plan, _span: Span) -> Visit:
    """Ask for any readable file; it has at least one paper."""
    yield Ask(plan.url, format=plan.format)
    return 1


def feed(plan: Plan, _span: Span) -> Visit:
    """Ask for a feed: RSS, Atom or JSON Feed; it may be empty, but must be whole."""
    answer = yield Ask(plan.url, format=plan.format)
    body = answer.body.rstrip()
    if body.startswith(b"{"):
        return _page(answer, "items")[0]
    if not body.endswith((b"</rss>", b"</feed>", b"</rdf:RDF>")):
        message = "no feed, or half of one"
        raise Unavailable(message)
    return len(re.findall(rb"<(?:entry|item)[ >]", body))
