"""Sitemaps by the protocol of sitemaps.org."""

import gzip

from lxml import etree

from papercat.outputs import sitemaps
from papercat.page import Page
from papercat.records import Paper, Source

URL = "https://fabricated.example/a&b/"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
# fabricated
PAPERS = (
    Paper(id="a", title="A", sources=(Source("x", read="2024-01-02", last="2024-03-04"),)),
    Paper(id="b", title="B", sources=(Source("x", read="2024-01-02"),)),
    Paper(id="c", title="C"),
)


def _places(page: Page, path: str) -> list[str]:
    root = etree.fromstring(page.content.encode() if isinstance(page.content, str) else gzip.decompress(page.content))
    return [element.text or "" for element in root.iterfind(path, NAMES)]


def test_every_page_is_listed_once_with_its_day() -> None:
    """The home page first; a paper says when a source last said something new of it."""
    files = ["papers/b.md", "about.md", "index.md", "papers/a.md", "papers/index.md", "tags/x/page-2.md", "about.md"]
    [page] = sitemaps.sitemap(files, PAPERS, URL)
    assert page.path == "sitemap.xml"
    places = ["", "about/", "papers/a/", "papers/b/", "papers/", "tags/x/page-2/"]
    assert _places(page, "s:url/s:loc") == [URL + place for place in places]
    assert _places(page, "s:url[s:lastmod]/s:loc") == [f"{URL}papers/a/", f"{URL}papers/b/"]
    assert _places(page, "s:url/s:lastmod") == ["2024-03-04", "2024-01-02"]


def test_many_pages_have_an_index() -> None:
    """No file, packed, has more than 50,000 addresses, and all are in some file that the index names."""
    files = [f"papers/{number:06}.md" for number in range(120_000)]
    index, *parts = sitemaps.sitemap(files, (), URL)
    assert _places(index, "s:sitemap/s:loc") == [URL + part.path for part in parts]
    listed = [_places(part, "s:url/s:loc") for part in parts]
    assert max(map(len, listed)) == 50_000
    assert [place for part in listed for place in part] == [f"{URL}papers/{number:06}/" for number in range(120_000)]


def test_a_site_without_an_address_lists_nothing() -> None:
    """The file is there, since the theme asks for it, and it is valid."""
    [page] = sitemaps.sitemap(["index.md"], PAPERS, "")
    assert _places(page, "s:url/s:loc") == []
    assert "Sitemap" not in str(sitemaps.robots("").content)


def test_crawlers_are_told_where_it_is() -> None:
    """`robots.txt` allows all and names the sitemap."""
    assert sitemaps.robots(URL).content == f"User-agent: *\nAllow: /\nSitemap: {URL}sitemap.xml\n"
