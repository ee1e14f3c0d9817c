"""BibTeX, RIS and CSL-JSON: what other programs read is what the record says, whatever it says."""

import re
from pathlib import Path

import bibtexparser
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat import readers, records
from papercat.outputs import bibliographies, citing, people, tex
from papercat.outputs.details import Kind, details, pages
from papercat.records import Author, Link, Paper

CASES = sorted((Path(__file__).parent / "cases").glob("*.jsonl"))
HOSTILE = st.text(st.sampled_from("ab \\{}$%#&_^~@,\"'=\n\r\t\0\x1b\u2028\ud800éß中") | st.characters(), max_size=40)
DATES = st.sampled_from(["", "2020", "2020-02", "2020-02-09"])
PAPERS = st.builds(
    Paper,
    id=st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True),
    title=HOSTILE,
    abstract=HOSTILE,
    authors=st.lists(st.builds(Author, HOSTILE), max_size=3).map(tuple),
    date=DATES,
    venue=HOSTILE | st.sampled_from(["ACL", "Journal of Fabricated Results", "arXiv"]),
    ids=st.dictionaries(st.sampled_from(["doi", "arxiv", "pmid", "x}y"]), HOSTILE, max_size=3),
    links=st.lists(st.builds(Link, HOSTILE.map(lambda text: f"https://example.org/{text}")), max_size=2).map(tuple),
    keywords=st.lists(HOSTILE, max_size=2).map(tuple),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_golden_cases(case: Path) -> None:
    """Each record of `cases/` comes out as the files beside it say; anyone can add a case."""
    paper = records.from_line(case.read_bytes())
    for ending, write in (("bib", bibliographies.bibtex), ("ris", bibliographies.ris), ("json", bibliographies.csl)):
        assert write(paper) == case.with_suffix(f".{ending}").read_text(encoding="utf-8"), ending


@given(st.lists(PAPERS, max_size=3, unique_by=lambda paper: paper.id))
@settings(max_examples=80)
def test_bibtex_of_anything_parses(papers: list[Paper]) -> None:
    """An independent parser finds every entry, under a key of its own; braces balance, control characters are gone."""
    text = "".join(bibliographies.bibtex_file(tuple(papers)))
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    assert not library.comments
    assert len(library.entries) == len({entry.key for entry in library.entries}) == len(papers)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]", text)
    assert text.count("{") == text.count("}")


@given(HOSTILE | st.from_regex(r"(\$[\\a-z{}^_ ]{0,12}\$ ?){1,2}", fullmatch=True))
@settings(max_examples=120)
def test_tex_runs_no_command_but_our_own(text: str) -> None:
    """Every command that is left in escaped text is a known one, and outside math every special sign is escaped."""
    made = tex.escape(text)
    own = {"textbackslash", "textbraceleft", "textbraceright", "textasciitilde", "textasciicircum"}
    assert set(re.findall(r"\\([A-Za-z]+)", made)) <= own | tex.MACROS
    # a comment sign, a parameter or a column sign is never bare, in math or out of it
    assert not re.search(r"(?<!\\)[%#&~]", made)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("BERT: a Model", "{BERT}: a Model"),
        ("Learning mRNA with GPT-4", "Learning {mRNA} with {GPT-4}"),
        ("Deep Multi-Task Learning", "Deep Multi-Task Learning"),
        ("Deep Q-Learning", "Deep {Q-Learning}"),
        ("Solving inverse problems with Markov chains", "Solving inverse problems with {Markov} chains"),
        (r"Regret of $\tilde{O}(\sqrt{T})$ in Bandits", r"Regret of $\tilde{O}(\sqrt{T})$ in Bandits"),
        (r"$\input{x}$", r"\$\textbackslash{}input\textbraceleft{}x\textbraceright{}\$"),
        ("From $5 to $10 & 100%", r"From \$5 to \$10 \& 100\%"),
    ],
)
def test_titles_keep_their_capitals(title: str, expected: str) -> None:
    """Braces stand where a bibliography style would lower a capital that means something."""
    assert tex.title(title) == expected


@given(PAPERS)
@settings(max_examples=50)
def test_ris_of_anything_keeps_to_its_lines(paper: Paper) -> None:
    """Every line is a tag and a value, the record starts with TY and ends with ER: no value can add a line."""
    lines = bibliographies.ris(paper).split("\n")
    assert lines.pop() == ""
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    assert lines[0].startswith("TY  - ")
    assert [line for line in lines if line.startswith("ER")] == [lines[-1]] == ["ER  - "]


@given(st.lists(PAPERS, max_size=2))
@settings(max_examples=40)
def test_csl_of_anything_is_json(papers: list[Paper]) -> None:
    """The file is one JSON array with an item a paper, ids and titles as in the record."""
    items = msgspec.json.decode("".join(bibliographies.csl_file(papers)))
    assert [item["id"] for item in items] == [paper.id for paper in papers]
    assert [item.get("title", "") for item in items] == [citing.clean(paper.title) for paper in papers]


@pytest.mark.parametrize(
    ("paper", "kind"),
    [
        (Paper(id="a", title="A", venue="Cell", extra={"entrytype": "article"}), Kind.ARTICLE),
        (Paper(id="a", title="A", venue="Cell", extra={"type": "journal-article"}), Kind.ARTICLE),
        (
            Paper(id="a", title="A", venue="Cell", extra={"publication_types": ["Letter", "Journal Article"]}),
            Kind.ARTICLE,
        ),
        (Paper(id="a", title="A", venue="Cell", extra={"Item Type": "journalArticle"}), Kind.ARTICLE),
        (Paper(id="a", title="A", venue="arXiv preprint", extra={"entrytype": "article"}), Kind.PREPRINT),
        (Paper(id="a", title="A", ids={"arxiv": "2401.00001"}, extra={"entrytype": "article"}), Kind.PREPRINT),
        (Paper(id="a", title="A", venue="Journal of Lies", extra={"type": "posted-content"}), Kind.ARTICLE),
        (Paper(id="a", title="A", venue="Nature Conference", extra={"type": "CPAPER"}), Kind.CONFERENCE),
        (Paper(id="a", title="A", extra={"type": "Dissertation"}), Kind.THESIS),
        (Paper(id="a", title="A", venue="ACL", extra={"type": "article", "number": 12}), Kind.CONFERENCE),
        (Paper(id="a", title="A", venue="ACL", extra={"type": ["x", 3, None]}), Kind.CONFERENCE),
        (Paper(id="a", title="A", venue="ACL"), Kind.CONFERENCE),
        (Paper(id="a", title="A", venue="计算机学报"), Kind.ARTICLE),
        (Paper(id="a", title="A", venue="Zeitschrift für Lügen"), Kind.ARTICLE),
        (Paper(id="a", title="A", venue="日本物理学会"), Kind.CONFERENCE),
        (Paper(id="a", title="A"), Kind.PREPRINT),
    ],
)
def test_what_the_source_said_comes_before_the_venue_s_words(paper: Paper, kind: Kind) -> None:
    """BibTeX, Crossref, PubMed, Zotero, RIS; a word that may mean anything is none."""
    assert citing.kind(paper) is kind


def test_without_a_kind_a_number_means_nothing() -> None:
    """A submission's number is no issue: such a record comes out as it did."""
    bare = Paper(id="a", title="A", venue="ACL", date="2024")
    noisy = msgspec.structs.replace(bare, extra={"number": 1234, "volume": "x", "session": "y"})
    for write in (bibliographies.bibtex, bibliographies.ris, bibliographies.csl):
        assert write(noisy) == write(bare)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
@pytest.mark.parametrize("form", ["bibtex", "ris", "csl"])
def test_kind_and_place_come_home(case: Path, form: str) -> None:
    """What we write is read as the same kind of thing, with volume, number and pages."""
    paper = records.from_line(case.read_bytes())
    text = {
        "bibtex": bibliographies.bibtex,
        "ris": bibliographies.ris,
        "csl": lambda one: f"[{bibliographies.csl(one)}]",
    }
    (back,) = readers.read(text[form](paper).encode(), "fabricated", format=form).papers
    assert citing.kind(back) is citing.kind(paper)
    names = {"volume", "pages", "first", "last"}
    told = [{name: said for name, said in details(one).items() if name in names} for one in (paper, back)]
    assert pages(told[1]) == pages(told[0])
    assert told[1].get("volume") == told[0].get("volume")


def test_keys_do_not_depend_on_other_papers() -> None:
    """A key stays when others come; only papers that would share one get a piece of their id's hash."""
    one = Paper(id="one", title="On the Learning of Cats and Dogs", authors=(Author("Ada Lovelace"),), date="2024")
    two = Paper(id="two", title="The Learning of Cats, Dogs and Mice", authors=(Author("Bo Lovelace"),), date="2024")
    alone = citing.keys((one,))
    assert alone == {"one": "lovelace2024learningcatsdogs"}
    both = citing.keys((one, two))
    assert len({*both.values()}) == 2
    assert all(key.startswith("lovelace2024learningcatsdogs-") for key in both.values())
    assert citing.key(Paper(id="no-author-known", title="No author")) == "no-author-known"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Lovelace", ("Lovelace", "Ada", "")),
        ("Ludwig van Beethoven", ("van Beethoven", "Ludwig", "")),
        ("Martin Luther King Jr.", ("King", "Martin Luther", "Jr.")),
        ("Plato", ("Plato", "", "")),
        ("The Fabricated Team", ("The Fabricated Team", "", "")),
        ("Lee, Kim", ("Lee, Kim", "", "")),
        ("van Gogh", ("Gogh", "van", "")),
        ("李 明", ("李 明", "", "")),
    ],
)
def test_names_come_apart(name: str, expected: tuple[str, str, str]) -> None:
    """Family, given, suffix; what cannot be taken apart stays whole."""
    assert people.split(name) == expected


def test_a_venue_is_cited_as_pages_show_it() -> None:
    """Nobody wants `booktitle = {icra}` in a list of references; what has a capital stays as its source has it."""
    for venue, shown in (("icra", "ICRA"), ("neurips", "NeurIPS"), ("Proc. of the ACL", "Proc. of the ACL")):
        paper = Paper(id="a", title="Fabricated", venue=venue, date="2024")
        assert f"booktitle = {{{shown}}}" in bibliographies.bibtex(paper)
        assert f"T2  - {shown}\n" in bibliographies.ris(paper)
