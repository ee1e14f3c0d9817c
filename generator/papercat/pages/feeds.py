"""The site's feed in two forms, and one as Atom of each tag, name, author and venue with enough papers to follow."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from heapq import nsmallest

from papercat import paths
from papercat.outputs import feeds
from papercat.outputs.feeds import Feed
from papercat.page import Page
from papercat.pages import news
from papercat.pages.rolls import Entry
from papercat.pages.shelf import FOLLOWED, Shelf
from papercat.records import Paper

FEW = 3
"""Papers in the feed of a tag, name, author or venue, at least: 10,000 papers have 400 such feeds."""
DAYS = 3
"""All that came in so many days stands in each feed; feed readers ask several times a day."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield every feed and the list of them; without a `site_url` there are none, since all in them is absolute."""
    if not shelf.settings.site_url:
        return
    came = {paper.id: feeds.arrival(paper) for paper in shelf.catalogue.papers}
    order, fresh, most = _order(shelf, came), _fresh(came), shelf.settings.options.feed_entries
    rank = {paper.id: place for place, paper in enumerate(order)}

    @cache
    def made(place: int) -> feeds.Entry:
        return feeds.entry(order[place], _tags(shelf, order[place]), shelf.settings.site_url)

    def forms(
        path: str, feed: Feed, papers: Iterable[Paper], count: int, more: Sequence[feeds.Entry] = ()
    ) -> Iterator[Page]:
        newest = nsmallest(count, [rank[paper.id] for paper in papers])
        told = shelf.last.digest((feed, more, [(order[place], _tags(shelf, order[place])) for place in newest]))

        def entries() -> list[feeds.Entry]:
            return [*more, *map(made, newest)]

        yield shelf.last.page(f"{path}feed.xml", told, lambda _: feeds.atom(feed, entries()))
        if not path:  # each feed reader takes Atom, and of a hundred feeds the second form would weigh as much again
            yield shelf.last.page("feed.json", told, lambda _: feeds.json_feed(feed, entries()))

    followed = {kind: [e for e in shelf.rolls[kind].entries if shelf.followed(kind, e)] for kind in FOLLOWED}
    whole = feed_of(shelf)
    yield from forms("", whole, shelf.catalogue.papers, most, [*news.stale(shelf)])
    for kind, entries in followed.items():
        for entry in entries:
            count = min(most, max(FEW, len(fresh.intersection([paper.id for paper in entry.papers]))))
            yield from forms(paths.entry(kind, entry.key), feed_of(shelf, kind, entry), entry.papers, count)
    groups = {kind.capitalize(): [feed_of(shelf, kind, e) for e in entries] for kind, entries in followed.items()}
    yield Page("feeds.opml", feeds.opml(shelf.settings.site_name, {"": [whole, news.feed_of(shelf)], **groups}))


def feed_of(shelf: Shelf, kind: str = "", entry: Entry | None = None) -> Feed:
    """Return the feed of an entry, or of the site."""
    settings = shelf.settings
    title = f"{entry.title} · {settings.site_name}" if entry else settings.site_name
    url = settings.site_url + (paths.entry(kind, entry.key) if entry else "")
    return Feed(title, url, settings.site_name, settings.language)


def _fresh(came: Mapping[str, str]) -> frozenset[str]:
    """Return the ids of papers that came in the last days; what the catalogue began with is no news.

    Args:
        came: the day on which each paper came, by its id.
    """
    days = sorted({day for day in came.values() if day})
    if len(days) < 2:  # noqa: PLR2004 - all came at once
        return frozenset()
    since = (date.fromisoformat(days[-1]) - timedelta(DAYS)).isoformat()
    return frozenset(paper for paper, day in came.items() if day > days[0] and day > since)


def _order(shelf: Shelf, came: Mapping[str, str]) -> Sequence[Paper]:
    """Return papers by the day they came, then by their own date: what is new here comes first."""
    return sorted(shelf.order, key=lambda paper: came[paper.id], reverse=True)  # stable: of one day the newest first


def _tags(shelf: Shelf, paper: Paper) -> list[str]:
    return [shelf.entry("tags", tagging.tag).title for tagging in shelf.catalogue.tags.get(paper.id, ())]
