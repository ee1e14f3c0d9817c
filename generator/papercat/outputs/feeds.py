"""Feeds: Atom (RFC 4287), JSON Feed 1.1, and OPML as the list of them; an entry is made once and used in many feeds.

An entry has the whole abstract as plain text, which no feed reader can take for anything else. Its `updated` comes from
the record, so that the same records give the same bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
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


@dataclass(frozen=True)
class Entry:
    """What a feed says of a paper or of something that happened; each form is made when a feed first asks for it."""

    id: str
    """Its permanent name, an absolute address."""
    url: str
    """The page that says it, absolute."""
    title: str
    text: str
    """Plain; may be empty."""
    updated: str
    """A moment, as RFC 3339 writes it, as all here."""
    published: str = ""
    elsewhere: str = ""
    """Where the paper itself lies."""
    people: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    @cached_property
    def atom(self) -> str:
        """Return its Atom form."""
        return "".join(
            [
                f"<entry>\n<id>{attribute(self.id)}</id>\n<title>{attribute(self.title)}</title>\n",
                f"<updated>{self.updated}</updated>\n",
                f"<published>{self.published}</published>\n" if self.published else "",
                f'<link href="{attribute(self.url)}"/>\n',
                f'<link rel="related" href="{attribute(self.elsewhere)}"/>\n' if self.elsewhere else "",
                *(f"<author><name>{attribute(name)}</name></author>\n" for name in self.people),
                *(f'<category term="{attribute(label)}"/>\n' for label in self.labels),
                f"<content>{attribute(self.text)}</content>\n</entry>\n",
            ]
        )

    @cached_property
    def json(self) -> str:
        """Return its form in a JSON Feed."""
        item = {
            "id": self.id,
            "url": self.url,
            "external_url": self.elsewhere,
            "title": self.title,
            "content_text": self.text or self.title,
            "date_published": self.published,
            "date_modified": self.updated,
            "authors": [{"name": name} for name in self.people],
            "tags": self.labels,
        }
        return _json({key: value for key, value in item.items() if value})


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
    url, published = f"{site_url}{paths.paper(paper.id)}", _instant(paper.date)
    return Entry(
        id=url,
        url=url,
        title=flat(formulas.spoken(paper.title)) or "Untitled",
        text="\n\n".join(map(flat, BLANK.split(formulas.spoken(paper.abstract)))),
        updated=max(_instant(paper.updated), _instant(arrival(paper))) or published or DAWN,
        published=published,
        elsewhere=flat(citing.address(paper)),
        people=tuple(filter(None, (flat(author.name) for author in paper.authors))),
        labels=tuple(filter(None, map(flat, tags))),
    )


def article(url: str, title: str, day: str, text: str, anchor: str = "") -> Entry:
    """Return an entry that is about no single paper.

    Args:
        url: of the page that says it, absolute.
        title: what it is.
        day: YYYY-MM-DD, of its last change.
        text: plain, lines as they stand.
        anchor: tells entries with one page apart; the entry's permanent name is page and anchor.
    """
    lines = "\n".join(map(flat, text.splitlines()))
    return Entry(f"{url}#{anchor}" if anchor else url, url, flat(title), lines, _instant(day) or DAWN)


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
