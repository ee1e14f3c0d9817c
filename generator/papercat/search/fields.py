"""What of a paper is searched: the fields of the query language, and how much a word in each weighs."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from papercat import paths
from papercat.catalogue import Catalogue
from papercat.page import Page
from papercat.records import Paper

FIELDS = ("title", "abstract", "author", "tag", "name", "venue", "year", "id")
"""Names in the query language, in the order of their bits in a posting."""
WEIGHTS = (5.0, 1.0, 5.0, 3.0, 3.0, 2.0, 2.0, 5.0)
"""How often a word counts for one occurrence in the field."""
NOISE = re.compile(r"^(---\n.*?\n---\n)|```.*?```|<[^>]*>|\{[^}]*\}|[#*_`|>]|!?\[|\]\([^)]*\)|\]", re.DOTALL)
HEADING = re.compile(r"^#\s+(.+)$", re.MULTILINE)
META_TITLE = re.compile(r"\A---\n(?:.*\n)*?title:[ \t]*(.+)\n(?:.*\n)*?---\n")


class Document(NamedTuple):
    """One thing that a search can find: a paper, or a page that a person wrote."""

    key: str
    """Unique: the paper's id, or the page's URL with a slash at its end."""
    texts: tuple[str, ...]
    """Text by field, in the order of `FIELDS`; the last one holds identifiers, a line each."""
    url: str
    paper: Paper | None = None


def documents(catalogue: Catalogue, written: Sequence[Page] = ()) -> Iterator[Document]:
    """Yield a document for each paper, then for each hand-written page."""
    # no aliases: they are the words by which a text gave the tag, so it has them
    tags = {tag.id: tag.label for tag in catalogue.vocabulary}
    names = {name.id: " ".join((name.label, name.long_form, *name.aliases)) for name in catalogue.names}
    for paper in catalogue.papers:
        yield Document(paper.id, _texts(catalogue, paper, tags, names), paths.paper(paper.id), paper)
    for page in written:
        yield _page(page)


def _texts(catalogue: Catalogue, paper: Paper, tags: dict[str, str], names: dict[str, str]) -> tuple[str, ...]:
    used = {m.name: m for kind in (catalogue.introduces, catalogue.mentions) for m in kind.get(paper.id, ())}
    tagged = [tags.get(tagging.tag, tagging.tag) for tagging in catalogue.tags.get(paper.id, ())]
    return (
        paper.title,
        paper.abstract,
        " ".join(dict.fromkeys([author.name for author in paper.authors])),
        " ".join((*tagged, *paper.keywords)),
        " ".join([names.get(key, mention.surface) for key, mention in used.items()]),
        paper.venue,
        paper.year,
        "\n".join(identifiers(paper)),
    )


def identifiers(paper: Paper) -> list[str]:
    """Return the paper's identifiers as a reader pastes them: lower case, no URL, no version of an arXiv id."""
    if not paper.ids:
        return []
    made = {value.strip().lower() for value in paper.ids.values()}
    if "arxiv" in paper.ids:
        made.add(re.sub(r"v\d+$", "", paper.ids["arxiv"].strip().lower()))
    return sorted(value for value in made if value and len(value) < LONGEST_ID and not value.isspace())


LONGEST_ID = 200
"""Characters; DOIs over this are mistakes."""


def _page(page: Page) -> Document:
    """Return the document of a Markdown file: its first heading and its words."""
    text = page.content if isinstance(page.content, str) else page.content.decode("utf-8", "replace")
    found = META_TITLE.search(text) or HEADING.search(text)
    title = found[1].strip().strip("\"'") if found else page.path.removesuffix(".md").rsplit("/", 1)[-1]
    plain = " ".join(NOISE.sub(" ", text).split())
    stem = page.path.removesuffix(".md")
    url = stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"
    return Document(f"/{url}", (title, plain, "", "", "", "", "", ""), url)
