"""What arXiv says of versions and of papers that were withdrawn; all of them are fabricated."""

from pathlib import Path

import pytest

from papercat import readers, store
from papercat.readers.arxiv import standing

FEED = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:a="http://arxiv.org/schemas/atom"><entry>
<id>http://arxiv.org/abs/2401.99991v%d</id><title>A Fabricated Theorem</title>
<published>2024-01-02T00:00:00Z</published><summary>We prove what is not so.</summary>
<author><name>Ada Fabricated</name></author><a:comment>%s</a:comment></entry></feed>"""
OAI = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header>
<identifier>oai:arXiv.org:2401.99991</identifier></header><metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/">
<id>2401.99991</id><title>A Fabricated Theorem</title><comments>%s</comments><abstract>We prove it.</abstract>
</arXiv></metadata></record></ListRecords></OAI-PMH>"""
MAIL = """\\\\
arXiv:2401.99991
Title: A Fabricated Theorem
Authors: Ada Fabricated
Comments: %s
\\\\
  We prove it.
\\\\ ( https://arxiv.org/abs/2401.99991 , 1kb )
"""


@pytest.mark.parametrize(
    "comment",
    [
        "This paper has been withdrawn by the author due to a crucial sign error in equation 1",
        "Withdrawn",
        "Paper withdrawn",
        "12 pages; this paper has been withdrawn",
        "15 pages, 3 figures. Withdrawn due to an error in Lemma 2",
        "arXiv admin note: This submission has been withdrawn by arXiv administrators",
        "The authors have withdrawn this manuscript because of an error",
        "Withdrawn from arXiv by the authors",
    ],
)
def test_a_comment_tells_of_it(comment: str) -> None:
    """The status is "withdrawn", whichever way the paper comes, and the note says what the comment says beside."""
    expected = ("withdrawn", "" if comment in {"Withdrawn", "Paper withdrawn"} else comment)
    for text, form in ((FEED % (1, comment), "arxiv"), (OAI % comment, "oai"), (MAIL % comment, "arxiv-mail")):
        (paper,) = readers.read(text.encode(), "arxiv", format=form).papers
        assert paper.sources[0].key == "2401.99991"
        assert (paper.status, paper.status_note) == expected, form


@pytest.mark.parametrize(
    "comment",
    [
        "",
        "Withdrawn from ICML 2024",
        "We have withdrawn this paper from ICLR",
        "10 pages; supersedes withdrawn paper arXiv:2401.99990",
        "This paper replaces a withdrawn article",
        "Withdrawn article 2401.99990 is replaced by this one",
        "The first version of this paper was withdrawn",
    ],
)
def test_other_words_do_not(comment: str) -> None:
    """What was withdrawn from elsewhere, or is another paper, says nothing of this one."""
    assert standing(comment, "Troops were withdrawn from the region.") == {"status": "preprint"}


def test_an_abstract_may_be_the_news() -> None:
    """Some people replace the abstract."""
    assert standing("4 pages", "This paper has been withdrawn by the authors.")["status"] == "withdrawn"


def test_the_last_version_counts(tmp_path: Path) -> None:
    """Withdrawn and put back again, a paper is what its latest version says."""
    told = []
    for version, comment in enumerate(
        ("4 pages", "This paper has been withdrawn: Lemma 2 is wrong", "Lemma 2 is right"), 1
    ):
        papers = readers.read((FEED % (version, comment)).encode(), "arxiv").papers
        (paper,) = store.update(tmp_path, papers, {}, f"2024-02-0{version}").papers
        told.append((paper.status, paper.status_note))
    note = "This paper has been withdrawn: Lemma 2 is wrong"
    assert told == [("preprint", ""), ("withdrawn", note), ("preprint", "")]


def test_a_revised_paper_says_what_its_last_version_says(tmp_path: Path) -> None:
    """Also where that is shorter, and came another way: it is arXiv's last word, and its words before are gone."""
    for version, way in enumerate((FEED % (1, "4 pages"), FEED % (2, "5 pages"), OAI % "6 pages"), 1):
        papers = readers.read(way.replace("what is not so", f"it{'!' * (4 - version)}").encode(), "arxiv").papers
        (paper,) = store.update(tmp_path, papers, {}, f"2024-02-0{version}").papers
    assert (paper.abstract, paper.extra["comment"], "said" in paper.extra) == ("We prove it.", "6 pages", False)
