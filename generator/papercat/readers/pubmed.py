"""PubMed XML (`efetch` with `rettype=xml`, and the yearly baseline files).

Format: https://dtd.nlm.nih.gov/ncbi/pubmed/doc/. Sections of a structured abstract keep their labels.
"""

from collections.abc import Iterator

from papercat.readers.acl import MONTHS
from papercat.readers.base import Fields, Format, Reading
from papercat.readers.markup import Element, child, children, find_all, line_of, marked_at, text_at, text_of
from papercat.readers.rows import Row, from_xml
from papercat.readers.tagged.medline import status, title

ABBREVIATED = {name: number for number, name in enumerate(MONTHS, start=1)}


def looks_like(text: str) -> float:
    """Say how much the text looks like PubMed's XML."""
    return 0.97 if "<PubmedArticle" in text[:20_000] else 0.0


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read the articles, and the chapters of NCBI's books."""
    return from_xml(text, file, fields, _rows)


def _rows(root: Element) -> Iterator[Row]:
    yield from map(_row, find_all(root, "PubmedArticle"))
    yield from map(_chapter, find_all(root, "BookDocument"))


def _row(entry: Element) -> Row:
    citation = child(entry, "MedlineCitation")
    article = child(citation, "Article")
    others = children(child(entry, "PubmedData", "ArticleIdList"), "ArticleId")
    ids = {one.get("IdType") or "": text_of(one) for one in others}
    kinds = [text_of(one) for one in children(child(article, "PublicationTypeList"), "PublicationType")]
    doi = next((text_of(e) for e in children(article, "ELocationID") if e.get("EIdType") == "doi"), "")
    pmid = text_at(citation, "PMID")
    value: dict[str, object] = {
        "id": pmid,
        "title": title(marked_at(article, "ArticleTitle")),
        "abstract": " ".join(map(_section, children(child(article, "Abstract"), "AbstractText"))),
        "authors": [_author(one) for one in children(child(article, "AuthorList"), "Author")],
        "date": _date(child(article, "ArticleDate")) or _date(child(article, "Journal", "JournalIssue", "PubDate")),
        "venue": text_at(article, "Journal", "Title"),
        "pmid": pmid,
        "pmcid": ids.get("pmc", ""),
        "doi": doi or ids.get("doi", ""),
        "keywords": [text_of(one) for one in find_all(entry, "Keyword")],
        "mesh": [text_at(one, "DescriptorName") for one in find_all(entry, "MeshHeading")],
        "publication_types": kinds,
        "volume": text_at(article, "Journal", "JournalIssue", "Volume"),
        "issue": text_at(article, "Journal", "JournalIssue", "Issue"),
        "pages": text_at(article, "Pagination", "MedlinePgn"),
        "status": status(kinds),
    }
    return Row(line_of(entry), value)


def _chapter(entry: Element) -> Row:
    """Return a chapter of GeneReviews and the like, or one of the books as a whole."""
    chapter, book = title(marked_at(entry, "ArticleTitle")), text_at(entry, "Book", "BookTitle")
    ids = {one.get("IdType") or "": text_of(one) for one in children(child(entry, "ArticleIdList"), "ArticleId")}
    value: dict[str, object] = {
        "id": text_at(entry, "PMID"),
        "type": "chapter" if chapter else "book",
        "title": chapter or book,
        "abstract": " ".join(map(_section, children(child(entry, "Abstract"), "AbstractText"))),
        "authors": [_author(one) for one in children(child(entry, "AuthorList"), "Author")],
        "date": _date(child(entry, "ContributionDate")) or _date(child(entry, "Book", "PubDate")),
        "venue": book if chapter else "",
        "pmid": text_at(entry, "PMID"),
        "doi": ids.get("doi", ""),
        "publisher": text_at(entry, "Book", "Publisher", "PublisherName"),
        "bookaccession": ids.get("bookaccession", ""),
    }
    return Row(line_of(entry), value)


def _section(part: Element) -> str:
    label = part.get("Label")
    return f"{label.capitalize()}: {marked_at(part)}" if label and label != "UNLABELLED" else marked_at(part)


def _author(one: Element) -> dict[str, str]:
    parts = (text_at(one, "ForeName") or text_at(one, "Initials"), text_at(one, "LastName"), text_at(one, "Suffix"))
    orcid = next((text_of(known) for known in children(one, "Identifier") if known.get("Source") == "ORCID"), "")
    return {
        "name": " ".join(filter(None, parts)) or text_at(one, "CollectiveName"),
        "affiliation": text_at(one, "AffiliationInfo", "Affiliation"),
        "orcid": orcid.rpartition("/")[2],
    }


def _date(element: Element | None) -> str:
    year = text_at(element, "Year") or text_at(element, "MedlineDate")[:4]
    month, day = text_at(element, "Month"), text_at(element, "Day")
    number = int(month[:9]) if month.isdecimal() else ABBREVIATED.get(month[:3].lower(), 0)
    if not (year.isdecimal() and 1 <= number <= 12):  # noqa: PLR2004 - months of a year
        return year if year.isdecimal() else ""
    return f"{year}-{number:02}-{int(day[:9]):02}" if day.isdecimal() else f"{year}-{number:02}"


FORMAT = Format("pubmed", looks_like, read, 0)
