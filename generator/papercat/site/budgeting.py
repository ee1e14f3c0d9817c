"""How much of what GitHub Pages allows a site takes, by kind, and what to switch off first."""

import os
import re
from collections import Counter
from typing import NamedTuple

from papercat.errors import NothingDone
from papercat.site.project import Project

LIMIT = 1_000_000_000
"""Bytes that a published site on GitHub Pages may have."""
KINDS = {
    "papers": ("papers",),
    "tags": ("tags",),
    "names": ("names",),
    "authors": ("authors",),
    "venues and years": ("venues", "years"),
    "search": ("search", "search-texts"),
    "map": ("map",),
    "feeds": ("feeds.opml",),
    "sitemap": ("sitemap.xml", "sitemaps"),
    "downloads": ("catalogue", "downloads"),
    "data quality": ("quality",),
    "theme": ("assets",),
}
"""Kinds of files by the first part of their path; all else is `other`."""
BESIDE = "papers' other forms"
"""Files beside the pages of papers."""
FEEDS = ("feed.xml", "feed.json")
"""Files that lie beside the pages that they follow."""
MINUTE = 100_000_000
"""Bytes packed, sent and unpacked in a minute of deployment: assumed, on the careful side."""
RECORDS = "exclude_docs: /catalogue/ leaves the records out; "
ADVICE = {
    "downloads": (1.0, f"{RECORDS}extra.papercat.downloads: [] leaves out the packed files"),
    "map": (1.0, "extra.papercat.map: false leaves out the map and its list of topics; take it out of `nav`, too"),
    "feeds": (0.7, "extra.papercat.feeds_from: a higher number gives feeds only to what more papers have"),
    "authors": (0.6, "extra.papercat.author_page_from: a higher number gives a page only to authors with more papers"),
    "names": (0.4, "extra.papercat.name_page_from: a higher number gives a page only to names that more papers use"),
    BESIDE: (1.0, "extra.papercat.beside: [] leaves out the same papers as files beside their pages"),
    "papers": (0.15, "extra.papercat.related: fewer related papers make each paper's page smaller"),
}
"""What a person can switch off, by kind, and the part of it that this saves, roughly."""
_PAPER = re.compile(r"papers/(?!page-\d+/)[^/]+/index\.html")
_KIND = {place: kind for kind, places in KINDS.items() for place in places}


class Budget(NamedTuple):
    """What the site weighs."""

    papers: int
    kinds: dict[str, tuple[int, int]]
    """Files and bytes by kind, the heaviest first."""
    files: int
    size: int
    fit: int
    """Papers like these that a site may have; 0 where there are none to judge by."""
    minutes: float
    """That a deployment takes, of the ten that GitHub allows."""
    advice: tuple[str, ...]
    """What to switch off, what saves most first."""


def budget(project: Project) -> Budget:
    """Weigh the site that was built last.

    Raises:
        NothingDone: there is none.
    """
    files, sizes, papers = Counter[str](), Counter[str](), 0
    for place, _, names in os.walk(project.site):
        below = os.path.relpath(place, project.site).replace(os.sep, "/").removeprefix(".").lstrip("/")
        for name in names:
            path = f"{below}/{name}" if below else name
            kind = "feeds" if name in FEEDS else _KIND.get(path.split("/", 1)[0], "other")
            if kind == "papers" and not name.endswith(".html"):
                kind = BESIDE
            files[kind] += 1
            sizes[kind] += os.lstat(f"{place}/{name}").st_size
            papers += bool(_PAPER.fullmatch(path))
    if not files:
        message = f"no site in {project.site}; `papercat build` makes it"
        raise NothingDone(message)
    # the theme does not grow with the papers
    fixed = sizes["theme"]
    fit = (LIMIT - fixed) * papers // max(1, sizes.total() - fixed)
    heaviest = {kind: (files[kind], size) for kind, size in sizes.most_common() if files[kind]}
    worth = sorted((kind for kind in ADVICE if files[kind]), key=lambda kind: -sizes[kind] * ADVICE[kind][0])
    done = "" if project.settings.records else RECORDS
    advice = tuple(ADVICE[kind][1].removeprefix(done) for kind in worth)
    return Budget(papers, heaviest, files.total(), sizes.total(), fit, round(sizes.total() / MINUTE, 1), advice)
