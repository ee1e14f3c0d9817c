"""Plain text as BibTeX takes it: nothing in a record can end a field early or run a command."""

import re
from collections.abc import Iterator
from functools import lru_cache

from papercat import formulas

ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces even behind a backslash
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
SPECIAL = re.compile(r"[\\{}~^&%$#_]")
SAFE = re.compile(r"(?:[^\\%#&~{}]|\\[,;:! {}|])*")
MACRO = re.compile(r"\\([A-Za-z]+)")
_MACROS = """
alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau
upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell hbar infty partial
nabla frac sqrt log exp min max sup inf lim sum prod int argmin argmax Pr det dim ln sin cos tan circ cdot cdots
ldots dots times pm mp leq geq le ge ll gg neq ne approx sim simeq equiv propto in notin subset subseteq cup cap
forall exists to rightarrow leftarrow Rightarrow leftrightarrow mapsto top bot perp star ast dagger prime oplus
otimes odot mathcal mathbb mathbf mathrm mathit mathsf mathtt text textbf textit texttt textrm textsc boldsymbol bm
tilde hat bar vec dot widetilde widehat overline underline left right langle rangle lfloor rfloor lceil rceil lvert
rvert mid vert quad operatorname
"""
MACROS = frozenset(_MACROS.split())
WORD = re.compile(r"[^\W\d_][\w'\u2019.+-]*")
CUT = re.compile(f"({WORD.pattern})")


def escape(text: str) -> str:
    """Return text in which TeX sees no command; inline math that is plainly harmless stays as it is."""
    if not SPECIAL.search(text):
        return text
    return "".join(piece if math else piece.translate(ESCAPES) for math, piece in _pieces(text))


def title(text: str) -> str:
    """Return an escaped title with braces around words whose capitals a style must not lower."""
    special = bool(SPECIAL.search(text))
    # at each second place of a piece that is no formula stands a word
    cut = [(m, [piece] if m else CUT.split(piece)) for m, piece in (_pieces(text) if special else ((False, text),))]
    words = [word for _, piece in cut for word in piece[1::2]]
    # "with", "from" and shorter words say nothing about the title's case
    long = [word for word in words[1:] if len(word) > 4]  # noqa: PLR2004 - as said
    proper = sum([word[0].isupper() for word in long]) * 2 < len(long)
    if not (special or proper or any(map(_mixed, words))):
        return text
    made = ""
    for math, piece in cut:
        for place, part in enumerate(piece):
            escaped = part if math or not special else part.translate(ESCAPES)
            shielded = place % 2 and (_mixed(part) or (proper and made and part[0].isupper()))
            made += f"{{{escaped}}}" if shielded else escaped
    return made


@lru_cache(maxsize=1 << 16)
def _mixed(word: str) -> bool:
    """Tell whether a word has capitals besides the first letters of its parts: `BERT`, `mRNA`, `Q-learning`."""
    parts = word.split("-")
    return any(part[1:] != part[1:].lower() for part in parts) or (len(parts) > 1 and len(parts[0]) == 1)


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the text in pieces, each with whether it is math that may stay."""
    end = 0
    for start, stop, _ in formulas.find(text):
        if text[start] == "$" != text[start + 1] and _harmless(text[start + 1 : stop - 1]):
            yield False, text[end:start]
            yield True, text[start:stop]
            end = stop
    yield False, text[end:]


def _harmless(math: str) -> bool:
    """Tell whether a formula has balanced braces and only well-known commands."""
    if not re.search(r"[\\^_=<>+*/()]|^\w$", math):
        return False  # prose between two prices
    if any(name not in MACROS for name in MACRO.findall(math)):
        return False
    depth = 0
    for sign in math:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0 and bool(SAFE.fullmatch(re.sub(r"[{}]", "", MACRO.sub("", math))))
