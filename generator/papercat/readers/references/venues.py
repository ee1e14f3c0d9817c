"""What stands behind the title of a reference: venue, volume, number, pages, year, publisher."""

import re
from collections.abc import Iterator

from papercat.readers import values

MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
YEARS = (
    # (April 2000), (2019)
    re.compile(rf"\(((?:[^()]*[ ,])?(?:{MONTH} )?(?:\d{{1,2}},? )?((?:1[5-9]|20)\d\d))[a-z]?\)", re.IGNORECASE),
    # 2021 Mar 3;3(1) and 2020;
    re.compile(rf"(?:^|[.;,] )(((?:1[5-9]|20)\d\d)(?: {MONTH}(?: \d{{1,2}})?)?)(?=[;:]|\.? *$)", re.IGNORECASE),
    re.compile(
        rf"[,.] ((?:\d{{1,2}} )?(?:{MONTH} (?:\d{{1,2}},? )?)?((?:1[5-9]|20)\d\d))(?=[,.;\s]|$)(?! ?[-\u2013]\d)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\d\u2013:-])(((?:1[5-9]|20)\d\d))(?![\d\u2013-])"),
)
VOLUME = re.compile(
    r"\bvol(?:ume|\.)? ?(\w+)|\b(\d{1,4}), no\. ?\w+|(?:^|[\s,;])(\d{1,4}) ?\(\d[\w\u2013/-]*\)(?=[:,;. ]"
    r"|$)|(?:^|[\s,;])(?!(?:1[5-9]|20)\d\d,)(\d{1,4})[:,] ?[A-Za-z]?\d+(?:[\u2013-]|$|[.,;] ?| \()",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"\b(?:no|issue|nr)\.? ?(\d[\w\u2013/-]*)|(?:^|[\s,;])\d{1,4} ?\((?!(?:1[5-9]"
    r"|20)\d\d\))(\d[\w\u2013/-]*)\)(?=[:,;. ]|$)",
    re.IGNORECASE,
)
PAGES = re.compile(
    r"\bpp?\.? ?([A-Z]?\d+(?: ?[\u2013-]+ ?[A-Z]?\d+)?)|\bpages? ([A-Z]?\d+[\u2013-]+[A-Z]?\d+)"
    r"|[:,] ?([a-z]?\d+ ?[\u2013-]+ ?[a-z]?\d+)\b|:(e?\d+)\b",
    re.IGNORECASE,
)
EDITED = re.compile(r"^(?:in:? )?.{2,160}?(?:\((?:eds?|hrsg)\.?\)[,.:]?|, eds?\.[,:]) +", re.IGNORECASE)
IN = re.compile(r"^(?:in|presented at|appeared in)[: ]+", re.IGNORECASE)
VENUE_ENDS = re.compile(
    rf",? ?\(?(?:\bvol(?:ume|\.)|\bno\.|\bissue\b|\bpp?\. ?\d|\bpages? \d|\barticle \w*\d)"
    rf"|[,;]? +\d{{1,4}}(?= ?\(|, |: ?\w|[:,]\w|\.? ?$| ?\[)"
    rf"|[,.]? \(?(?:{MONTH} )?(?:1[5-9]|20)\d\d\b|, (?:ed\. |trans\. |edited by|translated by|forthcoming"
    rf"|in press)|\. (?=[A-Z][\w ,]{{2,40}}: )",
    re.IGNORECASE,
)
PRESS = re.compile(r"(?:^|[.,(] ?)([A-Z][\w.,' -]{1,40}): ([A-Z][^:;()]{1,60}?)(?:[,;] ?(?:1[5-9]|20)\d\d|\.?$)")
PUBLISHER = re.compile(r"[^\W\d_a-z][^\d:;()]{2,60}\.?")
"""What is left of a book of which the year stands elsewhere."""
_HOUSES = """
Press Verlag Wiley Springer Elsevier Publish\\w* Giroux Routledge Penguin Norton Sage Harper Addison-
Wesley McGraw-Hill Sons Macmillan Birkh\xe4user Gallimard Suhrkamp Blackwell Brill Palgrave Pearson
"""
HOUSE = re.compile(rf"\b(?:{'|'.join(_HOUSES.split())})\b(?! (?:review|journal|quarterly|of))", re.IGNORECASE)
ACRONYM = re.compile(r"\b[A-Z]\w*[A-Z]")
EDITION = re.compile(r"\b(\d+)(?:st|nd|rd|th) ed(?:n|ition)?\b", re.IGNORECASE)


def year(text: str) -> tuple[str, str]:
    """Return the date of a text and its year, or nothing."""
    for pattern in YEARS:
        if found := list(pattern.finditer(text)):
            return values.day(found[-1][1].strip(" ,")) or found[-1][2], found[-1][2]
    return "", ""


def told(after: str) -> dict[str, object]:
    """Return what the text behind a title says, by our names."""
    after = after.strip()
    found: dict[str, object] = {"date": year(after)[0], **dict(_numbers(after))}
    if press := PRESS.search(after):
        found |= {"address": press[1].strip(), "publisher": press[2].strip()}
    if edition := EDITION.search(after):
        found["edition"] = edition[1]
    found["venue"] = venue(after, press[0] if press else "")
    left = re.sub(r"\([^()]*\)", "", after).strip()
    if HOUSE.search(str(found["venue"])) and not found.keys() & {"volume", "number", "pages"}:
        found["publisher"], found["venue"] = found["venue"], ""
    elif not found["venue"] and not press and PUBLISHER.fullmatch(left):
        found["venue" if ACRONYM.search(left) and not HOUSE.search(left) else "publisher"] = left.strip(" .")
    return {name: said for name, said in found.items() if said}


def _numbers(after: str) -> Iterator[tuple[str, str]]:
    for name, pattern in (("volume", VOLUME), ("number", NUMBER), ("pages", PAGES)):
        if match := pattern.search(after):
            yield name, next(filter(None, match.groups())).replace(" ", "")


def venue(after: str, press: str = "") -> str:
    """Return the journal, book or conference that a text begins with, or nothing where it names a publisher."""
    text = after.replace(press, " ").strip(" .,;") if press else after.strip(" .,;")
    inside = IN.match(text)
    text = IN.sub("", text)
    if inside and (edited := EDITED.match(text)):
        text = text[edited.end() :]
    end = VENUE_ENDS.search(text)
    name = (text[: end.start()] if end else text).strip(" .,;:(")
    if inside:
        name = re.split(r", (?=[A-Z])|(?<=[a-z]{5})\. (?=[A-Z])", name)[0]
    if re.search(r"\b[A-Z][a-z]*\. ", name) and text[len(name) : len(name) + 1] == ".":
        name = f"{name}."
    numbers = end and not EDITION.match(text[end.start() :].strip(" ,."))
    sure = inside or (numbers and any(map(str.isalpha, name)) and not EDITION.search(name))
    return (
        name
        if sure
        and len(name) > 1
        and not re.fullmatch(MONTH, name, re.IGNORECASE)
        and not re.fullmatch(r"\W*(?:\d+\w* ed\w*)?\W*", name)
        else ""
    )
