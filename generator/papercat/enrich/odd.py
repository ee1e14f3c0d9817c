"""Keep the few words of a text that must be looked at with care apart from all others, which are cut in no time."""

import re
from collections.abc import Iterator

FOREIGN = re.compile(r"[^\x00-\x7f]+")
"""Characters beyond ASCII."""


def apart(text: str, odd: re.Pattern[str]) -> Iterator[tuple[bool, str]]:
    """Yield a text piece by piece, parted at spaces: whether a piece has a match of `odd`, and the piece."""
    done = 0
    for match in odd.finditer(text):
        if match.start() >= done:
            begin = max(done, text.rfind(" ", done, match.start()) + 1)
            end = text.find(" ", match.end())
            end = len(text) if end < 0 else end
            yield False, text[done:begin]
            yield True, text[begin:end]
            done = end
    yield False, text[done:]
