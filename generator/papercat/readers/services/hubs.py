"""Papers where machine learning meets: Semantic Scholar, DBLP, OpenReview, Hugging Face, Papers with Code.

Formats: api.semanticscholar.org (Graph API), dblp.org/faq (search API), docs.openreview.net (notes, API 1 and 2),
huggingface.co/api/daily_papers, github.com/paperswithcode/paperswithcode-data (the files of papers and of their code).
"""

import html
import re

from papercat.readers.dig import at, text, texts, things
from papercat.readers.services.values import Object, milliseconds, tail


def semantic_scholar(paper: Object) -> dict[str, object]:
    """Return a paper of Semantic Scholar."""
    return {
        "id": text(paper, "paperId"),
        "title": text(paper, "title"),
        "abstract": text(paper, "abstract"),
        "authors": [
            {"name": text(one, "name"), "affiliation": text(one, "affiliations.0")} for one in things(paper, "authors")
        ],
        "date": text(paper, "publicationDate") or text(paper, "year"),
        "venue": text(paper, "venue") or text(paper, "journal.name"),
        "arxiv": text(paper, "externalIds.ArXiv"),
        "doi": text(paper, "externalIds.DOI"),
        "acl": text(paper, "externalIds.ACL"),
        "pmid": text(paper, "externalIds.PubMed"),
        "dblp": text(paper, "externalIds.DBLP"),
        "corpusid": text(paper, "externalIds.CorpusId") or text(paper, "corpusId"),
        "pdf": text(paper, "openAccessPdf.url"),
        "citations": paper.get("citationCount"),
        "fields_of_study": texts(paper, "fieldsOfStudy"),
        "tldr": text(paper, "tldr.text"),
    }


def dblp(hit: Object) -> dict[str, object]:
    """Return a DBLP hit; DBLP has no abstracts, numbers namesakes (`Wei Wang 0001`) and ends titles with a dot."""
    people = at(hit, "info.authors.author")
    listed = people if isinstance(people, list) else [people]
    names = [text(one, "text") if isinstance(one, dict) else str(one or "") for one in listed]
    return {
        "id": text(hit, "info.key"),
        "title": html.unescape(text(hit, "info.title")).removesuffix("."),
        "authors": [{"name": re.sub(r" \d{4}$", "", html.unescape(name))} for name in names if name],
        "date": text(hit, "info.year"),
        "venue": text(hit, "info.venue") or text(hit, "info.venue.0"),
        "doi": text(hit, "info.doi"),
        "dblp": text(hit, "info.key"),
        "page": text(hit, "info.ee") or text(hit, "info.url"),
        "type": text(hit, "info.type"),
        "volume": text(hit, "info.volume"),
        "number": text(hit, "info.number"),
        "pages": text(hit, "info.pages"),
        "status": "preprint" if text(hit, "info.venue") == "CoRR" else "published",
    }


def openreview(note: Object) -> dict[str, object]:
    """Return an OpenReview note of either API; values of API 2 are wrapped as `{"value": …}`."""
    content = note.get("content")
    fields = {
        name: value.get("value") if isinstance(value, dict) else value
        for name, value in (content.items() if isinstance(content, dict) else ())
    }
    pdf = text(fields, "pdf")
    forum = text(note, "forum") or text(note, "id")
    return {
        "id": text(note, "id"),
        "title": text(fields, "title"),
        "abstract": text(fields, "abstract"),
        "authors": [{"name": name} for name in texts(fields, "authors")],
        "date": milliseconds(note.get("pdate") or note.get("odate") or note.get("cdate")),
        "updated": milliseconds(note.get("mdate")),
        "venue": text(fields, "venue"),
        "openreview": forum,
        "keywords": texts(fields, "keywords"),
        "pdf": f"https://openreview.net{pdf}" if pdf.startswith("/") else pdf,
        "code": text(fields, "code") or text(fields, "code_url"),
        "tldr": text(fields, "TLDR") or text(fields, "TL;DR"),
        "primary_area": text(fields, "primary_area"),
        "status": "withdrawn" if "withdrawn" in text(fields, "venueid").lower() else "",
    }


def hugging_face(entry: Object) -> dict[str, object]:
    """Return a daily paper; the date is the paper's, not the day on which it was listed."""
    inner = entry.get("paper")
    paper = inner if isinstance(inner, dict) else entry
    return {
        "id": text(paper, "id"),
        "title": text(paper, "title") or text(entry, "title"),
        "abstract": text(paper, "summary") or text(entry, "summary"),
        "authors": [{"name": text(one, "name")} for one in things(paper, "authors") if one.get("hidden") is not True],
        "date": text(paper, "publishedAt")[:10],
        "arxiv": text(paper, "id"),
        "upvotes": paper.get("upvotes"),
        "stars": paper.get("githubStars"),
        "code": text(paper, "githubRepo"),
        "project": text(paper, "projectPage"),
        "keywords": texts(paper, "ai_keywords"),
        "listed": text(entry, "publishedAt")[:10],
    }


def papers_with_code(entry: Object) -> dict[str, object]:
    """Return a paper of the last data of Papers with Code, or the tie of one to a repository, which names it again.

    The site is gone: its own address of the paper stays the source's key alone.
    """
    return {
        "id": tail(text(entry, "paper_url")),
        "title": text(entry, "title") or text(entry, "paper_title"),
        "abstract": text(entry, "abstract"),
        "authors": [{"name": name} for name in texts(entry, "authors")],
        "date": text(entry, "date"),
        # "CVPR 2024 1": the month stands behind
        "venue": re.sub(r"(?<=\d{4}) \d{1,2}$", "", text(entry, "proceeding")),
        "arxiv": text(entry, "arxiv_id") or text(entry, "paper_arxiv_id"),
        "openreview": text(entry, "openreview_id"),
        "page": _first(entry, "conference_url_abs", "url_abs", "paper_url_abs"),
        "pdf": _first(entry, "conference_url_pdf", "url_pdf", "paper_url_pdf"),
        "code": text(entry, "repo_url"),
        "keywords": texts(entry, "tasks"),
        "methods": [text(one, "name") for one in things(entry, "methods")],
    }


def _first(entry: Object, *names: str) -> str:
    return next(filter(None, (text(entry, name) for name in names)), "")
