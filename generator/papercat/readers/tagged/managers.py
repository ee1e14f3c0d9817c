"""What the tags of reference managers and indexes mean: EndNote, Web of Science, RefWorks, RePEc.

Formats: https://support.clarivate.com/Endnote (tagged import), https://images.webofknowledge.com/images/help/WOS
(hs_wos_fieldtags), https://refworks.proquest.com (tagged format), https://ideas.repec.org/t/redif.html.
"""

import re

from papercat.readers.tagged.pairs import Pair, Told, laid_out, record, spoken, table
from papercat.readers.values import day, words
from papercat.records import COLLECTIVE

ENDNOTE = table("""
type 0
title T
abstract X
authors A
editor E
translator ?
date 8
year D
venue J B S
volume V
number N
pages P
publisher I
address C
edition 7
keywords K
language G
genre 9
doi R
page U
pdf >
key F M
notes Z <
correspondence_address +
""")
WEB_OF_SCIENCE = table("""
key UT
kind PT
document_type DT
title TI
abstract AB
authors AF AU
editor BE
venue SO BT
series SE
conference_title CT
keywords DE
index_keywords ID
categories WC
month PD
year PY
volume VL
number IS
first BP
last EP
article_number AR
publisher PU
language LA
doi DI
pmid PM
citations Z9 TC
email EM
reprint_address RP
""")
REFWORKS = table("""
type RT
key ID
title T1
abstract AB
authors A1
editor A2
translator A4
date FD
year YR
venue JF JO T2
volume VO vo
number IS
start_page SP
end_page OP
publisher PB
address PP
edition ED
keywords K1
language LA
doi DO
page UL LK
notes NO
correspondence_address AD
""")
REDIF = table("""
key handle
type template-type
title title
abstract abstract
authors author-name
editor editor-name
date creation-date publication-date
year year
month month
venue journal book-title series
volume volume
issue issue
number number
pages pages
publisher publisher-name provider-name
keywords keywords
jel classification-jel
doi doi
link file-url
""")
KINDS = {"J": "Journal Article", "C": "Conference Paper", "B": "Book", "S": "Book Section"}
"""What Web of Science says that a record is a part of, in the words of reference managers."""


def endnote(pairs: list[Pair]) -> dict[str, object]:
    """Return a record of EndNote's, as Google Scholar and publishers write it too."""
    told = laid_out(pairs, ENDNOTE)
    date, year = told.pop("date", [""])[0], told.get("year", [""])[0]
    # "June 3" beside the year
    told["date"] = list(filter(day, [date, f"{date}, {year}"]))[:1]
    # a number of any kind
    told["doi"] = [said for said in told.get("doi", []) if "10." in said]
    told["pdf"] = [url for url in told.get("pdf", []) if url.startswith("http")]
    return _named(told)


def web_of_science(pairs: list[Pair]) -> dict[str, object]:
    """Return a record of Web of Science."""
    told = laid_out(pairs, WEB_OF_SCIENCE)
    told["type"] = [KINDS[kind] for kind in told.pop("kind", []) if kind in KINDS]
    pages = "-".join(one for name in ("first", "last") for one in told.pop(name, []))
    told["pages"] = [pages] if pages else told.pop("article_number", [])
    months = [match for said in told.pop("month", []) if (match := re.fullmatch(r"([A-Z]{3})(?: (\d{1,2}))?", said))]
    told["date"] = [f"{year} {match[1]} {match[2] or ''}" for match in months for year in told.get("year", [])]
    return _named(told)


def refworks(pairs: list[Pair]) -> dict[str, object]:
    """Return a record of RefWorks, which the indexes of China export, too."""
    told = laid_out(pairs, REFWORKS)
    return _named(told | {"date": list(filter(day, told.get("date", [])))})


def redif(pairs: list[Pair]) -> dict[str, object]:
    """Return a record of RePEc's; papers are reports of a series."""
    told = laid_out([Pair(tag.lower(), value) for tag, value in pairs], REDIF)
    kinds = {"article": "Journal Article", "paper": "Report", "book": "Book", "chapter": "Book Section"}
    said = [kind for kind in kinds if any(kind in one.lower() for one in told.get("type", []))]
    told["type"] = [kinds[kind] for kind in said[:1]]
    return _named(told)


def _named(told: Told) -> dict[str, object]:
    """Return the record with people in the order in which they are spoken; a group's name ends with a comma."""
    groups = [name.rstrip(", ") for name in told.get("authors", []) if re.search(r" .*,$", name)]
    for field in ("authors", "editor", "translator"):
        told[field] = [spoken(part) for name in told.get(field, []) for part in name.split(";") if part]
    told["keywords"] = [word for said in told.get("keywords", []) for word in words(said)]
    return record(told) | {COLLECTIVE: groups}
