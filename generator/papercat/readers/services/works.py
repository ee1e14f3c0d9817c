"""Works of publishers' indexes: Crossref, OpenAlex, and CSL-JSON, in which reference managers speak.

Formats: api.crossref.org (REST API format), docs.openalex.org (Work object), docs.citationstyles.org (data schema 1.0).
"""

import re

from papercat.readers.dig import at, text, texts, things
from papercat.readers.services.values import Object, day_of, person, plain, tail, uninverted


def crossref(work: Object) -> dict[str, object]:
    """Return a Crossref work; JATS markup in title and abstract is taken out."""
    preprint = work.get("type") == "posted-content"
    return {
        "id": text(work, "DOI"),
        "title": plain(": ".join(filter(None, (text(work, "title.0"), text(work, "subtitle.0"))))),
        "abstract": plain(text(work, "abstract")),
        "authors": [person(one) for one in things(work, "author")],
        "date": day_of(at(work, "published.date-parts.0") or at(work, "issued.date-parts.0")),
        "venue": text(work, "container-title.0") or text(work, "event.name"),
        "doi": text(work, "DOI"),
        "page": text(work, "URL"),
        "pdf": next((text(link, "URL") for link in things(work, "link") if "pdf" in text(link, "content-type")), ""),
        "citations": work.get("is-referenced-by-count"),
        "subjects": texts(work, "subject"),
        "publisher": text(work, "publisher"),
        "type": text(work, "type"),
        "volume": text(work, "volume"),
        "issue": text(work, "issue"),
        "pages": text(work, "page"),
        "status": "preprint" if preprint else "retracted" if _retracted(work) else "published",
    }


def _retracted(work: Object) -> bool:
    return any(text(update, "type") == "retraction" for update in things(work, "updated-by"))


def openalex(work: Object) -> dict[str, object]:
    """Return an OpenAlex work; the inverted abstract is put in order."""
    return {
        "id": tail(text(work, "id")),
        "title": plain(text(work, "title") or text(work, "display_name")),
        "abstract": uninverted(at(work, "abstract_inverted_index")),
        "authors": [
            {
                "name": text(one, "author.display_name") or text(one, "raw_author_name"),
                "orcid": tail(text(one, "author.orcid")),
                "affiliation": "; ".join(text(place, "display_name") for place in things(one, "institutions")),
            }
            for one in things(work, "authorships")
        ],
        "date": text(work, "publication_date") or text(work, "publication_year"),
        "venue": text(work, "primary_location.source.display_name"),
        "doi": text(work, "doi"),
        "pmid": tail(text(work, "ids.pmid")),
        "openalex": tail(text(work, "id")),
        "pdf": text(work, "primary_location.pdf_url") or text(work, "best_oa_location.pdf_url"),
        "page": text(work, "primary_location.landing_page_url"),
        "keywords": [text(word, "display_name") or text(word, "keyword") for word in things(work, "keywords")],
        "citations": work.get("cited_by_count"),
        # its own word for a paper of a conference is "article", too
        "type": text(work, "type_crossref"),
        "volume": text(work, "biblio.volume"),
        "issue": text(work, "biblio.issue"),
        "start_page": text(work, "biblio.first_page"),
        "end_page": text(work, "biblio.last_page"),
        "topics": [text(topic, "display_name") for topic in things(work, "topics")],
        "status": "retracted"
        if work.get("is_retracted") is True
        else "preprint"
        if work.get("type") == "preprint"
        else "",
    }


KEPT = (
    *("type", "volume", "issue", "publisher", "publisher-place", "edition", "note", "language"),
    *("genre", "event-place", "original-date", "reviewed-title", "ISBN", "ISSN"),
)
"""Variables of CSL that stay under their names."""


def csl(item: Object) -> dict[str, object]:
    """Return an item of CSL-JSON (https://docs.citationstyles.org, data schema 1.0)."""
    words, number = item.get("keyword"), text(item, "number")
    return {
        "id": text(item, "id"),
        "title": plain(text(item, "title")),
        "abstract": text(item, "abstract"),
        "authors": [person(one) for one in things(item, "author")],
        **{role: [person(one)["name"] for one in things(item, role)] for role in ("editor", "translator")},
        "date": day_of(at(item, "issued.date-parts.0")) or text(item, "issued.raw") or text(item, "issued.literal"),
        "venue": text(item, "container-title") or text(item, "event-title") or text(item, "event"),
        "doi": text(item, "DOI"),
        "arxiv": number.partition(":")[2] if number.lower().startswith("arxiv:") else "",
        "pmid": text(item, "PMID"),
        "pmcid": text(item, "PMCID"),
        "page": text(item, "URL"),
        "keywords": [word.strip() for word in re.split("[,;]", words)] if isinstance(words, str) else [],
        "series": text(item, "collection-title"),
        "court": text(item, "authority"),
        **{key: item[key] for key in KEPT if key in item},
        **({"pages": item["page"]} if "page" in item else {}),  # `page` is a link to us
    }
