"""Lists of papers, read as Zotero reads them: its translator COinS.js, and parseContextObject of its openurl.js."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabricated import HOSTILE, catalogue
from papercat import pages
from papercat.outputs import bibliographies, citing, coins
from papercat.outputs.details import Kind
from papercat.records import Author, Paper
from papercat.search import bundle
from papercat.settings import Options, Settings

JOURNAL, BOOK = "info:ofi/fmt:kev:mtx:journal", "info:ofi/fmt:kev:mtx:book"
GENRES = {"bookitem": "bookSection", "conference": "conferencePaper", "proceeding": "conferencePaper"}


class Spans(HTMLParser):
    """The titles of spans that COinS.js looks at: those with the class and a title."""

    def __init__(self, html: str) -> None:
        """Read them."""
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a title."""
        named = dict(attrs)
        self.tags.append(tag)
        if tag == "span" and "Z3988" in (named.get("class") or "").split() and named.get("title"):
            self.found.append(named["title"] or "")


def _as_zotero(context: str) -> dict[str, object]:
    """Read one context object: the type by format and genre, then a field a part, plus signs as spaces."""
    parts = context.split("&")
    form = next(unquote(part[12:]) for part in parts if part.startswith("rft_val_fmt="))
    genre = next((part[10:] for part in parts if part.startswith("rft.genre=")), "")
    kind = "journalArticle" if form == JOURNAL else GENRES.get(genre, "book") if form == BOOK else ""
    item: dict[str, object] = {"itemType": kind}
    people: list[str] = []
    venue = "rft.jtitle" if kind == "journalArticle" else "rft.btitle"
    for part in parts:
        key, value, *_ = part.split("=")
        said = unquote(re.sub(r"\+|%2[bB]", " ", value))
        if key == "rft_id" and said.startswith("info:doi"):
            item["DOI"] = said[9:]
        elif key == "rft_id" and re.match("https?://", said):
            item["url"] = said
        elif key == "rft.au" and said:
            people.append(said)
        elif key in {"rft.volume", "rft.issue", "rft.pages"}:
            item[key[4:]] = said
        elif said and key in {"rft.atitle", venue, "rft.date"}:
            item[{"rft.atitle": "title", "rft.date": "date"}.get(key, "publicationTitle")] = said
    return item | {"creators": people}


def test_zotero_takes_everything_that_a_citation_needs() -> None:
    """Type, title, each author, venue, date, DOI; without one, the address."""
    paper = Paper(
        id="x",
        title="Fabricated & <Reliable> Results = 100%",
        authors=(Author("Ada Example"), Author("Bo O'Madeup")),
        date="2024-05",
        venue="Conference on Invented Systems",
        ids={"doi": "10.0000/a(b)"},
    )
    (said,) = Spans(coins.span(paper)).found
    assert _as_zotero(said) == {
        "itemType": "conferencePaper",
        "title": paper.title,
        "creators": ["Ada Example", "Bo O'Madeup"],
        "date": "2024-05",
        "publicationTitle": paper.venue,
        "DOI": "10.0000/a(b)",
    }
    journal = Paper(id="y", title="Y", venue="Journal of Made-Up Results", ids={"arxiv": "2405.00001"})
    (said,) = Spans(coins.span(journal)).found
    assert _as_zotero(said)["itemType"] == "journalArticle"
    assert _as_zotero(said)["url"] == "https://arxiv.org/abs/2405.00001"


def test_zotero_takes_volume_and_pages() -> None:
    """What the source called an article is one, though its venue has no journal's name."""
    extra = {"entrytype": "article", "volume": 7, "number": "1", "pages": "12\N{EN DASH}34"}
    (said,) = Spans(coins.span(Paper(id="x", title="X", venue="Fabricated Cell", extra=extra))).found
    item = _as_zotero(said)
    assert item["itemType"] == "journalArticle"
    assert (item["volume"], item["issue"], item["pages"]) == ("7", "1", "12-34")


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)), st.text())
def test_nothing_of_a_record_leaves_the_attribute(title: str, name: str) -> None:
    """One span comes out of Markdown, whatever the record says, and its title has the paper's in it."""
    paper = Paper(id="x", title=title, authors=(Author(name),))
    read = Spans(markdown.markdown(f"- [a](b) *c*{coins.span(paper)} d", extensions=["attr_list", "md_in_html"]))
    assert read.tags == ["ul", "li", "a", "em", "span"]
    expected = citing.clean(title).replace("+", " ").encode("utf-8", "replace").decode()
    assert _as_zotero(read.found[0]).get("title", "") == expected


def test_the_scripts_say_the_same() -> None:
    """What a script offers to Zotero has the format, the genre and the place of the venue that a page has."""
    table = re.search(r"^const COINS = (\{.*?)^\}", bundle.source("cite.js"), re.MULTILINE | re.DOTALL)
    assert table
    words = {word: kind for kind, (word, _) in bibliographies.BIBTEX.items()} | {"mastersthesis": Kind.THESIS}
    scripts = json.loads(re.sub(r"(\w+): ", r'"\1": ', table[1]).rstrip().rstrip(",") + "}")
    assert {words[word]: tuple(form) for word, form in scripts.items()} == coins.FORMATS


@pytest.mark.parametrize("wanted", [True, False])
def test_zotero_offers_the_papers_of_a_list(wanted: bool) -> None:  # noqa: FBT001 - both sides of a setting
    """On a page of each kind of list Zotero finds every paper, where the setting asks for it, and else nothing."""
    options = Options(per_page=20, zotero_lists=wanted)
    made = {page.path: str(page.content) for page in pages.pages(catalogue(60), Settings(options=options))}
    for folder in ("papers", "tags", "names", "authors", "venues", "years"):
        own = (path for path in sorted(made) if re.fullmatch(rf"{folder}/(?!index|page-)[^/]+\.md", path))
        path = "papers/index.md" if folder == "papers" else next(own)
        cards = re.findall(r"^- \[", made[path], re.MULTILINE)
        spans = Spans(made[path]).found
        assert cards
        assert len(spans) == (len(cards) if wanted else 0), path
        assert all(_as_zotero(one)["itemType"] in {"journalArticle", "conferencePaper"} for one in spans)
