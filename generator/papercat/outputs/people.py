"""Take a person's name apart, as reference managers want it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_PARTICLES = """
af al bin bint da dal de degli dei del della den der des di do dos du el ibn la le lo of op 't te ten ter van vande
vander ver vom von y zu zum zur
"""
PARTICLES = frozenset(_PARTICLES.split())
SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
WHOLE = re.compile(
    r"^the\s|\b(?:team|collaboration|consortium|group|project|initiative|committee|society|university|lab|inc|llc"
    r"|organi[sz]ation|institute|agency|ministry|commission|association|council|foundation|federation|corporation)\.?$"
    r"|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]",
    re.IGNORECASE,
)
"""Groups, and Chinese, Japanese and Korean script."""


GROUPS = (*re.findall("[a-z]{3,}", WHOLE.pattern), "organization", "organisation")
"""Without one of these no name in ASCII is a group's."""


class Person(NamedTuple):
    """A name's parts; a group, or a name of one word, is all `family`."""

    family: str
    given: str = ""
    suffix: str = ""


@lru_cache(maxsize=1 << 16)
def split(name: str) -> Person:
    """Take a name apart: `Ludwig van Beethoven` -> family `van Beethoven`, given `Ludwig`.

    A name with a comma or the word "and", or in a script that puts the family first, is left whole.
    """
    words = name.split()
    if len(words) < 2 or "," in name or "and" in words or _whole(name, words):  # noqa: PLR2004 - one word has no parts
        return Person(" ".join(words))
    suffix = words.pop() if len(words) > 2 and SUFFIX.fullmatch(words[-1]) else ""  # noqa: PLR2004 - given, family, suffix
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return Person(" ".join(words[start:]), " ".join(words[:start]), suffix)


def _whole(name: str, words: Sequence[str]) -> bool:
    """Tell whether a name has no parts; most have no sign of it, and are not searched for one."""
    ends = words[-1].rstrip(".").lower().endswith(GROUPS) or words[0].lower() in GROUPS
    return bool((ends or not name.isascii()) and WHOLE.search(name))
