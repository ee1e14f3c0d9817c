"""Reads a built site without a browser: every link, every anchor."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

ADDRESSED = {"href", "src", "poster", "action"}


@dataclass
class Document:
    """What one page points to, and what can be pointed to."""

    links: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Document()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ADDRESSED and value is not None:
                self.found.links.add(value)
            elif (name == "id" or (name == "name" and tag == "a")) and value:
                self.found.anchors.add(value)


def documents(site: Path) -> Mapping[str, Document]:
    """Return each page of the site by its path, `papers/x/index.html`."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        reader = _Reader()
        reader.feed(path.read_text(encoding="utf-8"))
        found[path.relative_to(site).as_posix()] = reader.found
    return found


def broken(site: Path, base: str) -> Iterator[str]:
    """Yield each internal link that leads nowhere, as `page: link`.

    Args:
        site: the built folder.
        base: its address, with a final slash; the 404 page uses it.
    """
    pages = documents(site)
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    for name, document in pages.items():
        for link in sorted(document.links):
            target, anchor = urldefrag(urljoin(base + name.removesuffix("index.html"), link))
            parts = urlsplit(target)
            if parts.scheme not in {"http", "https"} or not target.startswith(base):
                continue
            path = unquote(parts.path.removeprefix(urlsplit(base).path))
            path = f"{path}index.html" if path == "" or path.endswith("/") else path
            if path not in files:
                yield f"{name}: {link}"
            elif anchor and path in pages and unquote(anchor) not in pages[path].anchors | {"__top"}:
                yield f"{name}: {link} (no such anchor)"
