"""Papercat's own list: a line a paper, which `papercat export markdown` writes and anybody may go on writing."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from markdown_it import MarkdownIt

from papercat.readers.links import known_ids
from papercat.readers.markdown.blocks import Piece, pieces
from papercat.readers.rows import Row

MARK = "<!-- Papercat: a paper a line -->"
DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
PUBMED = re.compile(r"https://pubmed\.ncbi\.nlm\.nih\.gov/(\d+)/?$")
_parser = MarkdownIt("commonmark", {"html": False})


def is_own(text: str) -> bool:
    """Tell whether a text is such a list."""
    return MARK in text


def rows(source: str) -> Iterator[Row]:
    """Yield the papers."""
    for number, line in enumerate(source.split("\n"), 1):
        if line.startswith("- "):
            row = _row(pieces(_parser.parseInline(line[2:])[0]))
            reason = "" if row.get("title") else "a line without a title in bold"
            yield Row(number, row, reason=reason, raw=line)


def _row(runs: list[Piece]) -> dict[str, object]:
    title = "".join(run.text for run in runs if run.strong)
    venue = "".join(run.text for run in runs if run.slanted and not run.strong and not run.url)
    said = "".join(run.text for run in runs if not (run.strong or run.slanted or run.url))
    facts = [fact for fact in map(str.strip, said.split(" · ")) if fact.strip(" ·")]
    date = facts.pop() if facts and DATE.fullmatch(facts[-1]) else ""
    names = re.split(r";\s*" if facts and ";" in facts[0] else r",\s*", facts[0]) if facts else []
    ids: dict[str, str] = {}
    links: list[dict[str, str]] = []
    for run in runs:
        if not run.url or any(link["url"] == run.url for link in links):
            continue
        known = {scheme: unquote(value) for scheme, value in known_ids(run.url) if value}
        if match := PUBMED.match(run.url):
            known["pmid"] = match[1]
        ids |= {scheme: value for scheme, value in known.items() if scheme not in ids}
        if not known or not (run.strong or run.text in known):
            links.append({"url": run.url, "kind": "page" if run.strong else run.text})
    people = [{"name": name.strip()} for name in names if name.strip()]
    return {"title": title, "authors": people, "venue": venue, "date": date, "links": links, **ids}
