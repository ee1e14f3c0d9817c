"""Archives of a field: Europe PMC of the life sciences, INSPIRE of high energy physics.

Formats: europepmc.org/RestfulWebService (search, `resultType=core` or `lite`), github.com/inspirehep/rest-api-doc.
"""

import re

from papercat.readers.dig import at, text, texts, things
from papercat.readers.names import turned
from papercat.readers.services.values import Object, plain
from papercat.records import COLLECTIVE

HEADING = re.compile(r"<h4>\s*(.*?)[\s:]*</h4>\s*")
"""Of a part of an abstract."""
SHORT = re.compile(r"(.+) ([^\W\d_a-z-]{1,5})")
"""`van der Berg JP`."""


def europe_pmc(work: Object) -> dict[str, object]:
    """Return a work of Europe PMC; the parts of its abstract keep their headings."""
    kinds = texts(work, "pubTypeList.pubType")
    people = [_of_list(one) for one in things(work, "authorList.author")]
    links = things(work, "fullTextUrlList.fullTextUrl")
    return {
        "id": text(work, "id"),
        "title": plain(text(work, "title")).removesuffix("."),
        "abstract": plain(HEADING.sub(r" \1: ", text(work, "abstractText"))),
        "authors": people or [{"name": _spoken(name)} for name in text(work, "authorString").rstrip(".").split(", ")],
        COLLECTIVE: [
            text(one, "collectiveName") for one in things(work, "authorList.author") if "collectiveName" in one
        ],
        "date": text(work, "firstPublicationDate") or text(work, "pubYear"),
        "venue": text(work, "journalInfo.journal.title")
        or text(work, "journalTitle")
        or text(work, "bookOrReportDetails.publisher"),
        "doi": text(work, "doi"),
        "pmid": text(work, "pmid"),
        "pmcid": text(work, "pmcid"),
        "pdf": [text(one, "url") for one in links if one.get("documentStyle") == "pdf"],
        "keywords": texts(work, "keywordList.keyword"),
        "mesh": [text(one, "descriptorName") for one in things(work, "meshHeadingList.meshHeading")],
        "publication_types": kinds,
        "citations": work.get("citedByCount"),
        "volume": text(work, "journalInfo.volume") or text(work, "journalVolume"),
        "issue": text(work, "journalInfo.issue") or text(work, "issue"),
        "pages": text(work, "pageInfo"),
        "status": "preprint"
        if work.get("source") == "PPR"
        else "retracted"
        if "Retracted Publication" in kinds
        else "",
    }


def _of_list(one: Object) -> dict[str, str]:
    return {
        "name": turned(text(one, "lastName"), text(one, "firstName") or text(one, "initials"))
        or text(one, "collectiveName")
        or _spoken(text(one, "fullName")),
        "orcid": text(one, "authorId.value"),
        "affiliation": text(one, "authorAffiliationDetailsList.authorAffiliation.0.affiliation"),
    }


def _spoken(name: str) -> str:
    short = SHORT.fullmatch(name)
    return turned(short[1], short[2]) if short else name


def inspire(work: Object) -> dict[str, object]:
    """Return a record of INSPIRE; of thousands of authors it lists the first, and the collaboration speaks for them."""
    told = at(work, "metadata")
    groups = [f"{name.removesuffix(' Collaboration')} Collaboration" for name in _values(told, "collaborations")]
    published = next(iter(things(told, "publication_info")), {})
    ends = (text(published, "page_start"), text(published, "page_end"))
    return {
        "id": text(told, "control_number"),
        "title": plain(": ".join(filter(None, (text(told, "titles.0.title"), text(told, "titles.0.subtitle"))))),
        "abstract": plain(text(told, "abstracts.0.value")),
        "authors": [
            *(
                {
                    "name": turned(*(part.strip() for part in f"{text(one, 'full_name')},".split(",")[:2])),
                    "affiliation": text(one, "affiliations.0.value"),
                }
                for one in things(told, "authors")
            ),
            *({"name": name} for name in groups),
        ],
        COLLECTIVE: groups,
        "date": text(told, "preprint_date") or text(told, "earliest_date") or text(published, "year"),
        "venue": text(published, "journal_title"),
        "arxiv": text(told, "arxiv_eprints.0.value"),
        "doi": text(told, "dois.0.value"),
        "keywords": [
            text(one, "value") for one in things(told, "keywords") if one.get("schema") not in {"INSPIRE", "INIS"}
        ],
        "subjects": [
            text(one, "value") for one in things(told, "keywords") if one.get("schema") in {"INSPIRE", "INIS"}
        ],
        "citations": at(told, "citation_count"),
        # "article" is a paper of any kind
        "type": text(told, "document_type.0").replace("article", "journal article" if published else "article"),
        "volume": text(published, "journal_volume"),
        "issue": text(published, "journal_issue"),
        "pages": "-".join(filter(None, ends)) or text(published, "artid"),
    }


def _values(told: object, path: str) -> list[str]:
    return [text(one, "value") for one in things(told, path)]
