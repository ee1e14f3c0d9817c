"""What a source said of a paper beyond a record's fields, as far as bibliographies have a place for it."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from papercat.records import COLLECTIVE, Paper


class Kind(Enum):
    """What a bibliography calls a paper."""

    ARTICLE = "article"
    CONFERENCE = "conference"
    PREPRINT = "preprint"
    BOOK = "book"
    CHAPTER = "chapter"
    THESIS = "thesis"
    REPORT = "report"


_WORDS = """
ARTICLE journalarticle journalarticles articlejournal articlemagazine articlenewspaper magazinearticle
ARTICLE jour ejour jfull mgzn review ieeejournals ieeemagazines
CONFERENCE inproceedings conference conferencepaper conferenceproceedings proceedingsarticle paperconference
CONFERENCE conferenceandworkshoppapers cpaper conf ieeeconferences
PREPRINT preprint postedcontent unpublished unpb informalandotherpublications
BOOK book bookwhole ebook mvbook monograph editedbook referencebook proceedings mvproceedings collection edbook
CHAPTER incollection inbook bookinbook bookchapter booksection bookpart chapter chap echap
THESIS thesis phdthesis mastersthesis dissertation dissertationthesis thes
REPORT techreport report technicalreport rprt
"""
KIND_OF = {word: Kind[kind] for kind, *words in map(str.split, _WORDS.strip().splitlines()) for word in words}
"""Words of BibTeX, RIS, CSL, indexes and reference managers; `article` tells something at few places alone."""
TYPES = (
    "entrytype",
    "type",
    "publication_types",
    "Item Type",
    "Document Type",
    "Publication Type",
    "Document Identifier",
)
"""Names under `extra` that tell the kind; the first one that does speaks."""
ARTICLES = frozenset({("entrytype", "article"), ("Document Type", "Article"), ("Publication Type", "Article")})
"""Where `article` tells something: BibTeX, Scopus, Dimensions."""
PLACES = {
    "volume": "volume|Volume",
    "number": "number|issue|Issue|Issue Number",
    "pages": "pages|Pages|Pagination|article_number|Art. No.",
    "first": "start_page|Start Page|Page start",
    "last": "end_page|End Page|Page end",
    "publisher": "publisher|Publisher",
    "school": "school",
    "institution": "institution",
    "address": "address|location|place_published|publisher-place|Place",
    "edition": "edition|Edition",
    "series": "series|Series",
}
NAMES = {name: tuple(words.split("|")) for name, words in PLACES.items()}
"""What bibliographies call it -> names under `extra`."""
ROLES = ("editor", "translator")
"""Names under `extra` of people beside the authors."""
READ = frozenset({*TYPES, *ROLES, COLLECTIVE, *(name for names in NAMES.values() for name in names)})
"""All names under `extra` that are read here."""


class Pages(NamedTuple):
    """Where a paper begins and ends."""

    first: str = ""
    last: str = ""

    def __str__(self) -> str:
        """Return `1-9`, or the one page."""
        return "-".join(filter(None, self))


def told(paper: Paper) -> Kind | None:
    """Return the kind that a source gave, or nothing."""
    for name in TYPES:
        said = paper.extra.get(name)
        for one in said if isinstance(said, list) else (said,):
            if (name, one) in ARTICLES:
                return Kind.ARTICLE
            if isinstance(one, str) and (kind := KIND_OF.get("".join(filter(str.isalpha, one.lower())))):
                return kind
    return None


def details(paper: Paper) -> Mapping[str, str]:
    """Return what is known of volume, number, publisher and the like, where a source said what kind of thing it is.

    Without a kind such words mean anything: the number of a submission is no issue of a journal.
    """
    if not paper.extra or (not told(paper) and "entrytype" not in paper.extra):
        return {}
    found: dict[str, str] = {}
    for name, names in NAMES.items():
        for each in names:
            value = paper.extra.get(each)
            if isinstance(value, str | int) and not isinstance(value, bool) and (said := str(value).strip()):
                found.setdefault(name, said)
    if told(paper) is Kind.THESIS and "publisher" in found:
        found.setdefault("school", found["publisher"])
        del found["publisher"]
    return found


def pages(found: Mapping[str, str]) -> Pages:
    """Return the pages that details tell."""
    said = found.get("pages", "") or found.get("first", "")
    for dash in ("---", "--", "\N{EM DASH}", "\N{EN DASH}"):
        said = said.replace(dash, "-")
    first, dash, last = (part.strip() for part in said.partition("-"))
    return Pages(first, last if dash else found.get("last", "")) if "," not in said else Pages(said)


def others(paper: Paper, role: str) -> list[str]:
    """Return the names of editors or translators."""
    said = paper.extra.get(role) if paper.extra else None
    return [one for one in said if isinstance(one, str) and one] if isinstance(said, list) else []


def collective(paper: Paper) -> frozenset[str]:
    """Return the names of authors that are a group's."""
    said = paper.extra.get(COLLECTIVE)
    return frozenset(filter(lambda one: isinstance(one, str), said)) if isinstance(said, list) else frozenset()
