"""Which of our fields a foreign name means: one table, overruled by the settings' field map."""

import difflib
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple, get_args

from papercat.errors import Fault
from papercat.readers.base import Fields
from papercat.records import LinkKind

ALIASES = {
    "title": "name paper_title article_title document_title",
    "abstract": "summary abstract_text abstract_note abs description",
    "authors": "author author_names author_list creators creator",
    "date": "published publication_date published_date date_published published_at pub_date issued",
    "year": "publication_year published_year pub_year",
    "month": "publication_month",
    "updated": "updated_at updated_date date_updated last_modified modified revised",
    "venue": "journal booktitle conference journal_title publication_title source_title container_title proceedings "
    "published_in publication_venue journal_book",
    "keywords": "keyword author_keywords keyword_list automatic_tags manual_tags",
    "status": "",
    "status_note": "",
    "ids": "external_ids identifiers",
    "ids.arxiv": "arxiv arxiv_id arxiv_number eprint",
    "ids.doi": "doi doi_url doi_link",
    "ids.acl": "acl acl_id anthology_id",
    "ids.openreview": "openreview openreview_id forum forum_id",
    "ids.pmid": "pmid pubmed pubmed_id",
    "ids.pmcid": "pmcid pmc_id",
    "ids.dblp": "dblp dblp_key",
    "ids.s2": "s2_id semantic_scholar_id",
    "ids.corpusid": "corpus_id",
    "ids.openalex": "openalex openalex_id",
    "ids.isbn": "isbn",
    "links": "link url urls href paper_url url_abs",
    "links.pdf": "pdf pdf_url pdf_link url_pdf open_access_pdf",
    "links.code": "code github github_url github_link github_repo code_url code_link repo repo_url repository "
    "official_code",
    "links.project": "project project_page project_url project_website homepage website webpage",
    "links.page": "page site oa html landing_page abs_url arxiv_url openreview_url",
    "links.video": "video video_url youtube talk recording",
    "links.slides": "slides slides_url presentation",
    "links.demo": "demo demo_url",
    "links.dataset": "dataset_url data_url dataset_link",
    "links.model": "model_url checkpoint_url",
    "links.other": "poster poster_url",
    "signals.citations": "citations citation_count cited_by cited_by_count num_citations times_cited gs_citation "
    "article_citation_count citing_works_count",
    "signals.upvotes": "upvotes votes likes num_likes",
    "signals.stars": "stars github_stars stargazers",
    "key": "id key uid paper_id cite_key citation_key entry_key",
}
"""Our field -> other names of it; case, spaces, hyphens and underscores do not matter."""

PRIVATE = frozenset({
    "file", "fileattachments", "localurl", "notes", "annote", "annotation", "annotations", "mynotes", "personalnotes",
    "privatenotes", "researchnotes", "dateadded", "datemodified", "username", "phone", "telephone",
    "correspondenceaddress", "reprintaddress", "reprintaddresses",
})  # fmt: skip
"""Names, without case and punctuation, of what people note for themselves: nobody means to publish it."""
MAIL = re.compile(r"emails?(?:address(?:es)?)?$")
"""The end of a name under which e-mail addresses stand, which are private, too."""
LOCAL = re.compile(r"file:|[A-Za-z]:\\|/(?:home|Users)/", re.IGNORECASE)
"""The beginning of a path on somebody's machine."""

DECISIONS = frozenset({"decision", "finaldecision", "status", "paperstatus", "submissionstatus", "acceptance"})
"""Names of what a conference says of a submission."""
REFUSED = re.compile(
    r"\W*(?:(?:desk|editor(?:ial)?)[ -]*)?(?:reject(?:ed|ion)?|decline[sd]?|not accepted|withdraw(?:n|al)?)\b",
    re.IGNORECASE,
)
"""What it says of papers that it does not publish."""

DROP, EXTRA = "drop", "extra"
"""In a field map: leave the field out; keep it under `extra` whatever its name means."""
SUGGESTED = (
    "title",
    "abstract",
    "authors",
    "author",
    "venue",
    "keywords",
    "summary",
    "journal",
    "booktitle",
)
"""Names that a misspelling is compared with; short ones are like too much."""
_BARE = re.compile(r"[\W_]+")


class Target(NamedTuple):
    """Where a value goes."""

    field: str
    """`title`, `ids`, `links`, … or nothing for `extra`."""
    part: str = ""
    """Scheme, kind or name of the signal."""
    rank: int = 2
    """0 where the settings say so, 1 where the name is our own, 2 for another name: the lower speaks first."""


@lru_cache(maxsize=1 << 12)
def bare(name: str) -> str:
    """Return a field name without case and punctuation."""
    return _BARE.sub("", name.casefold())


def _table() -> dict[str, Target]:
    made: dict[str, Target] = {}
    for ours, names in ALIASES.items():
        field, _, part = ours.partition(".")
        for name in names.split():
            made[bare(name)] = Target(field, part)
        made[bare(part or field)] = Target(field, part, 1)
        made[ours] = Target(field, part, 1)
    # Scopus has the people's names abbreviated under our own name beside these
    made[bare("author_full_names")] = Target("authors", "", 0)
    # our own name for the year alone, and names of ours that mean something else in other people's files
    return {name: target for name, target in made.items() if name not in {"other", "dataset", "model"}}


TABLE = _table()


def target(name: str, fields: Fields) -> Target:
    """Return where the field `name` goes; unknown ones go to `extra`, private ones nowhere."""
    if name in fields:
        ours = fields[name]
        field, _, part = ours.partition(".")
        return Target("" if field == EXTRA else field, part, 0)
    return TABLE.get(name) or TABLE.get(bare(name)) or Target(DROP if is_private(name) else "")


def is_private(name: str) -> bool:
    """Say whether a field of this name is no business of a site's readers."""
    return bare(name) in PRIVATE or bool(MAIL.search(bare(name)))


def is_refused(name: str, value: object) -> bool:
    """Say whether a field tells that a conference did not take the paper; a status of ours, `withdrawn`, does not."""
    if not isinstance(value, str) or bare(name) not in DECISIONS or not REFUSED.match(value):
        return False
    return bare(name) != "status" or value.casefold() != "withdrawn"


def public(value: object) -> object:
    """Return a value without what stands under private names inside."""
    if isinstance(value, Mapping):
        return {key: public(entry) for key, entry in value.items() if not is_private(str(key))}
    return [public(entry) for entry in value] if isinstance(value, list) else value


def wrong_map(fields: Fields, file: str) -> tuple[Fault, ...]:
    """Return a fault for each entry of the field map that leads nowhere."""
    known = [*ALIASES, DROP, EXTRA]
    faults = []
    for name, ours in fields.items():
        free = ours.partition(".")[0] in {"ids", "signals", EXTRA}
        kind = ours.startswith("links.") and ours.partition(".")[2] in get_args(LinkKind)
        if ours not in known and not free and not kind:
            near = difflib.get_close_matches(ours, known, n=1)
            guess = f"did you mean {near[0]!r}?" if near else ""
            reason = f"the field map sends {name!r} to {ours!r}, which is no field"
            faults.append(Fault(file=file, reason=reason, expected=", ".join(known), guess=guess))
    return tuple(faults)


def misspelt(name: str) -> str:
    """Return the field name that an unknown one is a misspelling of, or nothing."""
    near = difflib.get_close_matches(bare(name), SUGGESTED, n=1, cutoff=0.8)
    return near[0] if near and bare(name) not in TABLE else ""
