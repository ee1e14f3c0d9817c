"""How fresh each source is stands on the page of quality."""

import dataclasses

from fabricated import catalogue
from papercat.insight import Freshness
from papercat.pages import pages
from papercat.settings import Settings


def test_sources_stand_on_the_page_of_quality() -> None:
    """The last success, how many came, and what is wrong since; a service's words are escaped."""
    told = (
        Freshness("arxiv", "2026-01-05", 12, "2026-01-07", "status 503 <script>"),
        Freshness("fabricated", "2026-01-07", 3, "2026-01-07"),
    )
    made = {page.path: page.content for page in pages(dataclasses.replace(catalogue(4), freshness=told), Settings())}
    text = str(made["quality/index.md"])
    assert "| arxiv | 2026-01-05 | 12 | 2026-01-07 | status 503" in text
    assert "| fabricated | 2026-01-07 | 3 | 2026-01-07 | fine |" in text
    assert "<script>" not in text
