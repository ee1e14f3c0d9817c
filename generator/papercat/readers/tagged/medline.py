"""MEDLINE, PubMed's `.nbib` and "PubMed" text format, and ERIC's records in the same form.

Format: https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

import re
from collections.abc import Sequence

from papercat.readers.names import turned
from papercat.readers.tagged.pairs import Pair, laid_out, record, spoken, table
from papercat.records import COLLECTIVE

TABLE = table("""
id PMID OID
title TI BTI
abstract AB
date DEP DP
venue JT TA CTI
pmid PMID
pmcid PMC
keywords OT
mesh MH
publication_types PT
volume VI
issue IP
pages PG
language LA
publisher PB
editor FED ED
vernacular_title TT
""")
TRANSLATED = re.compile(r"\[(.+)\]")
"""How PubMed marks the English title of a paper in another language."""
INITIALS = re.compile(r"(.+) ([A-Z]{1,4}(?: (?:Jr|Sr|2nd|3rd))?)")


def row(pairs: list[Pair]) -> dict[str, object]:
    """Return a record in our words."""
    told = laid_out(pairs, TABLE)
    told["editor"] = list(map(spoken, told.get("editor", [])))
    told["page"] = [value for tag, value in pairs if tag == "LID" and value.startswith("http")]
    return record(told) | {
        "title": title(told.get("title", [""])[0]),
        "authors": _authors(pairs),
        COLLECTIVE: [value for tag, value in pairs if tag == "CN"],
        "date": re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", told.get("date", [""])[0]),
        "doi": next((value.split()[0] for _, value in pairs if value.endswith("[doi]")), ""),
        "status": status(told.get("publication_types", [])),
    }


def title(text: str) -> str:
    """Return a title without the final dot, and without the brackets around a translated one."""
    bare = text.removesuffix(".")
    inner = TRANSLATED.fullmatch(bare)
    return inner[1].removesuffix(".") if inner and "[" not in inner[1] else bare


def status(kinds: Sequence[str]) -> str:
    """Return what the types of a publication say of its state."""
    if "Retracted Publication" in kinds:
        return "retracted"
    return "preprint" if "Preprint" in kinds else "published"


def _authors(pairs: Sequence[Pair]) -> list[dict[str, str]]:
    """Return people and groups in their order, with the first affiliation and the ORCID that stand behind each."""
    names = "FAU" if any(tag == "FAU" for tag, _ in pairs) else "AU"
    found: list[dict[str, str]] = []
    for tag, value in pairs:
        if tag == names:
            initials = INITIALS.fullmatch(value) if "," not in value else None
            found.append({"name": turned(initials[1], initials[2]) if initials else spoken(value)})
        elif tag == "CN":
            found.append({"name": value})
        elif tag == "AD" and found:
            found[-1].setdefault("affiliation", value)
        elif tag == "AUID" and found:
            found[-1].setdefault("orcid", value)
    return found
