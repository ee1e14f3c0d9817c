"""What authors, venues and years are said to be about, on fabricated papers."""

from papercat import pages
from papercat.catalogue import Catalogue
from papercat.insight import Tag, Tagging
from papercat.records import Author, Paper
from papercat.settings import Options, Settings

GIVEN, LEARNED = Tagging("given", "", 0.5), Tagging("learned", "", 0.9, learned=True)


def _author(taggings: tuple[Tagging, ...]) -> str:
    """Return the page of an author of two papers with these tags."""
    papers = tuple(Paper(id=f"p{number}", title=f"Paper {number}", authors=(Author("Ada"),)) for number in range(2))
    catalogue = Catalogue(
        papers=papers,
        vocabulary=(Tag(id="given", label="Given"), Tag(id="learned", label="Learned")),
        tags={paper.id: taggings for paper in papers},
    )
    made = pages.pages(catalogue, Settings(options=Options(author_page_from=2)))
    return str(next(page.content for page in made if page.path == "authors/ada.md"))


def test_an_author_writes_on_what_the_papers_were_given() -> None:
    """A tag that only likeness speaks for does not count: it may go when other papers come."""
    page = _author((LEARNED, GIVEN))
    assert "[Given](../tags/given.md)" in page
    assert "[Learned]" not in page


def test_where_no_paper_was_given_a_tag_likeness_speaks() -> None:
    """Better than nothing."""
    assert "[Learned](../tags/learned.md)" in _author((LEARNED,))
