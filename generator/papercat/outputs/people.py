"""Take a person's name apart, as reference managers want it."""

import re
from functools import lru_cache
from typing import NamedTuple

_PARTICLES = """
af al bin bint da dal de degli dei del della den der des di do dos du el ibn la le lo of op 't te ten ter van vande
vander ver vom von y zu zum zur
"""
PARTICLES = frozenset(_PARTICLES.split())
SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
WHOLE = re.compile(
    r"^the\s|\b(?:team|collaboration|consortium|group|project|initiative|committee|society|university|lab|inc|llc)\.?$"
    r"|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]",
    re.IGNORECASE,
)
"""Groups, and Chinese, Japanese and Korean script."""


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
    if len(words) < 2 or "," in name or "and" in words or WHOLE.search(name):  # noqa: PLR2004 - one word has no parts
        return Person(" ".join(words))
    suffix = words.pop() if len(words) > 2 and SUFFIX.fullmatch(words[-1]) else ""  # noqa: PLR2004 - given, family, suffix
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return Person(" ".join(words[start:]), " ".join(words[:start]), suffix)
