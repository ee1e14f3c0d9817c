"""Laws of the generated pages, on fabricated catalogues."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from fabricated import HOSTILE, catalogue
from papercat import pages, paths
from papercat.catalogue import Catalogue
from papercat.insight import FoundLink, Mention, Name
from papercat.records import Author, Link, Paper, Source
from papercat.settings import Options, Settings

SETTINGS = Settings(
    site_name="Fabricated & Co <b>",
    repo_url="https://example.org/repo",
    options=Options(per_page=7, name_page_from=2),
)
LINK = re.compile(r"\]\(([^)\s]+?\.md)(#[^)]+)?\)")


def _generated(papers: Catalogue, options: Settings = SETTINGS) -> dict[str, str]:
    made = list(pages.pages(papers, options))
    assert len({page.path for page in made}) == len(made), "a file is made twice"
    return {page.path: page.content for page in made if isinstance(page.content, str) and page.path.endswith(".md")}


@cache
def _site(count: int = 60, seed: int = 1, *, bare: bool = False) -> dict[str, str]:
    return _generated(catalogue(count, seed, bare=bare))


def _links(site: Mapping[str, str], path: str) -> set[str]:
    """Return the files that a page links to, anchors left out."""
    here = posixpath.dirname(path)
    return {posixpath.normpath(posixpath.join(here, match[1])) for match in LINK.finditer(site[path])}


def _all_pages(site: Mapping[str, str], path: str) -> set[str]:
    """Return what an entry links to, its further pages included."""
    more = path.removesuffix(".md").removesuffix("/index") + "/page-"
    return set().union(*(_links(site, other) for other in site if other == path or other.startswith(more)))


def test_a_long_list_of_papers_holds_the_newest_and_leads_to_the_years() -> None:
    """Ten pages of dated papers, newest first, and those without a date; every paper stands there or in its year."""
    papers = catalogue(120, 3)
    site = _generated(papers)
    files = {paper.id: f"papers/{paper.id}.md" for paper in papers.papers}
    listed, dates = _all_pages(site, "papers/index.md"), sorted((p.date for p in papers.papers if p.date), reverse=True)
    shown = {paper.id for paper in papers.papers if files[paper.id] in listed}
    undated = {paper.id for paper in papers.papers if not paper.date}
    assert undated
    assert undated < shown
    assert len(shown - undated) <= 10 * SETTINGS.options.per_page < len(files) - len(undated)
    assert min(paper.date for paper in papers.papers if paper.id in shown - undated) >= dates[len(shown - undated) - 1]
    years = _all_pages(site, "years/index.md") & site.keys()
    in_years = set().union(*(_all_pages(site, year) for year in years if year.startswith("years/")))
    assert {one for one, file in files.items() if file not in listed | in_years} == set()
    assert _links(site, "papers/index.md") >= {f"years/{year}.md" for year in papers.by_year}


CATALOGUES = st.builds(catalogue, st.integers(0, 40), st.integers(0, 1000), bare=st.booleans())


@given(CATALOGUES)
@settings(max_examples=15, deadline=None)
def test_every_link_leads_to_a_page_that_is_made(papers: Catalogue) -> None:
    """No page links to a file or an anchor that does not exist."""
    site = _generated(papers)
    for path, text in site.items():
        for match in LINK.finditer(text):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), match[1]))
            assert target in site, (path, match[0])
            assert not match[2] or f"{{: {match[2]} }}" in site[target], (path, match[0])


@given(CATALOGUES)
@settings(max_examples=15, deadline=None)
def test_every_cross_link_works_both_ways(papers: Catalogue) -> None:
    """What a paper links to lists the paper: tag, name, author, venue, year and related paper."""
    site = _generated(papers)
    for paper in papers.papers:
        own = paths.source(paths.paper(paper.id))
        for target in _links(site, own):
            kind = target.split("/")[0]
            if target == f"{kind}/index.md" or "/page-" in target:
                assert own in _links(site, target), (own, target)
            elif kind != "papers":
                assert own in _all_pages(site, target), (own, target)
        for other in papers.related.get(paper.id, ()):
            assert own in _links(site, paths.source(paths.paper(other.id)))


@given(CATALOGUES)
@settings(max_examples=10, deadline=None)
def test_every_list_shows_its_papers_and_papers_link_back(papers: Catalogue) -> None:
    """A paper on the page of a tag, name, author, venue or year links to that page."""
    site = _generated(papers)
    for kind in ("tags", "names", "authors", "venues", "years"):
        entries = [
            path for path in site if path.startswith(f"{kind}/") and not re.search(r"(^|/)(index|page-\d+)\.md$", path)
        ]
        for entry in entries:
            for target in _all_pages(site, entry):
                if target.startswith("papers/"):
                    assert entry in _links(site, target), (entry, target)


def test_a_page_that_the_text_names_is_not_called_the_papers_own() -> None:
    """`Page` is what the record says; what stands in the abstract is a link."""
    own, other = Link("https://one.example/", "page"), Link("https://two.example/", "page")
    paper = Paper(id="invented", title="Invented", abstract="See https://two.example/ for more.", links=(own,))
    found = FoundLink(other, other.url, paper.abstract, "abstract", 4)
    page = _generated(Catalogue(papers=(paper,), links={paper.id: (found,)}))["papers/invented.md"]
    assert "[Page](https://one.example/)" in page
    assert "[Link](https://two.example/)" in page


def _front(text: str) -> dict[str, object]:
    """Return the front matter of a page."""
    return yaml.safe_load(text.removeprefix("---\n").partition("\n---\n")[0])


@pytest.mark.parametrize(("people", "shown"), [(30, 30), (31, 25), (3000, 25)])
def test_of_very_many_authors_the_first_stand_before_the_abstract(people: int, shown: int) -> None:
    """All are on the page, the others folded, so that the abstract is not thirty screens below the title."""
    paper = Paper(id="many", title="Fabricated", authors=tuple(Author(f"Person {n}") for n in range(people)))
    page = _generated(Catalogue(papers=(paper,)))["papers/many.md"]
    first, _, folded = page.partition("{: #paper }")[2].partition("# Abstract")[0].partition("<details")
    assert first.count("Person ") == shown
    assert folded.count("Person ") == people - shown
    assert (f"<summary>{people - shown:,} more</summary>" in folded) is (shown < people)


def test_lists_say_what_they_have() -> None:
    """Each page of a list has a title of its own, and a description that begins with what it lists."""
    site = _generated(catalogue(60), replace(SETTINGS, options=Options(per_page=5)))
    fronts = {path: _front(text) for path, text in site.items() if path.endswith(".md")}
    lists = {path: front for path, front in fronts.items() if re.match("(tags|names|authors|venues|years)/.", path)}
    told = [front for path, front in lists.items() if "index.md" not in path and "description" in front]
    assert len(told) > 60
    assert all(str(front["description"]).startswith("Papers ") for front in told)
    titles = [(front["title"], path.split("/")[0]) for path, front in lists.items() if front in told]
    assert len(set(titles)) == len(titles)


def test_only_a_small_catalogue_is_gone_through_paper_by_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page leads to the next newer and older paper; where there are too many to do so, no page does."""
    monkeypatch.setattr(pages.papers, "MANY", 60)
    turned = [text.count("{: .pc-turn }") for path, text in _site(60).items() if path.startswith("papers/")]
    assert turned.count(1) == 60
    assert not any(".pc-turn" in text for text in _site(61).values())


def test_every_paper_stands_once_in_the_list_of_all() -> None:
    """The list of all papers holds each once, over all its pages."""
    papers = catalogue()
    listed = [
        match[1]
        for path, text in _site().items()
        if re.fullmatch(r"papers/(index|page-\d+)\.md", path)
        for match in re.finditer(r"^- \[.*\]\(\.\./papers/(.+?)\.md\)", text, re.MULTILINE)
    ]
    assert sorted(listed) == [paper.id for paper in papers.papers]


def test_front_matter_is_yaml_whose_title_shows_no_element() -> None:
    """Each page has a title in its front matter, with HTML escaped."""
    for path, text in _site().items():
        front = yaml.safe_load(text.split("---\n")[1])
        assert front["title"], path
        assert "<" not in front["title"], path


def test_a_hostile_title_is_an_escaped_heading() -> None:
    """A title that is Markdown, HTML or a template stays one line of text."""
    for number in range(len(HOSTILE)):
        text = _site()[f"papers/fabricated-{number:05d}.md"]
        heading = next(line for line in text.splitlines() if line.startswith("# "))
        assert not re.search(r"[<*`_\[\]]|\{(?!: #paper \}$)", heading[2:]), heading


def test_the_same_catalogue_gives_the_same_bytes() -> None:
    """Generating twice changes nothing."""
    assert _generated(catalogue()) == _site()


def test_bare_papers_have_pages_without_gaps() -> None:
    """Papers without authors, dates and venues get no empty line of them, and the lists say that there are none."""
    site = _site(30, bare=True)
    text = site["papers/fabricated-00025.md"]
    for absent in ("pc-authors", "pc-facts"):
        assert absent not in text
    for kind in ("authors", "venues", "years"):
        assert "No paper here says so much yet" in site[f"{kind}/index.md"]
        assert f"({kind}/" not in site["index.md"]


def test_an_empty_catalogue_is_a_site() -> None:
    """Without a paper there is a home page and a list that says how papers come in."""
    site = _generated(Catalogue())
    assert "papercat add" in site["papers/index.md"]
    assert "0 papers" in site["index.md"]


def test_the_first_use_of_a_name_links_to_its_page() -> None:
    """A name in an abstract leads to the page of the name, once."""
    text = _site()["papers/fabricated-00030.md"]
    abstract = text.split("## Abstract")[1].split("<aside")[0]
    assert abstract.count("[PretendQA](../names/pretendqa.md)") == 1
    assert "(https://example.org/pretendqa/30)." in abstract


def test_a_name_of_one_paper_stands_in_the_list() -> None:
    """Below `name_page_from` a name has an anchor and its papers in the list of names; a link there would lead back."""
    papers = catalogue(1, 3)
    site = _generated(papers)
    (name,) = [mention.name for mention in papers.introduces["fabricated-00000"]][:1]
    assert f"names/{name}.md" not in site
    assert f"{{: #{name} }}" in site["names/index.md"]
    assert f"(../names/index.md#{name})" not in site["papers/fabricated-00000.md"]
    assert "*Introduced here*" in site["papers/fabricated-00000.md"]


def test_of_very_many_names_those_of_one_paper_are_counted_only() -> None:
    """Where they would fill more than ten pages, the list has the others and leads to the search for these."""
    known = catalogue(2)
    few, many = (
        tuple(Name(id=f"{kind}-{number}", label=f"{kind} {number}") for number in range(count))
        for kind, count in (("few", 3), ("many", 80))
    )
    first, second = known.papers
    papers = replace(
        known,
        names=(*few, *many),
        introduces={first.id: tuple(Mention(name.id, name.label) for name in (*few, *many))},
        mentions={second.id: tuple(Mention(name.id, name.label) for name in few)},
    )
    text = _generated(papers)["names/index.md"]
    assert [f"(../names/{name.id}.md)" in text for name in few] == [True] * 3
    assert "80 names with fewer papers have no page here; [the search finds them](../search/index.md)" in text
    assert "many-1" not in text
    assert "{: #many-1 }" in _generated(papers, replace(SETTINGS, options=Options(per_page=10)))["names/index.md"]


def test_a_paper_keeps_its_place_when_another_source_has_it() -> None:
    """Of equal date the paper that came last comes first, whoever told of an older one since."""
    first, second = (
        Paper(id=one, title=one, date="2026", sources=(Source("fabricated", "1", day),))
        for one, day in (("a", "2026-11-01"), ("b", "2026-11-02"))
    )
    again = msgspec.structs.replace(first, sources=(*first.sources, Source("another", "1", "2026-11-03")))
    for papers in ((first, second), (again, second)):
        text = _generated(Catalogue(papers=papers))["papers/index.md"]
        assert text.index("(../papers/b.md)") < text.index("(../papers/a.md)")


def test_a_correction_names_the_paper() -> None:
    """The link to suggest a correction opens an issue with the paper's id."""
    assert "https://example.org/repo/issues/new?template=correction.yml" in _site()["papers/fabricated-00030.md"]
    given_url = Settings(options=Options(corrections_url="mailto:a@example.org?subject={id}"))
    text = _generated(catalogue(2), given_url)["papers/fabricated-00001.md"]
    assert "(mailto:a@example.org?subject=fabricated-00001)" in text
