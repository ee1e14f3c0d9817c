"""What is dropped before pages are made is nothing that they show."""

import gzip
import re
from dataclasses import replace

import pytest
from msgspec import structs

from fabricated import catalogue
from papercat import pages
from papercat.catalogue import Catalogue
from papercat.insight import Related
from papercat.page import Page
from papercat.settings import Options, Settings
from papercat.site.shown import shown


def _made(found: Catalogue, options: Options) -> dict[str, str | bytes]:
    """Return all files by path, unpacked, and without the sizes of packed ones.

    Where a packed file is cut, and what its head says, depends on what it was made of, which is less here.
    """
    settings = Settings(site_url="https://fabricated.example/", options=options)
    return {page.path: _unpacked(page) for page in pages.pages(found, settings)}


def _unpacked(page: Page) -> str | bytes:
    if isinstance(page.content, bytes):
        return gzip.decompress(page.content) if page.path.endswith(".gz") else page.content
    return re.sub(r"[\d.,]+ [KM]B", "", page.content) if page.path == "downloads/index.md" else page.content


def _full() -> Catalogue:
    """Return a fabricated catalogue with more reasons than are shown, learned tags, and further fields."""
    whole = catalogue(60)
    more = {"license": "https://fabricated.example/licence", "note": "invented"}
    return replace(
        whole,
        papers=tuple(structs.replace(paper, extra={**paper.extra, **more}) for paper in whole.papers),
        tags={
            one: tuple(structs.replace(tagging, learned=bool(place % 2)) for place, tagging in enumerate(some))
            for one, some in whole.tags.items()
        },
        related={
            one: tuple(Related(other.id, other.score, (*other.why, "tag: invented")) for other in others)
            for one, others in whole.related.items()
        },
    )


@pytest.mark.parametrize(
    "options",
    [
        Options(),
        Options(related=2, downloads=("bibtex", "ris", "csl", "markdown"), beside=("markdown", "bibtex")),
        Options(downloads=("jsonl",)),
        Options(beside=("json",)),
    ],
)
def test_pages_and_files_are_the_same(options: Options) -> None:
    """All that a site holds comes out alike of the whole catalogue and of what is shown of it."""
    whole = _full()
    assert _made(shown(whole, options), options) == _made(whole, options)


def test_less_is_held() -> None:
    """Reasons that no page gives are gone, and so are further fields where no file has them."""
    less = shown(_full(), Options(related=2))
    assert not any(tagging.why for some in less.tags.values() for tagging in some)
    assert {len(other.why) for others in less.related.values() for other in others[2:]} <= {0}
    assert {key for paper in less.papers for key in paper.extra} == {"license"}
