"""Papers as BibTeX, RIS and CSL-JSON: one paper, a list, or the whole catalogue."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import quote

import msgspec

from papercat.outputs import citing, people, tex
from papercat.outputs.citing import clean
from papercat.outputs.details import ROLES, Kind, collective, details, others, pages
from papercat.outputs.people import Person
from papercat.records import Paper, venue_name

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
BIBTEX = {
    Kind.ARTICLE: ("article", "journal"),
    Kind.CONFERENCE: ("inproceedings", "booktitle"),
    Kind.PREPRINT: ("misc", "howpublished"),
    Kind.BOOK: ("book", "howpublished"),
    Kind.CHAPTER: ("incollection", "booktitle"),
    Kind.THESIS: ("phdthesis", "howpublished"),
    Kind.REPORT: ("techreport", "howpublished"),
}
RIS = {
    Kind.ARTICLE: "JOUR",
    Kind.CONFERENCE: "CPAPER",
    Kind.PREPRINT: "UNPB",
    Kind.BOOK: "BOOK",
    Kind.CHAPTER: "CHAP",
    Kind.THESIS: "THES",
    Kind.REPORT: "RPRT",
}
RIS_ROLES = {"editor": "A2", "translator": "A4"}
CSL = {
    Kind.ARTICLE: "article-journal",
    Kind.CONFERENCE: "paper-conference",
    Kind.PREPRINT: "article",
    Kind.BOOK: "book",
    Kind.CHAPTER: "chapter",
    Kind.THESIS: "thesis",
    Kind.REPORT: "report",
}
DETAILS = ("volume", "number", "pages", "publisher", "school", "institution", "address", "edition", "series")
"""Of `outputs.details`, in the order in which BibTeX has them."""
_FIELD = re.compile(r"[a-z][a-z0-9]*")
_SAFE = "!#$%&'()*+,-./:;=?@[]_~"
_PLAIN = re.compile(rf"[A-Za-z0-9{re.escape(_SAFE)}]*")


def bibtex(paper: Paper, key: str = "", *, whole: bool = False) -> str:
    """Return the paper as a BibTeX entry in UTF-8, with a final newline.

    Args:
        paper: what to cite.
        key: citation key; by default `citing.key`.
        whole: with abstract and keywords; a reader who copies one entry has both before them.
    """
    kind, venue = BIBTEX[citing.kind(paper)]
    groups = collective(paper)
    fields = {
        "title": f"{{{tex.title(clean(paper.title))}}}",
        "author": _tex_names((author.name for author in paper.authors), groups),
        **{role: _tex_names(others(paper, role)) for role in ROLES},
        venue: _braced(tex.escape(clean(venue_name(paper.venue)))),
        **_tex_details(paper),
        **_tex_date(paper.date),
        **_tex_ids(paper),
        "url": _braced(_tex_url(citing.address(paper))),
        "keywords": _braced(tex.escape(", ".join(map(clean, paper.keywords)))) if whole else "",
        "note": _braced(tex.escape(_note(paper))),
        "abstract": _braced(tex.escape(clean(paper.abstract))) if whole else "",
    }
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    if kind == "phdthesis" and paper.extra.get("entrytype") == "mastersthesis":
        kind = "mastersthesis"
    return f"@{kind}{{{key or citing.key(paper)},\n{lines}}}\n"


def ris(paper: Paper) -> str:
    """Return the paper as a RIS record, closed by its `ER` line."""
    found, groups = details(paper), collective(paper)
    first, last = pages(found)
    entries = [
        ("TY", RIS[citing.kind(paper)]),
        ("ID", paper.id),
        ("TI", paper.title),
        *(("AU", _ris_name(author.name, whole=author.name in groups)) for author in paper.authors),
        *((tag, _ris_name(name, whole=False)) for role, tag in RIS_ROLES.items() for name in others(paper, role)),
        ("PY", paper.year),
        ("DA", paper.date.replace("-", "/")),
        ("T2", venue_name(paper.venue)),
        ("VL", found.get("volume", "")),
        ("IS", found.get("number", "")),
        ("SP", first),
        ("EP", last),
        ("PB", _press(found)),
        ("CY", found.get("address", "")),
        ("ET", found.get("edition", "")),
        ("DO", paper.ids.get("doi", "")),
        ("UR", citing.address(paper)),
        ("UR", f"https://arxiv.org/abs/{paper.ids['arxiv']}" if paper.ids.keys() >= {"doi", "arxiv"} else ""),
        *(("L2" if link.kind == "code" else "L1" if link.kind == "pdf" else "L3", link.url) for link in paper.links),
        *(("KW", keyword) for keyword in paper.keywords),
        ("N1", _note(paper)),
        ("AB", paper.abstract),
    ]
    return "".join(f"{tag}  - {clean(value)}\n" for tag, value in entries if value) + "ER  - \n"


def csl(paper: Paper) -> str:
    """Return the paper as one object of CSL-JSON."""
    found, groups = details(paper), collective(paper)
    item: dict[str, object] = {
        "id": paper.id,
        "type": CSL[citing.kind(paper)],
        "title": clean(paper.title),
        "author": [_csl_name(author.name, whole=author.name in groups) for author in paper.authors],
        **{role: [_csl_name(name, whole=False) for name in others(paper, role)] for role in ROLES},
        "issued": {"date-parts": [[int(part) for part in paper.date.split("-")]]} if paper.date else None,
        "container-title": clean(venue_name(paper.venue)),
        "volume": clean(found.get("volume", "")),
        "number" if citing.kind(paper) is Kind.REPORT else "issue": clean(found.get("number", "")),
        "page": clean(str(pages(found))),
        "publisher": clean(_press(found)),
        "publisher-place": clean(found.get("address", "")),
        "edition": clean(found.get("edition", "")),
        "collection-title": clean(found.get("series", "")),
        "DOI": clean(paper.ids.get("doi", "")),
        "PMID": clean(paper.ids.get("pmid", "")),
        "archive": "arXiv" if "arxiv" in paper.ids else None,
        **({"number": f"arXiv:{clean(paper.ids['arxiv'])}"} if "arxiv" in paper.ids else {}),
        "URL": clean(citing.address(paper)),
        "keyword": ", ".join(map(clean, paper.keywords)),
        "note": _note(paper),
        "abstract": clean(paper.abstract),
    }
    return msgspec.json.encode({name: value for name, value in item.items() if value}).decode()


def bibtex_file(papers: tuple[Paper, ...]) -> Iterator[str]:
    """Yield a BibTeX file in which no two papers share a key, with abstracts."""
    keys = citing.keys(papers)
    for number, paper in enumerate(papers):
        yield ("\n" if number else "") + bibtex(paper, keys[paper.id], whole=True)


def ris_file(papers: Iterable[Paper]) -> Iterator[str]:
    """Yield a RIS file."""
    for number, paper in enumerate(papers):
        yield ("\n" if number else "") + ris(paper)


def csl_file(papers: Iterable[Paper]) -> Iterator[str]:
    """Yield a CSL-JSON file: one array, an item a line."""
    yield "["
    for number, paper in enumerate(papers):
        yield (",\n" if number else "\n") + csl(paper)
    yield "\n]\n"


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""


def _parts(name: str, *, whole: bool) -> Person:
    """Return a name's parts; a group's is one."""
    return Person(clean(name)) if whole else people.split(clean(name))


def _tex_names(names: Iterable[str], groups: frozenset[str] = frozenset()) -> str:
    return _braced(" and ".join(filter(None, (_tex_name(name, whole=name in groups) for name in names))))


@lru_cache(maxsize=1 << 16)
def _tex_name(name: str, *, whole: bool) -> str:
    """Return `Family, Suffix, Given`; a name that cannot be taken apart stands in braces."""
    parts = _parts(name, whole=whole)
    if not parts.given:
        return _braced(tex.escape(parts.family)) if re.search(r"[\s,]", parts.family) else tex.escape(parts.family)
    return ", ".join(tex.escape(part) for part in (parts.family, parts.suffix, parts.given) if part)


def _tex_details(paper: Paper) -> dict[str, str]:
    found = {**details(paper)}
    if found:
        found["pages"] = "--".join(filter(None, pages(found)))
    return {name: _braced(tex.escape(clean(found[name]))) for name in DETAILS if found.get(name)}


def _press(found: Mapping[str, str]) -> str:
    """Return who published it."""
    return next((found[name] for name in ("publisher", "school", "institution") if name in found), "")


def _tex_date(date: str) -> dict[str, str]:
    year, month, day = (*date.split("-"), "", "")[:3]
    return {"year": _braced(year), "month": MONTHS[int(month) - 1] if month else "", "day": _braced(day.lstrip("0"))}


def _tex_ids(paper: Paper) -> dict[str, str]:
    """Return identifiers; arXiv has fields of its own in BibTeX."""
    made = {name: _braced(_tex_url(value)) for name, value in paper.ids.items() if _FIELD.fullmatch(name)}
    arxiv = made.pop("arxiv", "")
    return made | ({"eprint": arxiv, "archiveprefix": "{arXiv}"} if arxiv else {})


def _tex_url(url: str) -> str:
    """Return an address as it is, but for what would end the field or start a command."""
    return url if _PLAIN.fullmatch(url) else quote(clean(url), safe=_SAFE)


def _ris_name(name: str, *, whole: bool) -> str:
    parts = _parts(name, whole=whole)
    return ", ".join(part for part in (parts.family, parts.given, parts.suffix) if part)


def _csl_name(name: str, *, whole: bool) -> dict[str, str]:
    parts = _parts(name, whole=whole)
    if not parts.given:
        return {"literal": parts.family}
    return {word: part for word, part in parts._asdict().items() if part}


def _note(paper: Paper) -> str:
    """Return what a reader must know before citing."""
    if paper.status not in {"withdrawn", "retracted"}:
        return ""
    return clean(f"{paper.status.capitalize()}. {paper.status_note}").strip()
