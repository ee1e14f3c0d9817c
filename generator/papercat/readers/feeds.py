"""RSS 2.0 and 1.0, and JSON Feed: any feed whose items are papers. Atom is `arxiv_atom`'s.

Formats: https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/, https://www.jsonfeed.org/version/1.1/.
What a feed says in HTML is kept as text.
"""

from papercat.errors import Fault, excerpt
from papercat.readers.arxiv_atom import ANNOUNCED
from papercat.readers.base import Fields, Format, Reading
from papercat.readers.dig import at, text, texts, things
from papercat.readers.jsonl import decoded
from papercat.readers.links import known_ids
from papercat.readers.markup import Element, children, find_all, line_of, text_at, text_of
from papercat.readers.rows import Row, from_xml, reading
from papercat.readers.services.values import Object, plain
from papercat.readers.values import mail_day


def looks_like_rss(head: str) -> float:
    """Say how much the text looks like RSS."""
    start = head[:4000]
    return 0.95 if "<rss" in start or ("<rdf:RDF" in start and "purl.org/rss/" in start) else 0.0


def read_rss(source: str, file: str, fields: Fields) -> Reading:
    """Read the items of a feed; arXiv's announcements give up their abstract."""
    return from_xml(source, file, fields, lambda root: map(_item, find_all(root, "item")))


def _item(item: Element) -> Row:
    page = text_at(item, "link")
    summary = plain(text_at(item, "encoded") or text_at(item, "description"))
    announced = ANNOUNCED.match(summary)
    new = announced is None or announced["type"] == "new"
    ids = dict(known_ids(page))
    doi = text_at(item, "doi") or text_at(item, "identifier")
    creators = [text_of(one) for one in children(item, "creator")] or [text_at(item, "author")]
    value: dict[str, object] = {
        "id": text_at(item, "guid") or page,
        "title": plain(text_at(item, "title")),
        "abstract": announced["abstract"] if announced else summary,
        "authors": [{"name": name} for one in creators for name in one.split(", ") if name],
        "date": (mail_day(text_at(item, "pubDate")) or text_at(item, "date")[:10]) if new else "",
        "venue": text_at(item, "publicationName") or text_at(item, "journal_reference"),
        "arxiv": announced["arxiv"] if announced else ids.get("arxiv", ""),
        "doi": doi if "10." in doi else ids.get("doi", ""),
        "page": "" if announced else page,
        "categories": [text_of(one) for one in children(item, "category")],
    }
    return Row(line_of(item), value)


def looks_like_json(head: str) -> float:
    """Say how much the text looks like a JSON Feed."""
    return 0.97 if head.lstrip()[:1] == "{" and "jsonfeed.org/version/" in head[:4000] else 0.0


def read_json(source: str, file: str, fields: Fields) -> Reading:
    """Read the items of a JSON Feed."""
    try:
        feed = decoded(source)
    except ValueError as error:
        fault = Fault(file=file, reason=f"not readable as JSON: {error}", raw=excerpt(source, 500))
        return Reading((), (fault,))
    listed = at(feed, "items")
    rows = (
        Row(0, _entry(item)) if isinstance(item, dict) else Row(0, reason="an item that is no object", raw=str(item))
        for item in (listed if isinstance(listed, list) else ())
    )
    return reading(rows, file, fields)


def _entry(item: Object) -> dict[str, object]:
    page = text(item, "external_url") or text(item, "url")
    ids = dict(known_ids(page))
    value: dict[str, object] = {
        "id": text(item, "id") or page,
        "title": plain(text(item, "title")),
        "abstract": text(item, "content_text") or plain(text(item, "content_html")) or plain(text(item, "summary")),
        "authors": [{"name": text(one, "name")} for one in things(item, "authors")]
        or [{"name": text(item, "author.name")}],
        "date": text(item, "date_published")[:10],
        "updated": text(item, "date_modified")[:10],
        "arxiv": ids.get("arxiv", ""),
        "doi": ids.get("doi", ""),
        "page": page,
        "categories": texts(item, "tags"),
    }
    return {key: one for key, one in value.items() if one not in ("", [], [{"name": ""}])}


RSS = Format("rss", looks_like_rss, read_rss, 0)
JSON = Format("json-feed", looks_like_json, read_json, 0)
