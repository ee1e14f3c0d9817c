"""What our own BibTeX, RIS, CSL-JSON and JSONL exports hold comes back: nothing is lost on the way out and home."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat import readers
from papercat.catalogue import Catalogue
from papercat.outputs import bibliographies, dumps, reading
from papercat.records import Author, Link, Paper, Source
from papercat.settings import Settings

WORD = st.text(st.sampled_from("abcdefgßéøčxyz"), min_size=2, max_size=7)
_SIGNS = ["BERT", "50%", "R&D", "C#", "a_b", "{x}", "~", "^", "\\", '"quoted"', "a < b", "中文", "$5"]
TITLE = st.lists(WORD | st.sampled_from(_SIGNS), min_size=1, max_size=6).map(lambda words: f"ab {' '.join(words)}")
PARTS = st.tuples(WORD, st.sampled_from(["", "von ", "B. ", "van der "]), WORD, st.sampled_from(["", " Jr.", " III"]))
NAME = PARTS.map(lambda parts: f"{parts[0].title()} {parts[1]}{parts[2].title()}{parts[3]}")
PAPERS = st.builds(
    Paper,
    id=st.from_regex(r"[a-z]{3,9}", fullmatch=True),
    title=TITLE,
    abstract=TITLE | st.just(""),
    authors=st.lists(st.builds(Author, NAME), max_size=3, unique=True).map(tuple),
    date=st.sampled_from(["", "2020", "2020-02", "2020-02-09"]),
    venue=st.sampled_from(["", "Conference on Fabrication", "Journal of Made-Up Results", "R & D"]),
    ids=st.fixed_dictionaries(
        {},
        optional={
            "doi": st.sampled_from(["10.9999/fabricated.1", "10.9999/a_b(1)"]),
            "arxiv": st.just("2401.99991"),
            "pmid": st.just("99999991"),
        },
    ),
    links=st.lists(
        st.sampled_from([
            Link("https://example.org/a_b.pdf", "pdf"),
            Link("https://github.com/fabricated/x", "code"),
            Link("https://example.org/page", "page"),
        ]),
        max_size=3,
        unique=True,
    ).map(tuple),
    keywords=st.lists(WORD, max_size=3, unique=True).map(tuple),
)  # fmt: skip


def _held(paper: Paper) -> tuple[object, ...]:
    return (paper.title, paper.abstract, paper.authors, paper.date, paper.venue, paper.keywords)


def _back(text: str, form: str) -> Paper:
    reading = readers.read(text.encode(), "fabricated", format=form)
    assert not reading.faults
    (paper,) = reading.papers
    return paper


@settings(max_examples=40)
@given(PAPERS)
def test_ris_comes_back(paper: Paper) -> None:
    """RIS holds the text, the people, DOI, arXiv identifier and every link; a page's kind its address tells."""
    back = _back("".join(bibliographies.ris_file([paper])), "ris")
    assert _held(back) == _held(paper)
    assert back.sources[0].key == paper.id
    assert {**back.ids, **paper.ids, "pmid": ""} == {**back.ids, "pmid": ""}
    assert set(paper.links) <= {*back.links, Link("https://example.org/page", "page")}
    assert {link.url for link in paper.links} <= {link.url for link in back.links}


@settings(max_examples=40)
@given(PAPERS)
def test_csl_comes_back(paper: Paper) -> None:
    """CSL-JSON holds the text, the people, the identifiers and one address."""
    back = _back("".join(bibliographies.csl_file([paper])), "csl")
    assert _held(back) == _held(paper)
    assert back.sources[0].key == paper.id
    assert back.ids == paper.ids
    assert bool(back.links) == bool(paper.links or paper.ids.keys() & {"doi", "arxiv"})


@settings(max_examples=40)
@given(PAPERS)
def test_bibtex_comes_back(paper: Paper) -> None:
    """BibTeX holds the text, the people, the identifiers and one address; its special characters survive both ways."""
    back = _back("".join(bibliographies.bibtex_file((paper,))), "bibtex")
    assert _held(back) == _held(paper)
    assert back.ids == paper.ids
    assert bool(back.links) == bool(paper.links or paper.ids.keys() & {"doi", "arxiv"})


MARKED = st.sampled_from(["*a*", "_a_", "a_b", "[x](y)", "<b>", "$\\alpha_{i}$", "\\*", "`x`", "5'th", "T. ~x~ #", "|"])
LISTED = st.builds(
    lambda paper, words, name: msgspec.structs.replace(
        paper,
        title=" ".join([paper.title, *words]),
        venue=paper.venue and " ".join([paper.venue, *words]),
        authors=(*paper.authors, *(Author(one) for one in name)),
        abstract="",
        keywords=(),
    ),
    PAPERS,
    st.lists(MARKED, max_size=3),
    st.lists(st.sampled_from(["T. Brown", "Lee, Kim", "Ann O'Neil", "Bo Lee Jr."]), max_size=2, unique=True),
)


@settings(max_examples=60)
@given(LISTED, st.sampled_from(["", "https://example.org/"]))
def test_markdown_comes_back(paper: Paper, site: str) -> None:
    """The list for people holds title, all authors, date, venue, identifiers and links; signs of Markdown are text."""
    text = "".join(reading.markdown(Catalogue(papers=(paper,)), Settings(site_url=site)))
    assert "&#" not in text
    back = _back(text, "")
    assert _held(back) == _held(paper)
    assert back.ids == paper.ids
    assert {link.url for link in paper.links} <= {link.url for link in back.links}
    kinds = {link.url: link.kind for link in back.links}
    assert all(kinds[link.url] in {link.kind, "page"} for link in paper.links)


def test_markdown_is_plain_text_where_markdown_allows_it() -> None:
    """Quotes, dots of initials, hyphens and formulas are as a person writes them."""
    paper = Paper(
        id="a",
        title="The 5'th of $x_i$ & co. (2nd): C#",
        authors=(Author("T. Brown"), Author("A. B. Lee-Li")),
        date="2019",
    )
    text = "".join(reading.markdown(Catalogue(papers=(paper,)), Settings()))
    assert text.endswith(
        "- **The 5'th of $x_i$ & co. (2nd): C#** \N{MIDDLE DOT} T. Brown, A. B. Lee-Li \N{MIDDLE DOT} 2019\n"
    )


@settings(max_examples=40)
@given(PAPERS, st.sampled_from([{}, {"session": "Cold things"}, {"year": 1999, "said": [{"of": [0], "date": "2019"}]}]))
def test_the_enriched_export_comes_back(paper: Paper, extra: dict[str, object]) -> None:
    """JSONL holds the whole record under `source`; what was found out is found anew."""
    paper = msgspec.structs.replace(paper, extra=extra, sources=(Source("list.bib", "key", "2026-01-01"),))
    (line,) = dumps.enriched(Catalogue(papers=(paper,)))
    assert _back(line.decode(), "jsonl") == paper
