"""One reference to its parts, by the first of the usual styles that it is in."""

import re
from collections.abc import Callable
from typing import NamedTuple

from papercat.readers.references import venues
from papercat.readers.references.addresses import taken_out
from papercat.readers.references.people import PARTICLES, people, short

QUOTED = re.compile(
    r"(?P<who>.{2,900}?)[\s,.:]+(?:\u201c(?P<curly>(?:[^\u201c\u201d]|\u201c[^\u201c\u201d]*\u201d)+)\u201d|\"(?P<straight>.+?)\"(?=[\s,.;)(]|$)"
    r"|['\u2018](?P<single>.{8,}?)['\u2019](?=[,.;]|\s\(|$))(?P<after>.*)"
)
INSIDE = re.compile(r"\u201c(.{4,}?)\u201d|\"(.{4,}?)\"(?=[\s,.;)]|$)")
NO_DATE = r"\b(?:n\. ?d|in press|forthcoming|to appear|accepted|submitted|in preparation)\b\.?"
DATED = re.compile(
    rf"(?P<who>.{{2,900}}?)[\s,]*[(\[](?P<when>(?:c(?:a|irca)?\.? ?)?(?:1[0-9]"
    rf"|20)\d\d(?:[\u2013/-]\d{{2,4}})?[a-z]?(?:, [^()\[\]]{{3,25}})?|{NO_DATE})[)\]][.,:]?\s+(?P<rest>.+)",
    re.IGNORECASE,
)
BARE_DATE = re.compile(r"(?P<who>.{2,900}?[.,]) (?P<when>(?:1[5-9]|20)\d\d[a-z]?)[.:] (?P<rest>.+)")
_SHORTENED = """
vs St No Dr Mr Mrs cf Ed Eds Vol vol no etc Acad Adv Am Ann Appl Astron Astrophys Biol Chem Clin Commun Comput
Eng Environ Exp Geophys Inst Int Lett Math Mech Med Microbiol Mol Nat Natl Opt Org Phys Proc Psychol Rep Res
Rev Sci Ser Soc Spectrosc Stat Struct Surg Syst Technol Theor Trans Univ
"""
SHORTENED = "".join(rf"(?<!\b{word})" for word in _SHORTENED.split())
"""Words before a full stop that ends no sentence."""
SENTENCE = re.compile(
    rf"(?<![ (.,][^\W\d_]){SHORTENED}\.(?=\s+[^\W_a-z]|\s+[\"\u201c(]|\s*$)|(?<=[?!])(?=\s+[^\W\d_a-z])"
)
UNTITLED = re.compile(
    r"(?:[^\W\d_a-z][^\W\d_]*\.,? ?)+(?:[^\W\d_a-z][^\W\d_]*)?,? *\d.*|.*, (?:1[5-9]|20)\d\d, .*"
    r"|[^\u201c]*\u201d.*|.*\u201c[^\u201d]*|\W*\d[\d\W]*"
)
"""What is a journal with its numbers and no title."""
MARKED = re.compile(r"\s*[\[\uff3b](?:[JMCDRNPSAGZ]|EB|DB|CP)(?:/(?:OL|CD|MT))?[\]\uff3d]\.?\s*")
"""Behind each title of the Chinese standard GB/T 7714."""
RUSSIAN = re.compile(
    r"(?P<who>[^\W\d_a-z][\w-]+,? (?:[^\W\d_a-z]\. ?){1,2}(?:, [^\W\d_a-z][\w-]+,? (?:[^\W\d_a-z]\. ?){1,2})*)"
    r"(?P<title>[^/]{4,400}?) (?:/ [^/]+)?// (?P<after>.+)"
)
"""GOST's `Surname I. O. Title // Journal. 2001. No. 5`."""
THESIS = re.compile(r"\b(?:dissertation|thesis)\b", re.IGNORECASE)
JOURNAL = re.compile(r", (?=(?:[A-Z][^,\d]{1,80}), (?:\d{1,4},|vol\.))|,? \((?=[^()]*\d{4}\))")
"""A comma between title and journal, by the numbers behind it."""
INITIALS = rf"(?:[^\W\d_a-z]\.[ -]?)+{PARTICLES}[^\W\d_a-z][\w'\u2019-]+(?: (?:Jr|Sr)\.?)?"
INITIALS_FIRST = re.compile(
    rf"(?P<who>{INITIALS}(?:, {INITIALS})*(?:,? (?:and|&) {INITIALS}|,? et al\.?)?)(?:, (?:Eds?\.?,)?|\. "
    rf"|: )(?P<rest>.+)"
)
NOTE = re.compile(
    r"(?P<who>(?:[^\W\d_a-z][\w'\u2019.-]*(?: |, and "
    r"| and )){1,12}?[^\W\d_a-z][\w'\u2019-]+), (?P<title>[A-Z][^()]{3,200}?)(?:, "
    r"(?P<edition>\d+\w\w ed\.))? (?P<press>\([^()]*\d{4}\))(?:, [\d\u2013-]+)?\.?"
)
INVERTED = re.compile(rf"{PARTICLES}[^\W\d_a-z][\w'\u2019-]+(?: [^\W\d_a-z][\w'\u2019-]+)?, [^\W\d_a-z].*")
ADDED = re.compile(
    r"\s*[(\[](?:[^()\[\]]*\b(?:ed\.|edn|vol\.|trans\.|pp\.|dissertation|thesis|master|report no"
    r"|publication no|preprint|dataset|data set|video|conference|poster|internet)[^()\[\]]*)[)\]]",
    re.IGNORECASE,
)
PLAIN = re.compile(r"[*_]{1,3}(?=\S)([^*_]+?)(?<=\S)[*_]{1,3}(?![\w])")


SHORTEST, LONGEST = 4, 3000
"""Characters of a title, and of a reference."""


WITHOUT = re.compile(rf",? ?(?:{NO_DATE}|\b(?:published|updated)\b)", re.IGNORECASE)
"""What stands around a date, or for one."""


class Parts(NamedTuple):
    """People, title, and what stands behind it."""

    who: list[str]
    title: str
    after: str
    when: str = ""


def cited(text: str, *, sure: bool = False) -> dict[str, object] | None:
    """Return a reference by our names, or nothing where its title cannot be told.

    Args:
        text: the reference in one line.
        sure: take only styles that nothing else looks like, those with initials before a year or a first full stop.
    """
    if len(text) > LONGEST:
        return None
    bare, known = taken_out(PLAIN.sub(r"\1", text))
    for style in SURE if sure else STYLES:
        found = style(bare)
        title = found.title.strip(' .,;\u201c\u201d"') if found else ""
        if not found or len(title) < SHORTEST or not found.who or UNTITLED.fullmatch(title):
            continue
        if style is not _quoted and "\u201c" in found.after:
            # the title is in there
            continue
        row = venues.told(WITHOUT.sub("", found.after))
        date = (found.when and (venues.year(f"({found.when})")[0] or found.when)) or row.get("date", "")
        undated = re.search(NO_DATE, text, re.IGNORECASE)
        if date or known or undated:
            return _row(found, title, row, known) | ({"date": date} if date else {})
    return None


def _row(found: Parts, title: str, told: dict[str, object], known: dict[str, object]) -> dict[str, object]:
    """Return the record, with the kind that its parts show."""
    row = {"title": title, "authors": [{"name": one} for one in found.who], **told, **known}
    if re.match(r"\W*in[: ].*\b(?:eds?\b|edited by)", found.after, re.IGNORECASE):
        return row | {"type": "chapter"}
    if THESIS.search(found.after):
        return {name: said for name, said in row.items() if name not in {"venue", "number"}} | {"type": "thesis"}
    if "venue" in told:
        return row | ({"type": "journal article"} if "volume" in told else {})
    undated = re.search(rf"^(?:{NO_DATE})$", found.when, re.IGNORECASE) or re.search(
        NO_DATE, found.after, re.IGNORECASE
    )
    if undated and "publisher" in row and "address" not in row:
        # what will come out comes out in a journal, mostly
        return row | {"venue": row.pop("publisher")}
    if "publisher" in row and "address" not in row and ("links" in known or "-" in str(told.get("date", ""))):
        # a newspaper, or whose page it is
        return row | {"venue": row.pop("publisher")}
    return row | ({"type": "book"} if told.keys() & {"publisher", "edition"} else {})


def _quoted(text: str) -> Parts | None:
    match = QUOTED.fullmatch(text)
    if not match:
        return None
    who, when = match["who"], ""
    if dated := re.fullmatch(r"(.+?)[\s,.]*(?:\(([^()]*)\)|((?:1[5-9]|20)\d\d[a-z]?))", who):
        who, when = dated[1], dated[2] or dated[3]
    return Parts(people(who), match["curly"] or match["straight"] or match["single"], match["after"], when)


def _dated(text: str) -> Parts | None:
    match = DATED.fullmatch(text) or BARE_DATE.fullmatch(text)
    if not match:
        return None
    title, after = _title(match["rest"])
    return Parts(people(match["who"]), title, after, match["when"])


def _with_initials(text: str) -> Parts | None:
    """Take people before a year where initials show that they are people."""
    match = DATED.fullmatch(text) or BARE_DATE.fullmatch(text)
    return (
        _dated(text)
        if match and re.match(r"[^,]{2,40}, ?(?:[^\W\d_a-z]\.[ -]?)+(?:[,;&\s]|$)", match["who"] + " ")
        else None
    )


def _short(text: str) -> Parts | None:
    who, _, rest = text.partition(". ")
    if not rest:
        return None
    names = short(who) or (people(who) if re.search(r"\d{4}[;:.]", rest) and " " in who and "," not in who else [])
    title, after = _title(rest)
    # the first name of somebody with a middle initial, "Donald E. Knuth. The Art", is nobody
    return Parts(names, title, after) if names and (len(names) > 1 or " " in title) else None


def _short_sure(text: str) -> Parts | None:
    return _short(text) if short(text.partition(". ")[0]) else None


def _initials_first(text: str) -> Parts | None:
    match = INITIALS_FIRST.fullmatch(text)
    if not match:
        return None
    return Parts(people(match["who"]), *_title(match["rest"]))


def _russian(text: str) -> Parts | None:
    match = RUSSIAN.fullmatch(text)
    if not match:
        return None
    who = [f"{first.strip()} {last}" for last, first in re.findall(r"([^\s,]{2,}),? ((?:\w\. ?)+)", match["who"])]
    return Parts(who, match["title"], match["after"])


def _note(text: str) -> Parts | None:
    match = NOTE.fullmatch(text)
    return Parts(people(match["who"]), match["title"], f"{match['edition'] or ''} {match['press']}") if match else None


def _inverted(text: str) -> Parts | None:
    """Take Chicago's and MLA's books: the people up to the first full stop that is none of an initial."""
    if not INVERTED.match(text):
        return None
    for stop in re.finditer(r"\.(?= [^\W\d_a-z\u2014][^.])", text):
        if who := people(text[: stop.end()]):
            title, after = _title(text[stop.end() :].strip())
            return Parts(who, title, after)
    return None


def _plain(text: str) -> Parts | None:
    """Take BibTeX's plain style: names as they are spoken up to the first full stop behind a word."""
    stop = re.search(r"(?<=[^\W\d_]{2})\.(?= [^\W\d_a-z])", text)
    who = people(text[: stop.start()]) if stop else []
    sure = len(who) > 1 or re.search(r" [^\W\d_a-z]\. ", " ".join(who))
    return Parts(who, *_title(text[stop.end() :].strip())) if stop and sure else None


def _title(rest: str) -> tuple[str, str]:
    """Return the title that a text begins with, and what comes after it."""
    if quote := INSIDE.match(rest):
        return quote[1] or quote[2], rest[quote.end() :]
    if mark := MARKED.search(rest):
        return rest[: mark.start()], rest[mark.end() :]
    stops = [stop for stop in SENTENCE.finditer(rest) if stop.start() > 0]
    # a title with a question in it goes on where the journal comes later
    last = [stop for stop in stops if stop[0] == "." or _is_venue(rest[stop.end() :])]
    end, begin = (last or stops)[0].span() if stops else (len(rest), len(rest))
    if cut := JOURNAL.search(rest, 0, end):
        end, begin = cut.start(), cut.end() if cut[0] == ", " else cut.start()
    added = " ".join(match[0] for match in ADDED.finditer(rest[:end]))
    return ADDED.sub("", rest[:end]), f"{rest[begin:].strip()} {added}".strip()


def _is_venue(after: str) -> bool:
    if re.fullmatch(rf"\W*[^\W\d_a-z][^.?!]{{1,60}}\. (?i:{NO_DATE})\W*", after):
        return True
    return not venues.told(after.partition(". ")[0]).keys().isdisjoint({"volume", "pages"})


Style = Callable[[str], Parts | None]
STYLES: tuple[Style, ...] = (_russian, _quoted, _dated, _note, _short, _initials_first, _inverted, _plain)
SURE: tuple[Style, ...] = (_with_initials, _short_sure)
