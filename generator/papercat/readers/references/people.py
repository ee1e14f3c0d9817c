"""The people of a reference, in the orders that styles have them."""

import re

from papercat.readers import names

PARTICLES = r"(?:(?:v[ao]n|de[rnls]?|d[aiou]s?|la|le|el|al|bin|te[nr]|zu[rm]?|St\.?)[ -])*"
SHORT = re.compile(
    rf"({PARTICLES}[^\W\d_a-z][\w'\u2019-]*(?:[ -][^\W\d_a-z][\w'\u2019-]+)?) ((?:[^\W\d_a-z]-?){{1,4}}"
    rf"(?: (?:Jr|Sr|2nd|3rd|II|III))?)\.?"
)
"""Vancouver's `van der Berg KT Jr`."""
GROUP = re.compile(
    r"organi[sz]ation|consortium|group|society|committee|association|institut|ministry|agency|commission|council"
    r"|collaborat|investigators|network|foundation|cent(?:er|re)s? |department|universit|bank|nations"
    r"|office|bureau|service"
    r"|college|academy|union|initiative|program|project|team|federation",
    re.IGNORECASE,
)
OTHERS = re.compile(r",? ?(?:\bet\.? al\.?|\band (?:others|colleagues)\b|\bu\. ?a\.|(?:\. ?){3}|\u2026)", re.IGNORECASE)
ROLE = re.compile(r",? ?\(?\b(?:eds?|hrsg|trans|comp)\b\.?\)?$", re.IGNORECASE)
SHORTER = re.compile(r"\s*[\[(][A-Z][A-Za-z]*[A-Z][\])](?=\W*$)")
"""A group's short name behind its name: `[OECD]`."""
LONGEST = 6
"""Words of a name."""
TWO = 2


def short(text: str) -> list[str]:
    """Return the people of `Doe JQ, van der Berg K, et al`, or nothing where it is none such list."""
    bare = ROLE.sub("", OTHERS.sub("", text))
    parts = [part.strip() for part in re.split(r",|;| and | & ", bare) if part.strip()]
    found = [(part, SHORT.fullmatch(part)) for part in parts]
    made = [names.turned(match[1], match[2]) if match else part for part, match in found if match or GROUP.search(part)]
    return made if len(made) == len(parts) and any(match for _, match in found) else []


def people(text: str) -> list[str]:
    """Return the people of a text, or nothing where it does not look like people."""
    text = ROLE.sub("", OTHERS.sub(", ", SHORTER.sub("", text)).strip(" ,;:")).strip(" ,;:")
    # the dot of an initial stays
    text = text if re.search(r"(?:^|[\s.,-])[^\W\d_]\.$", text) else text.rstrip(" .")
    if found := short(text):
        return found
    made = _first_turned(text) or [one.name for one in names.authors(text)]
    sound = made and all(map(_is_name, made))
    return made if sound else [text] if GROUP.search(text) and _is_group(text) else []


def _first_turned(text: str) -> list[str]:
    """Return the people of `Doe, Jane, Richard Roe, and Ann Lee`: of the first one the family's name is before."""
    parts = [part for part in re.split(r",? (?:and|&) |, ", text) if part]
    # "R. T." behind another comma is no person
    others = all(" " in part and re.search(r"[^\W\d_]{2}", part) for part in parts[TWO:])
    if len(parts) <= TWO or " " in parts[0] or not others:
        return []
    return [names.turned(parts[0], parts[1]), *parts[2:]]


def _is_name(name: str) -> bool:
    """Say whether a text may be a person's name: few words, nearly all with a capital."""
    words = re.findall(r"[^\W\d_][\w'\u2019.-]*", name)
    lower = [word for word in words if word[0].islower() and not re.fullmatch(PARTICLES, f"{word} ")]
    return bool(words) and len(words) <= LONGEST and not lower and not re.search(r"\d|[:?!\u201c\"]", name)


def _is_group(text: str) -> bool:
    words = text.split()
    return len(words) <= 2 * LONGEST and not re.search(r"\d|[?!\u201c\"]|\. ", text) and text[:1].isupper()
