"""News that are about no single paper: a feed of the digests, and what the site's feed says of stale sources."""

from collections.abc import Iterator
from datetime import date, timedelta

from papercat import paths
from papercat.outputs import feeds, heads
from papercat.outputs.digests import Digest
from papercat.outputs.feeds import Entry, Feed
from papercat.page import Page
from papercat.pages.shelf import Shelf
from papercat.render import Md, flat

KIND = "digest"
"""Folder of the digests."""
MOST = 12
"""Digests in their feed: a quarter of a year. An entry names up to fifty papers."""


def feed_of(shelf: Shelf) -> Feed:
    """Return the feed of the digests."""
    settings = shelf.settings
    return Feed(f"Digests · {settings.site_name}", f"{settings.site_url}{KIND}/", settings.site_name, settings.language)


def feed_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the feed of the digests in both forms; none without a `site_url`.

    A week or month enters when it is over by the last day that the records know: then its entry stays as it is.
    """
    if not shelf.settings.site_url:
        return
    over = [one for one in shelf.digests if one.last < shelf.today][:MOST]
    feed, entries = feed_of(shelf), [_entry(shelf, one) for one in over]
    yield Page(f"{KIND}/feed.xml", feeds.atom(feed, entries))
    yield Page(f"{KIND}/feed.json", feeds.json_feed(feed, entries))


def alternates(shelf: Shelf, way: str) -> Md:
    """Return what feed readers look for on a page of the digests; `way` leads from it to their folder."""
    if not shelf.settings.site_url:
        return Md("")
    title = feed_of(shelf).title
    return Md("".join(heads.alternate(kind, f"{way}{name}", title) for kind, name in feeds.FORMS.items()))


def _entry(shelf: Shelf, one: Digest) -> Entry:
    site_url, lines = shelf.settings.site_url, [one.head(shelf.words)]
    for noticed in one.papers:
        why = noticed.told(shelf.words)
        told = f"{flat(noticed.paper.title)}{f' ({why})' if why else ''}"
        lines += ["", told, f"{site_url}{paths.paper(noticed.paper.id)}"]
    after = date.fromisoformat(one.last) + timedelta(days=1)
    title = one.title(shelf.words)
    return feeds.article(f"{site_url}{paths.entry(KIND, one.key)}", title, after.isoformat(), "\n".join(lines))


def stale(shelf: Shelf) -> Iterator[Entry]:
    """Yield an entry for each source that has given no news for longer than its `stale_days`, the latest first.

    It is judged by the last attempt, so that the same records say the same on any day; a source that never gave
    anything is no news for readers.
    """
    known = {one.name: one for one in shelf.catalogue.freshness}
    url = f"{shelf.settings.site_url}quality/"
    made = []
    for plan in shelf.settings.options.sources:
        one = known.get(plan.label)
        if one is None or not one.last or not one.problem:
            continue
        since = date.fromisoformat(one.last) + timedelta(days=plan.stale_days + 1)
        if one.tried >= since.isoformat():
            title = f"{one.name} gives no news since {one.last}"
            anchor = f"stale-{paths.slug(one.name)}-{one.last}"
            made.append(feeds.article(url, title, since.isoformat(), one.problem, anchor))
    yield from sorted(made, key=lambda entry: entry.updated, reverse=True)
