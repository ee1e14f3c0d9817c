"""What other programs fetch from a site."""

import gzip
from typing import Final

from lxml import etree

from fabricated import catalogue
from papercat import pages
from papercat.outputs import DOWNLOADS
from papercat.pages.downloads import Records
from papercat.settings import Options, Settings

URL = "https://fabricated.example/papers-of-ours/"
FORMS: Final = ("jsonl", "bibtex", "ris", "csl", "markdown")
SETTINGS = Settings(site_name="Fabricated & <b>, at length", site_url=URL, options=Options(downloads=FORMS))

SETTINGS_BARE = Settings()
PACKED = "downloads/records.jsonl.gz"


def _made(settings: Settings = SETTINGS) -> dict[str, str | bytes]:
    records = Records({"2024.jsonl": 1_234_567, "undated.jsonl": 12})
    return {page.path: page.content for page in pages.pages(catalogue(30), settings, records)}


def test_downloads_are_the_exports() -> None:
    """Each form that the settings name is the export of that name, packed; the page says how large each is."""
    site = _made()
    text = str(site["downloads/index.md"])
    for form, name in zip(FORMS, ("jsonl", "bib", "ris", "csl.json", "md.txt"), strict=True):
        packed = site[f"downloads/papers.{name}.gz"]
        assert isinstance(packed, bytes)
        assert gzip.decompress(packed) == b"".join(make(*of) for make, of in DOWNLOADS[form](catalogue(30), SETTINGS))
        assert f"](papers.{name}.gz) |" in text
    assert "[2024.jsonl](../catalogue/2024.jsonl) | Records as they are kept | 1.2 MB |" in text
    assert "| 1 KB |" in text


def test_records_are_packed_where_their_files_are_left_out() -> None:
    """A site without `docs/catalogue/` offers all records in one file; one with it offers the files alone."""
    kept = b'{"id": "fabricated"}\n'
    bare = [
        page for part in pages.parts(catalogue(3), SETTINGS_BARE, Records({}, lambda: kept)) for page in part.make()
    ]
    assert [gzip.decompress(p.content) for p in bare if p.path == PACKED and isinstance(p.content, bytes)] == [kept]
    assert PACKED not in _made(SETTINGS_BARE)


def test_the_same_records_give_the_same_files() -> None:
    """No moment of the build is in a packed file."""
    assert _made() == _made()


def test_browsers_can_add_the_search() -> None:
    """The OpenSearch description names the site in 16 characters and leads to the search; the home page names it."""
    site = _made()
    root = etree.fromstring(str(site["opensearch.xml"]).encode())
    short = root.findtext("{*}ShortName") or ""
    assert short == "Fabricated & <b…"
    assert len(short) <= 16
    assert next(url.get("template") for url in root.iterfind("{*}Url")) == f"{URL}search/?q={{searchTerms}}"
    assert "opensearch.xml" in str(site["index.md"])


def test_language_models_find_the_data() -> None:
    """`llms.txt` begins with the name, says what this is, and links lists and data by absolute addresses."""
    text = str(_made()["llms.txt"])
    assert text.startswith("# Fabricated &amp; &lt;b&gt;, at length\n\n> ")
    assert f"- [Papers]({URL}papers/): 30 papers" in text
    assert f"- [Feeds]({URL}feeds.opml)" in text


def test_a_site_without_an_address_offers_what_it_can() -> None:
    """Files are there, and nothing that needs an absolute address."""
    site = _made(Settings())
    assert "downloads/papers.bib.gz" in site
    assert "opensearch.xml" not in site
    assert "opensearch" not in str(site["index.md"])
