"""Feeds: Atom (RFC 4287), JSON Feed 1.1, and OPML as the list of them; each entry is made once and used in many.

An entry has the whole abstract as plain text, which no feed reader can take for anything else. Its `updated` comes from
the record, so that the same records give the same bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import msgspec

from papercat import formulas, paths
from papercat.outputs import citing
from papercat.records import Paper
from papercat.render import BLANK, attribute, flat

ATOM = "application/atom+xml"
JSON = "application/feed+json"
FORMS = {ATOM: "feed.xml", JSON: "feed.json"}
"""File of each form."""
XML = '<?xml version="1.0" encoding="utf-8"?>\n'
DAWN = "1970-01-01T00:00:00Z"
"""Of records that say nothing of any day."""


class Entry(NamedTuple):
    """A paper in both forms."""

    atom: str
    json: str
    updated: str


class Feed(NamedTuple):
    """What a feed is about."""

    title: str
    """As people read it."""
    url: str
    """Of the page that it follows, absolute, with a final slash; the feed lies beside it."""
    site: str
    """The site's name."""
    language: str = "en"

    @property
    def atom(self) -> str:
        """Return the address of its Atom form."""
        return f"{self.url}{FORMS[ATOM]}"

    @property
    def json(self) -> str:
        """Return the address of its JSON form."""
        return f"{self.url}{FORMS[JSON]}"


def arrival(paper: Paper) -> str:
    """Return the day on which the first source gave the paper, YYYY-MM-DD, or nothing."""
    days = [_instant(source.read)[:10] for source in paper.sources]
    # of most papers there is one source
    return days[0] if len(days) == 1 else min(filter(None, days), default="")


def entry(paper: Paper, tags: Iterable[str], site_url: str) -> Entry:
    """Return a paper as an entry.

    Args:
        paper: the paper.
        tags: labels of its tags, best first.
        site_url: with a final slash.
    """
    url, elsewhere = f"{site_url}{paths.paper(paper.id)}", flat(citing.address(paper))
    published = _instant(paper.date)
    updated = max(_instant(paper.updated), _instant(arrival(paper))) or published or DAWN
    title, people = flat(formulas.spoken(paper.title)) or "Untitled", [flat(author.name) for author in paper.authors]
    labels = [*filter(None, map(flat, tags))]
    text = "\n\n".join(map(flat, BLANK.split(formulas.spoken(paper.abstract))))
    atom = [
        f"<entry>\n<id>{attribute(url)}</id>\n<title>{attribute(title)}</title>\n<updated>{updated}</updated>\n",
        f"<published>{published}</published>\n" if published else "",
        f'<link href="{attribute(url)}"/>\n',
        f'<link rel="related" href="{attribute(elsewhere)}"/>\n' if elsewhere else "",
        *(f"<author><name>{attribute(name)}</name></author>\n" for name in people if name),
        *(f'<category term="{attribute(label)}"/>\n' for label in labels),
        f"<content>{attribute(text)}</content>\n</entry>\n",
    ]
    item = {
        "id": url,
        "url": url,
        "external_url": elsewhere,
        "title": title,
        "content_text": text or title,
        "date_published": published,
        "date_modified": updated,
        "authors": [{"name": name} for name in people if name],
        "tags": labels,
    }
    return Entry("".join(atom), _json({key: value for key, value in item.items() if value}), updated)


def article(url: str, title: str, day: str, text: str, anchor: str = "") -> Entry:
    """Return an entry that is about no single paper.

    Args:
        url: of the page that says it, absolute.
        title: what it is.
        day: YYYY-MM-DD, of its last change.
        text: plain, lines as they stand.
        anchor: tells entries with one page apart; the entry's permanent name is page and anchor.
    """
    key, updated, named = (f"{url}#{anchor}" if anchor else url), _instant(day) or DAWN, flat(title)
    lines = "\n".join(map(flat, text.splitlines()))
    made = (
        f"<entry>\n<id>{attribute(key)}</id>\n<title>{attribute(named)}</title>\n<updated>{updated}</updated>\n"
        f'<link href="{attribute(url)}"/>\n<content>{attribute(lines)}</content>\n</entry>\n'
    )
    item = {"id": key, "url": url, "title": named, "content_text": lines or named, "date_modified": updated}
    return Entry(made, _json(item), updated)


def atom(feed: Feed, entries: Sequence[Entry]) -> str:
    """Return the Atom form of a feed."""
    url, title, site = (attribute(flat(text)) for text in (feed.url, feed.title, feed.site))
    head = (
        f'{XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{attribute(feed.language)}">\n<id>{url}</id>\n'
        f"<title>{title}</title>\n<updated>{_latest(entries)}</updated>\n<author><name>{site}</name></author>\n"
        f'<link href="{url}"/>\n<link rel="self" type="{ATOM}" href="{attribute(feed.atom)}"/>\n'
    )
    body = "".join(each.atom for each in entries)
    return f"{head}{body}</feed>\n"


def json_feed(feed: Feed, entries: Sequence[Entry]) -> str:
    """Return the JSON form of a feed."""
    head = _json(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": flat(feed.title),
            "home_page_url": feed.url,
            "feed_url": feed.json,
            "language": feed.language,
        }
    )
    items = ",\n".join(each.json for each in entries)
    return f'{head[:-1]},"items":[\n{items}\n]}}\n'


def opml(title: str, groups: Mapping[str, Iterable[Feed]]) -> str:
    """Return the list of all feeds, which feed readers import.

    Args:
        title: of the list.
        groups: feeds by heading; those under no heading come first.
    """
    body = []
    for heading, feeds in groups.items():
        lines = "".join(map(_outline, feeds))
        body.append(f'<outline text="{attribute(flat(heading))}">\n{lines}</outline>\n' if heading and lines else lines)
    name, lines = attribute(flat(title)), "".join(body)
    return f'{XML}<opml version="2.0">\n<head><title>{name}</title></head>\n<body>\n{lines}</body>\n</opml>\n'


def _outline(feed: Feed) -> str:
    title, url, page = (attribute(flat(text)) for text in (feed.title, feed.atom, feed.url))
    return f'<outline type="rss" text="{title}" title="{title}" xmlUrl="{url}" htmlUrl="{page}"/>\n'


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _latest(entries: Iterable[Entry]) -> str:
    return max((each.updated for each in entries), default=DAWN)


@lru_cache(maxsize=1 << 14)
def _instant(day: str) -> str:
    """Return the first moment of a day, month or year; nothing where there is no such day."""
    whole = f"{day}-01-01"[:10] if day else ""
    try:
        return f"{date.fromisoformat(whole).isoformat()}T00:00:00Z"
    except ValueError:
        return ""
