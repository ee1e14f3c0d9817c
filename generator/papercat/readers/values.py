"""Foreign values in our form: texts, days, keywords, counts. Nothing means "not such a value"."""

import email.utils
import html
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping

MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?![\d/.-])")
WORDED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?,?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})"
)
YEAR_FIRST = re.compile(
    r"(\d{4}),? (jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?(?: (\d{1,2})(?!\d))?",
    re.IGNORECASE,
)
"""As PubMed writes: `2019 Aug 29`, `1998 Nov-Dec`."""
INSIDE = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)(?!\d)(-(?:0[1-9]|1[0-2])(?!\d)(?:-\d\d(?!\d))?)?")
UNDATED = re.compile(
    r"\W*(?:forthcoming|in press|in print|to appear|accepted|submitted|under review|in prep(?:aration)?|undated|no date"
    r"|(?:n|s)\. ?[da]\.?|nd|(?:online|epub|published) ahead of print)\W*",
    re.IGNORECASE,
)
"""What people write who know that there is no date yet, or none."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
DEPTH = 40
"""Levels of a foreign value that are kept."""


def plain(text: str) -> str:
    """Return text without control characters, lines ended by line feeds."""
    if not text.isprintable():
        text = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        text = text.encode("utf-8", "replace").decode("utf-8")
    return text.strip()


def flat(text: str) -> str:
    """Return text in one line, white space single."""
    return " ".join(plain(text).split())


def spelled(text: str) -> str:
    """Return text with the characters that are spelled for HTML, `&uuml;`, as they are."""
    return ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def day(value: object) -> str:
    """Return YYYY, YYYY-MM or YYYY-MM-DD of a year, an ISO date or time, or a date in English words."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if 1500 <= value <= 2100 else ""  # noqa: PLR2004 - years of papers
    if not isinstance(value, str):
        return ""
    text = value.strip()
    if match := YEAR_FIRST.match(text):
        return _date(match[1], month(match[2]), match[3] or "")
    if match := ISO.match(text):
        return _date(match[1], match[2] or "", match[3] or "")
    if match := WORDED.search(text):
        number = MONTHS.get(match[2][:3].lower(), 0)
        return _date(match[4], str(number), match[1] or match[3] or "") if number else ""
    return ""


def first_day(value: object) -> str:
    """Return the first date of what is none whole: `1789-1792`, `2018-11/2018-12`, `[1987]`, `c. 1996`."""
    found = INSIDE.search(value) if isinstance(value, str) else None
    return day(found[0]) if found else ""


def month(value: object) -> str:
    """Return the month as two digits, of a number or an English name."""
    text = str(value).strip().lower()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else MONTHS.get(text[:3], 0)  # noqa: PLR2004
    return f"{number:02}" if 1 <= number <= 12 else ""  # noqa: PLR2004 - months


def _date(year: str, month_: str, day_: str) -> str:
    if not day(int(year)):
        return ""
    if not month_ or not 1 <= int(month_) <= 12:  # noqa: PLR2004 - months
        return year
    if not day_ or not 1 <= int(day_) <= 31:  # noqa: PLR2004 - days
        return f"{year}-{int(month_):02}"
    return f"{year}-{int(month_):02}-{int(day_):02}"


def first_text(entry: Mapping[str, object], *names: str) -> str:
    """Return the first named value that is a text, a list of texts or an object with a name."""
    for name in names:
        value = entry.get(name)
        values = value if isinstance(value, list) else [value]
        texts = [
            v if isinstance(v, str) else first_text(v, "name", "displayname")
            for v in values
            if isinstance(v, str | dict)
        ]
        if texts := [text for text in texts if text.strip()]:
            return "; ".join(texts)
    return ""


def words(value: object) -> tuple[str, ...]:
    """Return keywords of a list, or of a text with semicolons, line ends or commas between them."""
    if isinstance(value, str):
        value = spelled(value)
        value = re.split(r"[;\n|]" if re.search(r"[;\n|]", value) else ",", value)
    if not isinstance(value, Iterable):
        return ()
    found: dict[str, str] = {}
    for entry in value:
        text = spelled(entry) if isinstance(entry, str) else ""
        if isinstance(entry, dict):
            text = first_text(entry, "name", "label", "keyword", "value")
        if word := flat(text):
            found.setdefault(unicodedata.normalize("NFC", word).casefold(), word)
    return tuple(found.values())


def count(value: object) -> int | None:
    """Return a number of citations, votes or stars; a negative one (-1: unknown) is none."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d{1,12}", value.strip()):
        value = int(value.replace(",", ""))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**12:
        return None
    return value


def clean(value: object, depth: int = 0) -> object:
    """Return a value that JSON can hold: no NaN, no broken characters, not nested without end."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if depth > DEPTH:
        return "… (nested too deeply)"
    if isinstance(value, Mapping):
        return {str(clean(str(key))): clean(entry, depth + 1) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [clean(entry, depth + 1) for entry in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


def mail_day(text: str) -> str:
    """Return YYYY-MM-DD of an e-mail's date (RFC 5322), or nothing where it is none."""
    try:
        return email.utils.parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return ""
