"""arXiv: the API first, then OAI-PMH, then RSS.

Rules: https://info.arxiv.org/help/api/tou.html (one request in three seconds, one connection). A well-formed empty
answer happens when arXiv is unwell; where it contradicts itself it is a failure.
"""

import re
from collections.abc import Iterator

from papercat.settings import Plan
from papercat.sources.base import Ask, Span, Visit, address
from papercat.sources.door import Answer, Manners, Unavailable

API = "https://export.arxiv.org/api/query"
OAI = "https://oaipmh.arxiv.org/oai"
RSS = "https://rss.arxiv.org/atom"
MANNERS = Manners(pause=3.0, attempts=5, backoff=5.0, timeout=60.0)
XML = ("application/atom+xml", "application/xml", "text/xml", "application/rss+xml")
PAGE = 200
TOTAL = re.compile(rb"<(?:\w+:)?totalResults[^>]*>\s*(\d{1,9})\s*<")
ENTRY = re.compile(rb"<entry[ >]")
RECORD = re.compile(rb"<record[ >]")
PUBLISHED = re.compile(rb"<published>(\d{4}-\d\d-\d\d)")
TOKEN = re.compile(rb"<resumptionToken[^>]*>([^<]+)</resumptionToken>")
ERROR = re.compile(rb"<error code=.(?!noRecordsMatch)(\w+)")


def query_of(plan: Plan) -> str:
    """Return the query in arXiv's language: the given one, and any of the categories, and any of the authors."""
    parts = [
        f"({plan.query})" if plan.query else "",
        _any("cat", plan.categories),
        _any("au", tuple(f'"{author}"' for author in plan.authors)),
    ]
    return " AND ".join(filter(None, parts))


def _any(field: str, values: tuple[str, ...]) -> str:
    return f"({' OR '.join(f'{field}:{value}' for value in values)})" if values else ""


def api(plan: Plan, span: Span) -> Visit:
    """Ask the API, newest first, until papers are older than the span."""
    came = 0
    while True:
        params = {
            "search_query": query_of(plan), "start": str(came), "max_results": str(min(PAGE, plan.most - came)),
            "sortBy": "submittedDate", "sortOrder": "descending",
        }  # fmt: skip
        answer = yield Ask(address(plan, API), params, XML, MANNERS, "arxiv")
        entries, total = _whole(answer, ENTRY, b"</feed>"), _total(answer)
        if not entries and came < total:
            message = f"an empty page where {total} papers were promised"
            raise Unavailable(message)
        came += entries
        oldest = min(PUBLISHED.findall(answer.body), default=b"").decode()
        if came >= min(total, plan.most) or (oldest and oldest < span.first):
            return came


def _whole(answer: Answer, one: re.Pattern[bytes], end: bytes) -> int:
    """Return how many entries an answer has that is whole."""
    if not answer.body.rstrip().endswith(end):
        message = "not the service's format, or half an answer"
        raise Unavailable(message)
    return len(one.findall(answer.body))


def _total(answer: Answer) -> int:
    """Return how many papers the query has in all; a query without any is wrong, or arXiv is unwell."""
    found = TOTAL.search(answer.body)
    if found is None:
        message = "an answer without a count: not the API's format"
        raise Unavailable(message)
    if int(found[1]) == 0:
        message = "no paper at all for this query"
        raise Unavailable(message)
    return int(found[1])


def oai(plan: Plan, span: Span) -> Visit:
    """Ask OAI-PMH for all that changed in the categories' sets; it knows no queries."""
    came = 0
    for archive in _sets(plan):
        ask = {"verb": "ListRecords", "metadataPrefix": "arXiv", "from": span.first, "set": archive}
        while ask:
            answer = yield Ask(address(plan, OAI), ask, XML, MANNERS, "oai")
            came += _whole(answer, RECORD, b"</OAI-PMH>")
            if error := ERROR.search(answer.body):
                message = f"the service answered {error[1].decode()}"
                raise Unavailable(message)
            token = TOKEN.search(answer.body)
            ask = {"verb": "ListRecords", "resumptionToken": token[1].decode("utf-8", "replace")} if token else {}
    return came


def _sets(plan: Plan) -> Iterator[str]:
    _only_categories(plan)
    # the set of cs.CL is cs:cs:CL
    yield from sorted({f"{c.partition('.')[0]}:{c.replace('.', ':')}" if "." in c else c for c in plan.categories})


def _only_categories(plan: Plan) -> None:
    if plan.query or plan.authors or not plan.categories:
        message = "it knows categories only"
        raise Unavailable(message)


def rss(plan: Plan, _span: Span) -> Visit:
    """Ask for the latest announcement of the categories: at most 2,000 papers, none at weekends."""
    _only_categories(plan)
    url = f"{address(plan, RSS)}/{'+'.join(plan.categories)}"
    answer = yield Ask(url, media=XML, manners=MANNERS, format="arxiv")
    return _whole(answer, ENTRY, b"</feed>")
