"""Links between pages, resolved as MkDocs resolves them."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

from mkdocs.utils import get_relative_url

from papercat.builder.markdown import Items

PAPERS = "papers"
"""The top folder of what most lists hold."""


class Way(dict[str, str]):
    """Links as they stand in the Markdown of one place, and what they become there; worked out when asked for."""

    def __init__(self, urls: Mapping[str, str], folder: str, own: str, items: dict[str, str]) -> None:
        """Take the site.

        Args:
            urls: URL of every file.
            folder: where links start from.
            own: the URL of a page there.
            items: list items converted for other pages at this depth.
        """
        super().__init__()
        self._urls, self._folder, self._own = urls, folder, own
        self._top = own.partition("/")[0]
        self._up = "../" * (folder.count("/") + 1) if folder else ""
        self._out = "../" * own.count("/")
        self.cards = Items(f"]({self._up}{PAPERS}/", items) if folder and self._top != PAPERS else None

    def __missing__(self, link: str) -> str:
        """Return what the link becomes.

        Raises:
            KeyError: it leads to no file, or in a way that MkDocs would warn of.
        """
        self[link] = made = self._plain(link) or self._as_mkdocs(link)
        return made

    def _plain(self, link: str) -> str:
        """Return where a link to elsewhere, to another top folder or beside this page leads, as most do; or nothing."""
        if link.startswith(("https://", "http://")):
            return link
        path, hash_, anchor = link.partition("#")
        if path.startswith(self._up):
            url = self._urls.get(path[len(self._up) :], "")
            made = self._out + url if url and self._up and not url.startswith(f"{self._top}/") else ""
        else:
            beside = f"{self._folder}/"
            url = self._urls.get(beside + path, "") if "/" not in path else ""
            made = "../" + url[len(beside) :] if url.startswith(beside) and self._own.startswith(beside) else ""
            # a page of a list has its folder above it
            made = made if self._own.count("/") == beside.count("/") + 1 else ""
        return f"{made}#{anchor}" if made and hash_ and anchor else made

    def _as_mkdocs(self, link: str) -> str:
        scheme, host, path, query, anchor = urlsplit(link)
        if scheme or host or not path:
            return link
        if path.startswith("/") or query:
            raise KeyError(link)
        url = get_relative_url(self._urls[posixpath.normpath(posixpath.join(self._folder, unquote(path)))], self._own)
        return f"{url}#{anchor}" if anchor else url


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
        self._items: defaultdict[tuple[int, int], dict[str, str]] = defaultdict(dict)

    def way(self, source: str, body: str = "") -> Way:
        """Return what the links on the page made from `source` become.

        Args:
            source: the page's file.
            body: its text; a page that links to itself or to pages below it has a way of its own.
        """
        folder, _, name = source.rpartition("/")
        own = self.urls[source]
        if name == "index.md" or name in body or f"{name.removesuffix('.md')}/" in body:
            return self._way(folder, own)
        if folder not in self._ways:
            self._ways[folder] = self._way(folder, f"{folder}/\ue000/" if folder else "\ue000/")
        return self._ways[folder]

    def _way(self, folder: str, own: str) -> Way:
        return Way(self.urls, folder, own, self._items[folder.count("/"), own.count("/")])

    def target(self, link: str, source: str) -> tuple[str, str] | None:
        """Return file and anchor that a link names, or None where it has no anchor or leads elsewhere."""
        path, hash_, anchor = link.partition("#")
        if not hash_ or "://" in path or path.startswith("mailto:"):
            return None
        return posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(path))) if path else source, anchor
