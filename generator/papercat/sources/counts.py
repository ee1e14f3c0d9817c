"""Numbers of papers that the catalogue knows: citations from Semantic Scholar, stars of code from GitHub.

Rules: https://api.semanticscholar.org/api-docs/ (500 papers a request; a key is told in a header, without one it mostly
answers 429), https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api (5,000 points
an hour with a token, a request here costs one) and, without a token, 60 requests an hour for a repository each.
"""

import json
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from papercat.records import Paper
from papercat.settings import Plan
from papercat.sources.base import Ask, address, driven
from papercat.sources.door import HERE, Answer, Door, Manners, Sent, Unavailable

S2 = "https://api.semanticscholar.org/graph/v1/paper/batch"
GITHUB = "https://api.github.com"
PAPERS = 500
"""Of one question to Semantic Scholar."""
REPOSITORIES = 100
"""Of one question to GitHub."""
ANONYMOUS = 50
"""Questions of a run without a token; GitHub allows 60 an hour."""
JSON = ("application/json",)
SCHEMES = {
    "s2": "", "corpusid": "CorpusId:", "arxiv": "ARXIV:", "doi": "DOI:", "acl": "ACL:", "pmid": "PMID:",
    "pmcid": "PMCID:",
}  # fmt: skip
"""How Semantic Scholar writes an identifier, the surest first."""
REPOSITORY = re.compile(r"https?://(?:www\.)?github\.com/([\w-]+)/([\w.-]+)", re.IGNORECASE | re.ASCII)
NO_OWNERS = frozenset({"apps", "collections", "features", "orgs", "search", "sponsors", "topics", "users"})
REFUSED = frozenset({"NOT_FOUND", "FORBIDDEN"})
"""What GitHub says of one repository, and not of itself."""

Numbers = dict[str, int]
Count = Callable[[Plan, Sequence[str], str], Generator[Ask, Answer, Numbers]]


class Counted(NamedTuple):
    """What a service told."""

    numbers: Mapping[str, int] = {}
    """By the service's name for what was asked; what it does not know is left out."""
    problem: str = ""
    """Why it told nothing."""


def names(kind: str, paper: Paper, addresses: Iterable[str]) -> tuple[str, ...]:
    """Return what a service calls a paper: its identifier, or the repositories of its code; nothing where it has none.

    Args:
        kind: `citations` or `stars`.
        paper: the paper.
        addresses: where its code lies.
    """
    if kind == "citations":
        known = (f"{sign}{paper.ids[scheme]}" for scheme, sign in SCHEMES.items() if paper.ids.get(scheme))
        return tuple(known)[:1]
    found = (match for url in addresses if (match := REPOSITORY.match(url)))
    pairs = ((m[1].casefold(), m[2].casefold().removesuffix(".git").rstrip(".")) for m in found)
    return tuple(dict.fromkeys(f"{owner}/{name}" for owner, name in pairs if name and owner not in NO_OWNERS))


def allowed(plan: Plan, key: str) -> str:
    """Return the key where it may be told: to the service itself or this machine, to no other that a plan names."""
    return key if not plan.base or urlsplit(plan.base).hostname in HERE else ""


def limit(plan: Plan, key: str) -> int:
    """Return how many names may be asked for in a run."""
    return min(plan.most, ANONYMOUS) if plan.kind == "stars" and not key else plan.most


def count(door: Door, plan: Plan, asked: Sequence[str], key: str) -> Counted:
    """Ask for the numbers of all names; whatever the service does, the outcome is a value.

    Args:
        door: to the network.
        plan: of a kind in `settings.COUNTS`.
        asked: the service's own names, each once.
        key: the service's key or token, as `allowed` gives it; empty without one.
    """
    if not (key.isascii() and key.isprintable()):
        return Counted(problem="the key has characters that no key has")
    try:
        _, numbers = driven(door, _WAYS[plan.kind](plan, asked, key))
    except Unavailable as problem:
        return Counted(problem=f"API: {problem}")
    return Counted(numbers)


def _parts(asked: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(asked), size):
        yield asked[start : start + size]


def _citations(plan: Plan, asked: Sequence[str], key: str) -> Generator[Ask, Answer, Numbers]:
    numbers: Numbers = {}
    manners = Manners(pause=1.5, attempts=6, backoff=5.0)
    for some in _parts(asked, PAPERS):
        sent = Sent(json.dumps({"ids": [*some]}).encode(), {"x-api-key": key} if key else {})
        params = {"fields": "citationCount"}
        answer = yield Ask(address(plan, S2), params, JSON, manners, repeats=True, sent=sent)
        told = _json(answer)
        if not isinstance(told, list) or len(told) != len(some):
            came = f"{len(told)} answers" if isinstance(told, list) else "no list of answers"
            message = f"{came} where {len(some)} papers were asked for; has the service changed its format?"
            raise Unavailable(message)
        for name, one in zip(some, told, strict=True):
            if one is not None:
                numbers[name] = _number(one, "citationCount")
    return numbers


def _stars(plan: Plan, asked: Sequence[str], key: str) -> Generator[Ask, Answer, Numbers]:
    numbers: Numbers = {}
    if not key:
        for name in asked:
            url = address(plan, f"{GITHUB}/repos/{name}")
            answer = yield Ask(url, media=JSON, repeats=True, absent=True)
            if answer.body:
                numbers[name] = _number(_json(answer), "stargazers_count")
        return numbers
    for some in _parts(asked, REPOSITORIES):
        parts = (name.partition("/") for name in some)
        fields = " ".join(
            f"r{place}: repository(owner: {json.dumps(owner)}, name: {json.dumps(name)}) {{ stargazerCount }}"
            for place, (owner, _, name) in enumerate(parts)
        )
        sent = Sent(json.dumps({"query": f"{{ {fields} }}"}).encode(), {"Authorization": f"Bearer {key}"})
        answer = yield Ask(address(plan, f"{GITHUB}/graphql"), media=JSON, repeats=True, sent=sent)
        for place, told in _repositories(_json(answer)).items():
            if place < len(some):
                numbers[some[place]] = told
    return numbers


def _repositories(value: object) -> dict[int, int]:
    """Return the stars by place in the question.

    Raises:
        Unavailable: GitHub tells of trouble of its own, or of nothing that was asked.
    """
    data = value.get("data") if isinstance(value, dict) else None
    errors = value.get("errors", []) if isinstance(value, dict) else []
    kinds = {str(one.get("type", "an error")) for one in errors if isinstance(one, dict)} - REFUSED
    if kinds or not isinstance(data, dict):
        message = f"the service answered {min(kinds)}" if kinds else "no data; has the service changed its format?"
        raise Unavailable(message)
    told = {name: one for name, one in data.items() if one is not None and re.fullmatch(r"r\d{1,3}", name)}
    return {int(name[1:]): _number(one, "stargazerCount") for name, one in told.items()}


def _json(answer: Answer) -> object:
    try:
        value: object = json.loads(answer.body)
    except (ValueError, RecursionError):
        message = "no JSON, or half of it"
        raise Unavailable(message) from None
    return value


def _number(value: object, field: str) -> int:
    found = value.get(field) if isinstance(value, dict) else None
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found < 1 << 53:
        message = f"no number at {field}; has the service changed its format?"
        raise Unavailable(message)
    return found


_WAYS: Mapping[str, Count] = MappingProxyType({"citations": _citations, "stars": _stars})
