"""LaTeX to plain text, as bibliographies have it."""

import logging
import re

from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]  # has no types
from pylatexenc.latexwalker import LatexWalkerError  # type: ignore[import-untyped]  # has no types

from papercat.formulas import find

TEX = re.compile(r"[\\{}~]|--|``|''")
PRICE = re.compile(r"(?<!\\)\$(?=\d)")
BARE = re.compile(r"(?<!\\)([%&#])")
NOTE = re.compile(
    r"\s*+\\(?:footnote|thanks)(?:\[[^\]]*\])?\s*+\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}|\\footnotemark\b"
)
"""What a publisher puts below a title."""
CARET, TILDE = "\ue000", "\ue001"
SIGNS = {
    r"\textbraceleft{}": r"\{",
    r"\textbraceright{}": r"\}",
    r"\textasciicircum{}": CARET,
    r"\^{}": CARET,
    r"\~{}": TILDE,
}
"""Signs by their names, which the library does not know or takes for accents."""
ASTRONOMY = {
    "farcs": "\u2033.",
    "farcm": "\u2032.",
    "fdg": "\xb0.",
    "arcsec": "\u2033",
    "arcmin": "\u2032",
    "degr": "\xb0",
    "sun": "\u2609",
}
ASTRONOMICAL = re.compile(rf"\\({'|'.join(ASTRONOMY)})(?![A-Za-z])(?:\{{\}})?")
"""Signs of the macros that journals of astronomy have."""
BOX = re.compile(r"\\raisebox\{[^{}]*\}(?:\[[^\[\]]*\])*")
# it tells a logger what is a fault here
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
_to_text = LatexNodes2Text(math_mode="verbatim", strict_latex_spaces=True)


def _priced(text: str) -> str:
    """Return text with a backslash before dollars of prices, which would make mathematics of the prose behind."""
    inside = {at for start, end, _ in find(text.replace("\n", " ")) for at in range(start, end)}
    return PRICE.sub(lambda match: match[0] if match.start() in inside else r"\$", text)


def unicode(text: str) -> str:
    """Return LaTeX as plain text, math as it stands; the text itself where LaTeX is beyond the library."""
    text = text.strip()
    if not TEX.search(text):
        return text
    # per cent signs and ampersands of people who do not write LaTeX would swallow or split the text
    spelled = BARE.sub(r"\\\1", _priced(text) if "$" in text else text)
    for macro, sign in SIGNS.items():
        spelled = spelled.replace(macro, sign)
    spelled = re.sub(r"\\(?:href\{[^{}]*\}|url)\s*\{([^{}]*)\}", r"\1", spelled)
    spelled = re.sub(r"\s*\\(?:cite[a-z]*|ref|label)\s*\{[^{}]*\}", "", spelled)
    spelled = BOX.sub("", NOTE.sub("", spelled))
    spelled = ASTRONOMICAL.sub(lambda match: ASTRONOMY[match[1]], spelled)
    try:
        made: str = _to_text.latex_to_text(spelled, tolerant_parsing=True)
    except (LatexWalkerError, IndexError, ValueError, AttributeError, TypeError, RecursionError):
        return text
    return re.sub(r"[ \xa0]+", " ", made.replace(CARET, "^").replace(TILDE, "~")).strip()
