"""People, venues and days in the short texts around a title."""

import re
from typing import NamedTuple

from papercat.readers import values

MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
NUMERIC = r"(?:19|20)\d\d(?:[-./](?:1[0-2]|0?[1-9])(?:[-./](?:3[01]|[12]\d|0?[1-9]))?)?(?!\d)"
DAY = rf"(?:{NUMERIC}|(?:\d{{1,2}}\s+)?{MONTH},?\s+(?:\d{{1,2}},?\s+)?(?:19|20)\d\d)"
_LINK = r"(?:(?:of|on|for|the|and|in|&)\s+){0,2}"
NAME = rf"(?:[a-z]{{0,3}}[A-Z0-9][\w&+@-]*\.?|arxiv|biorxiv|medrxiv)(?:\s+{_LINK}[(A-Z0-9][\w&()+@-]*\.?){{0,8}}?"
SUFFIX = (
    r"(?:[\s,(-]+(?:oral|spotlight|poster|highlight|findings|workshops?|main|short|long|demo|tutorial|track|conference"
    r"|paper|best|award|datasets|benchmarks|and|d&b|under review|preprint|accepted|submitted|(?-i:[A-Z]{2,6}))\)?)*"
)
BEGINS = re.compile(
    r"^(?:in:?|at|(?:accepted|published|presented|appeared)(?: (?:to|by|at|in))?|to appear(?: in)?)\s+", re.IGNORECASE
)
AFTER = re.compile(rf"(?P<venue>{NAME})[\s,'\u2019:-]*(?P<day>(?i:{DAY}))(?i:{SUFFIX})")
BEFORE = re.compile(rf"(?P<day>(?i:{DAY}))[\s,]+(?P<venue>{NAME})")
BRIEF = re.compile(rf"(?P<venue>[A-Z][A-Za-z]*[A-Z]+|arXiv|arxiv)(?:\s?['\u2019]\s?|[ -]?)(?P<brief>\d\d)(?i:{SUFFIX})")
ALONE = re.compile(
    r"(?P<venue>[\w-]*[A-Z][\w-]*[A-Z][\w-]*(?: Asia)?|(?i:arxiv|biorxiv|medrxiv|preprint)|Nature|Science|Interspeech)"
    f"(?i:{SUFFIX})"
)
_VENUES = """
3dv aaai aacl accv acl acmmm aistats arxiv asplos atc biorxiv bmvc ccs chi cikm coling colm colt conll corl corr cvpr
cvpr-w cvprw eacl eccv eccvw emnlp hpca icassp iccv iccvw icde icip iclr icme icml icra ijcai ijcv interspeech iros
isca jmlr kdd medrxiv mia miccai micro mlsys naacl nature ndss neurips nips nsdi openreview osdi pami pnas preprint
ra-l ral recsys rss science siggraph sigir sigmod sosp tacl tcsvt tip tits tmi tmlr tmm tnnls tog tpami tro tvcg uai
uist vldb wacv wsdm www
"""
VENUES = frozenset(_VENUES.split())
"""Venues whose name alone is known for one."""
NO_VENUE = frozenset({"arxiv", "corr", "preprint", "openreview", "biorxiv", "medrxiv"})
PART = (
    r"(?:Jr\.|[^\W\d_a-z](?:\.-?[^\W\d_a-z])*\.|[^\W\d_a-z](?:[^\W\d_]|['\u2019-])*"
    r"|de|van|von|der|den|la|le|el|al|bin|di|da|dos|du)"
)
TURNED = rf"{PART}(?:\s{PART})?,\s+(?:[A-Z]\.[\s-]?){{1,3}}"
WHOLE = rf"{PART}(?:\s+{PART}){{1,4}}"
PLACE = r"(?:\s*\((?![^()]*\d\d)[^()]{2,100}\))"
NAMED = rf"(?:{TURNED}|{WHOLE}){PLACE}?"
BETWEEN = r"\s*(?:,\s*(?:and\s+|&\s*)?|;\s*|\s+and\s+|\s*&\s*)"
OTHERS = r"(?:,?\s*(?:\(?et\.?\s*al\b\.?\)?|and others))"
FIRST_TURNED = re.compile(rf"^\s*({PART}),\s+({PART}(?:\s{PART}){{0,2}})(?=,\s+(?:and\s+)?{WHOLE})")
"""The first of `Last, First, First Last and First Last`."""
PEOPLE = re.compile(
    rf"(?:by\s+)?(?:(?P<names>{NAMED}(?:{OTHERS}?{BETWEEN}{NAMED})*)(?P<more>{OTHERS})?|(?P<one>{PART}){OTHERS})(?![\w'\u2019-])"
)
BETWEEN_FACTS = re.compile(r"[,;|\u00b7()\[\]\n\u3002]|(?<!\b[A-Z])\.(?=\s|$)|\s[-\u2013\u2014]+\s")
"""What stands between people, venue and day."""
NO_NAME = re.compile(
    r"\b(?:University|Institute|Lab|Labs|Research|AI|Google|Meta|Microsoft|OpenAI|NVIDIA|DeepMind|Report|Oral|Spotlight|Poster"
    r"|Workshop|Conference|Journal|Transactions|Proceedings|Review|Survey|Nature|Science|Best|Paper|Award|Under|Learning"
    r"|Model|Models|Generation|Vision|Language|Network|Networks|Video|Image|Tutorial|Press|Letters|Technical|Project|Page"
    r"|Code|Blog|Benchmark|Dataset|International|Systems|Towards|With|Using|Neural|Deep|Data)\b"
)
"""Words of institutes, venues and subjects, which begin with capitals as names do."""


class When(NamedTuple):
    """A venue and a day, or one of them."""

    venue: str = ""
    date: str = ""


def when(text: str) -> When | None:
    """Return venue and day of a text that says these and nothing else: `CVPR 2024 Oral`, `2024.3, arxiv`, `ICLR'24`.

    A title with its year would do, too: where one may stand, ask `is_certain`.
    """
    plain = BEGINS.sub("", text.strip(" \t\n.,:;*`[]()\u3010\u3011"), count=1)
    if len(plain) > 120 or not plain:  # noqa: PLR2004 - no venue is longer
        return None
    if re.fullmatch(DAY, plain, re.IGNORECASE):
        return When("", values.day(plain))
    for pattern in (AFTER, BEFORE, BRIEF):
        if match := pattern.fullmatch(plain):
            found = match.groupdict()
            day = values.day(found["day"]) if found.get("day") else f"20{found['brief']}"
            return When(_venue(match["venue"]), day)
    match = ALONE.fullmatch(plain)
    return When(_venue(match["venue"])) if match and match["venue"].split()[0].lower() in VENUES else None


def is_certain(found: When) -> bool:
    """Say whether this is no title with a year: a day alone, or a venue with capitals as an acronym has them."""
    first = found.venue.partition(" ")[0]
    return not found.venue or first.lower() in VENUES or sum(map(str.isupper, first)) > 1


def _venue(name: str) -> str:
    plain = name.strip(" ,'\u2019:-")
    return "" if plain.lower() in NO_VENUE or re.fullmatch(MONTH, plain, re.IGNORECASE) else plain


def people(text: str) -> tuple[list[str], str]:
    """Return the names that a text begins with, and what comes after them."""
    text = FIRST_TURNED.sub(r"\2 \1", re.sub(r"(?<=\w)[*\u2020\u2021\u00a7]+", "", text), count=1)
    begin = len(text) - len(text.lstrip(" \u00b7,.;:*\n\u2013\u2014|-("))
    match = PEOPLE.match(text, begin)
    if not match:
        return [], text
    if match["one"]:
        return [match["one"]], text[match.end() :]
    names: list[str] = []
    end = begin
    for found in re.finditer(rf"({NAMED})(?:{OTHERS}?{BETWEEN}|$)", match["names"]):
        bare = found[1].strip(" ,")
        name, _, place = bare.partition("(")
        if (place and when(place)) or NO_NAME.search(name) or re.search(r"[a-z]{2}\.\s", bare):
            break
        names.append(_forwards(bare))
        end = match.start("names") + found.end(1)
    whole = len(names) and end == match.end("names")
    return names, text[match.end() if whole else end :]


def _forwards(name: str) -> str:
    last, comma, first = name.partition("," if "(" not in name else "\0")
    return (
        f"{first.strip()} {last.strip()}" if comma else name.rstrip(".") if not re.search(r"\b[A-Z]\.$", name) else name
    )
