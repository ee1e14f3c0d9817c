"""Links between pages, resolved as MkDocs resolves them."""

import posixpath
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

from mkdocs.utils import get_relative_url


class Way(dict[str, str]):
    """Links as they stand in the Markdown of one place, and what they become there; worked out when asked for."""

    def __init__(self, urls: Mapping[str, str], folder: str, own: str) -> None:
        """Take the URL of every file, the folder that links start from, and the URL of a page there."""
        super().__init__()
        self._urls, self._folder, self._own = urls, folder, own
        self.cards: dict[str, str] = {}
        """List items converted for pages of this place."""

    def __missing__(self, link: str) -> str:
        """Return what the link becomes.

        Raises:
            KeyError: it leads to no file, or in a way that MkDocs would warn of.
        """
        scheme, host, path, query, anchor = urlsplit(link)
        if scheme or host or not path:
            self[link] = link
            return link
        if path.startswith("/") or query:
            raise KeyError(link)
        url = get_relative_url(self._urls[posixpath.normpath(posixpath.join(self._folder, unquote(path)))], self._own)
        self[link] = made = f"{url}#{anchor}" if anchor else url
        return made


class Links:
    """The site's files and the ways between them.

    Pages beside each other have the same way to everything but themselves.
    """

    def __init__(self, urls: Mapping[str, str], theme: Iterable[str] = ()) -> None:
        """Take the site.

        Args:
            urls: URL of every file by its path below `docs/`.
            theme: URLs that the theme's own links lead to: the navigation.
        """
        self.urls = urls
        self.folders = frozenset(
            "/".join(url.split("/")[:count]) for url in theme for count in range(url.count("/") + 1)
        )
        self._ways: dict[str, Way] = {}

    def way(self, source: str, body: str = "") -> Way:
        """Return what the links on the page made from `source` become.

        Args:
            source: the page's file.
            body: its text; a page that links to itself or to pages below it has a way of its own.
        """
        folder, own = posixpath.dirname(source), self.urls[source]
        name = posixpath.basename(source)
        if name == "index.md" or name in body or f"{name.removesuffix('.md')}/" in body:
            return Way(self.urls, folder, own)
        if folder not in self._ways:
            for other in self._ways.values():
                # pages come folder by folder; what one folder remembered serves no other
                other.cards.clear()
            self._ways[folder] = Way(self.urls, folder, f"{folder}/\ue000/" if folder else "\ue000/")
        return self._ways[folder]

    def target(self, link: str, source: str) -> tuple[str, str] | None:
        """Return file and anchor that a link names, or None where it has no anchor or leads elsewhere."""
        path, hash_, anchor = link.partition("#")
        if not hash_ or "://" in path or path.startswith("mailto:"):
            return None
        return posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(path))) if path else source, anchor
