"""What the head of a paper's page says, read as the programs read that it is for."""

import json
import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from fabricated import HOSTILE, catalogue
from papercat.outputs import heads
from papercat.records import Author, Link, Paper

# fabricated
PAPER = Paper(
    id="a-fabricated-paper",
    title='Fabricated & "quoted" <b>',
    authors=(Author("Ada van Example", orcid="0000-0002-1825-0097"), Author("Bo Madeup")),
    date="2024-05-12",
    venue="Conference on Invented Systems",
    ids={"doi": "10.0000/fabricated.1", "arxiv": "2405.00001"},
    links=(Link("https://example.org/a.pdf?x=1&y=2", "pdf"),),
    extra={"license": "https://creativecommons.org/licenses/by/4.0/"},
)


class Head(HTMLParser):
    """The elements of a head: their attributes, and the text of scripts."""

    def __init__(self, html: str) -> None:
        """Read it."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Keep text apart by where it stands."""
        (self.scripts if self.elements and self.elements[-1][0] == "script" else self.text).append(data)

    def said(self, name: str) -> list[str]:
        """Return the contents of the meta elements of a name or property."""
        return [
            a["content"] for tag, a in self.elements if tag == "meta" and name in {a.get("name"), a.get("property")}
        ]

    def led(self, rel: str) -> list[str]:
        """Return where links of a kind lead."""
        return [a["href"] for tag, a in self.elements if tag == "link" and a["rel"] == rel]


def _head(paper: Paper) -> Head:
    return Head(heads.paper(paper, paper.links))


def _as_zotero(head: Head) -> dict[str, object]:
    """Read a page as Zotero's Embedded Metadata translator does: Highwire's names first, a comma parts no author."""
    types = {"citation_conference_title": "conferencePaper", "citation_journal_title": "journalArticle"}
    named = {a["name"]: a["content"] for tag, a in head.elements if tag == "meta" and a.get("name")}
    return {
        "type": next((kind for name, kind in types.items() if name in named), "journalArticle"),
        "title": named["citation_title"],
        "creators": [tuple(author.rsplit(" ", 1)) for author in head.said("citation_author")],
        "date": named.get("citation_publication_date"),
        "venue": next((named[name] for name in types if name in named), None),
        "DOI": named.get("citation_doi"),
        "pdf": named.get("citation_pdf_url"),
    }


def test_zotero_saves_a_paper() -> None:
    """All that Zotero's translator looks for is there, each author alone, the type told by the venue."""
    assert _as_zotero(_head(PAPER)) == {
        "type": "conferencePaper",
        "title": PAPER.title,
        "creators": [("Ada van", "Example"), ("Bo", "Madeup")],
        "date": "2024/05/12",
        "venue": "Conference on Invented Systems",
        "DOI": "10.0000/fabricated.1",
        "pdf": "https://example.org/a.pdf?x=1&y=2",
    }


def test_a_journal_and_a_preprint_are_what_they_are() -> None:
    """An article of a journal says so; a preprint has no venue, and arXiv's PDF stands in for its own."""
    journal = Paper(id="x", title="X", venue="Journal of Made-Up Results")
    preprint = Paper(id="x", title="X", venue="arXiv", ids={"arxiv": "2405.00001"})
    assert _as_zotero(_head(journal))["type"] == "journalArticle"
    assert not [name for name in ("citation_journal_title", "citation_conference_title") if _head(preprint).said(name)]
    assert _head(preprint).said("citation_arxiv_id") == ["2405.00001"]
    assert _head(preprint).said("citation_pdf_url") == ["https://arxiv.org/pdf/2405.00001"]


def test_shared_links_have_a_title() -> None:
    """OpenGraph's readers find title and type; one element serves them and Zotero. The address is the theme's."""
    head = _head(PAPER)
    assert head.said("og:title") == [PAPER.title]
    assert head.said("og:type") == ["article"]


def test_signposts_lead_where_fair_signposting_says() -> None:
    """What to cite, who wrote it, under which licence, and that the page is about it."""
    head = _head(PAPER)
    assert head.led("cite-as") == ["https://doi.org/10.0000/fabricated.1"]
    assert head.led("author") == ["https://orcid.org/0000-0002-1825-0097"]
    assert head.led("license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert head.led("type") == ["https://schema.org/AboutPage"]


def test_a_bare_paper_says_nothing_empty() -> None:
    """Title and abstract alone leave no empty element."""
    html = heads.paper(Paper(id="x", title="X"), ())
    assert 'content=""' not in html
    assert 'href=""' not in html
    assert json.loads(Head(html).scripts[0]) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": "X",
    }


def test_schema_org_knows_the_paper() -> None:
    """The JSON-LD is an article with its people and its venue; who has no ORCID is a name."""
    made = json.loads(_head(PAPER).scripts[0])
    assert made["headline"] == PAPER.title
    assert made["author"][0] == {
        "@type": "Person",
        "name": "Ada van Example",
        "sameAs": "https://orcid.org/0000-0002-1825-0097",
    }
    assert made["author"][1] == "Bo Madeup"
    assert made["isPartOf"]["name"] == "Conference on Invented Systems"
    assert made["sameAs"] == "https://doi.org/10.0000/fabricated.1"


@given(st.one_of(st.sampled_from(HOSTILE), st.text()))
def test_no_text_leaves_its_place(text: str) -> None:
    """Whatever stands in any field, the head has meta, link and one script, on one line, and text nowhere else."""
    paper = Paper(
        id="x",
        title=f"x {text}",
        authors=(Author(f"x {text}", orcid=text),),
        date="2024",
        venue=text,
        ids={"doi": text, "arxiv": text},
        extra={"license": text},
    )
    html = heads.paper(paper, (Link(f"https://example.org/{text}", "pdf"),))
    head = Head(html)
    assert {tag for tag, _ in head.elements} == {"meta", "link", "script"}
    assert not head.text
    assert len(head.scripts) == 1
    assert len(html.splitlines()) == 1
    assert not re.search("[<>&\u2028\u2029]", head.scripts[0])
    assert {name for _, attributes in head.elements for name in attributes} <= {
        "name", "property", "content", "rel", "href", "type",
    }  # fmt: skip
    assert all(a["href"].startswith("https://") for tag, a in head.elements if tag == "link")


def test_every_fabricated_paper_has_a_head() -> None:
    """Each says its title as it is, white space aside."""
    for paper in catalogue(40).papers:
        head = _head(paper)
        assert head.said("citation_title") == head.said("og:title")
        assert len(head.said("citation_author")) == len(paper.authors)
