"""Services: the network in, raw answers out. A new service is a generator of requests and a line in `WAYS`."""

from collections.abc import Mapping
from types import MappingProxyType

from papercat.settings import Plan
from papercat.sources import arxiv, services
from papercat.sources.base import Body, Harvest, Source, Span
from papercat.sources.base import harvest as _harvest
from papercat.sources.door import Clock, Door, Unavailable

__all__ = ["WAYS", "Body", "Clock", "Door", "Harvest", "Span", "Unavailable", "harvest"]

WAYS: Mapping[str, tuple[tuple[str, Source], ...]] = MappingProxyType(
    {
        "arxiv": (("API", arxiv.api), ("OAI-PMH", arxiv.oai), ("RSS", arxiv.rss)),
        "hugging-face": (("API", services.hugging_face),),
        "openreview": (("API", services.openreview),),
        "acl": (("XML", services.acl),),
        "crossref": (("API", services.crossref),),
        "openalex": (("API", services.openalex),),
        "semantic-scholar": (("API", services.semantic_scholar),),
        "url": (("URL", services.url),),
        "feed": (("feed", services.feed),),
    }
)
"""The ways to each service's news, the best first."""

BOUNDED: frozenset[str] = frozenset({"arxiv", "openreview", "crossref", "openalex", "semantic-scholar"})
"""Kinds that stop asking at `most` papers, by the first of their ways."""


def harvest(door: Door, plan: Plan, span: Span) -> Harvest:
    """Gather one source's news; whatever the service does, the outcome is a value."""
    made = _harvest(door, WAYS[plan.kind], plan, span)
    if plan.kind in BOUNDED and made.promised >= plan.most and not made.note:
        return made._replace(note=f"others may be missing: `most` in mkdocs.yml allows {plan.most:,} papers a harvest")
    return made
