"""Every internal link of the demo leads somewhere."""

from collections import deque
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from crawl import broken, documents

pytestmark = pytest.mark.browser
KINDS = ("authors", "venues", "years")


class _Any(yaml.SafeLoader):
    """Reads mkdocs.yml whatever tags its values have."""


_Any.add_multi_constructor("", lambda _loader, _suffix, node: getattr(node, "value", None))


def _base(demo: Path) -> str:
    config = yaml.load((demo / "mkdocs.yml").read_text(encoding="utf-8"), _Any)  # noqa: S506 - a safe loader
    url = config["site_url"]
    return f"{url.rstrip('/')}/" if isinstance(url, str) else "https://example.org/papercat/"


def test_every_link_and_anchor_resolves(demo: Path) -> None:
    """No page of the site points to a page, a file or an anchor that is not there."""
    assert list(broken(demo / "site", _base(demo))) == []


def test_every_page_can_be_reached(demo: Path) -> None:
    """From the home page, following links, a reader comes to each page but the 404 page."""
    pages = documents(demo / "site")
    base = "https://example.org/"
    reached, waiting = {"index.html"}, deque(["index.html"])
    while waiting:
        name = waiting.popleft()
        for link in pages[name].links:
            path = unquote(urlsplit(urljoin(base + name.removesuffix("index.html"), link)).path.removeprefix("/"))
            target = f"{path}index.html" if path == "" or path.endswith("/") else path
            if target in pages and target not in reached:
                reached.add(target)
                waiting.append(target)
    # a list of nothing has its address, and nobody leads there
    empty = {f"{kind}/index.html" for kind in KINDS if not any((demo / "site" / kind).glob("*/index.html"))}
    assert set(pages) - reached - empty - {"404.html"} == set()
