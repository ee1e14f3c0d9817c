"""Pages that the last run made of the same are not made again, and no sequence of runs shows. Fabricated catalogues."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabricated import catalogue
from papercat import pages, writer
from papercat.catalogue import Catalogue
from papercat.page import Page
from papercat.pages.last import Last
from papercat.render import Md
from papercat.settings import Options, Settings

SETTINGS = Settings(site_name="Fabricated", site_url="https://example.org/", options=Options(per_page=5, map=False))
CATALOGUES = st.builds(catalogue, st.integers(0, 15), st.integers(0, 3), bare=st.booleans())


def _written(docs: Path, papers: Catalogue, maker: str = "") -> list[Page]:
    """Bring the pages below `docs` in line with a catalogue as the generator does; return what was made for it."""
    made = list(pages.pages(papers, SETTINGS, last=Last(writer.Desk(docs).made_of, maker)))
    writer.write(docs, made)
    return made


def _tree(docs: Path) -> dict[str, bytes]:
    return {
        file.relative_to(docs).as_posix(): file.read_bytes()
        for file in docs.rglob("*")
        if file.is_file() and writer.STATE not in file.parts
    }


@given(st.lists(CATALOGUES, min_size=2, max_size=4))
@settings(max_examples=6, deadline=None)
def test_after_any_runs_the_pages_are_those_of_a_clean_one(
    tmp_path_factory: pytest.TempPathFactory, some: list[Catalogue]
) -> None:
    """Whatever the runs before were about, the last one leaves what it would leave in an empty folder."""
    docs, clean = tmp_path_factory.mktemp("docs"), tmp_path_factory.mktemp("clean")
    for papers in some:
        _written(docs, papers)
    _written(clean, some[-1])
    assert _tree(docs) == _tree(clean)


def test_one_more_paper_leaves_most_pages_as_they_are(tmp_path: Path) -> None:
    """Of papers that the new one does not touch, and of their names and authors, no page is made again."""
    whole = catalogue(40)
    gone = whole.papers[25].id
    fewer = replace(
        whole,
        papers=tuple(paper for paper in whole.papers if paper.id != gone),
        related={
            one: tuple(other for other in others if other.id != gone)
            for one, others in whole.related.items()
            if one != gone
        },
        repairs={one: repairs for one, repairs in whole.repairs.items() if one != gone},
        unsure=(),
    )
    _written(tmp_path, fewer)
    stay = [page.path for page in _written(tmp_path, whole) if page.stays]
    assert sum(path.startswith("papers/") for path in stay) > len(whole.papers) // 2
    assert any(path.startswith("authors/") for path in stay)


def test_nothing_new_makes_no_page_of_a_paper(tmp_path: Path) -> None:
    """The same catalogue again: pages of papers and entries all stay."""
    _written(tmp_path, catalogue(30))
    again = [page for page in _written(tmp_path, catalogue(30)) if page.path.split("/")[0] in {"papers", "tags"}]
    assert again
    assert all(page.stays for page in again)


def test_another_program_makes_every_page_again(tmp_path: Path) -> None:
    """What pages are made with is part of what they are made of."""
    _written(tmp_path, catalogue(10), "one")
    assert not any(page.stays for page in _written(tmp_path, catalogue(10), "other"))


def test_a_file_that_somebody_touched_is_made_again(tmp_path: Path) -> None:
    """A page that is gone comes back, one that a person wrote stays theirs."""
    _written(tmp_path, catalogue(10))
    gone, theirs = sorted((tmp_path / "papers").glob("fabricated-*.md"))[:2]
    text = gone.read_bytes()
    gone.unlink()
    theirs.write_text("mine", encoding="utf-8")
    _written(tmp_path, catalogue(10))
    assert gone.read_bytes() == text
    assert theirs.read_text(encoding="utf-8") == "mine"


def test_text_and_markdown_are_not_the_same() -> None:
    """Two values that look alike but are printed otherwise make two pages."""
    plain, safe = (Last().page("a.md", value, str).made_of for value in ("<b>", Md("<b>")))
    assert plain != safe
