r"""Which signs of a text are a formula: one answer for pages, bibliographies, search and enrichment.

`CO$_2$` and `5$\mu$m` are, "between $5 and $10" is not.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 400
"""Characters of a formula; what is longer is a dollar without its partner."""
MARK = re.compile(
    rf"(?<!\\)\$\$([^$\n]{{1,{LONGEST}}}?)\$\$"
    rf"|(?<!\\)\$(?=[^\s$])([^$\n]{{1,{LONGEST}}}?)(?<=[^\s\\])\$(?!\$)"
    rf"|\\\(([^\n]{{1,{LONGEST}}}?)\\\)"
    r"|\\ce\s?\{(?:[^{}\n]|\{[^{}\n]*\}){1,200}\}"
)
"""What may be a formula: `$$…$$`, `$…$` on one line, `\\(…\\)`, mhchem's `\\ce{…}`."""
CHEMISTRY = re.compile(r"\\ce\s?\{((?:[^{}\n]|\{[^{}\n]*\}){1,200})\}")
PROSE = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,} +[a-z]{2,}|^\d[\d.,]*[ -]?[A-Za-z]{3,}")
"""Words between two prices, or one with its unit."""
GLUED = re.compile(r"[\\_^]|^\w$")
"""What a formula within a word has, or it is money: `US$5`."""
COMMAND = re.compile(r"\\([A-Za-z]+)\s?")
SCRIPT = re.compile(r"([_^])\s?(?:\{([^{}]*)\}|(\\?.))")
_GREEK = """
alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega
"""
_OTHER = """\
ε varepsilon
φ varphi
ϑ vartheta
\u2113 ell
∞ infty
\xd7 times
· cdot
° circ
± pm
~ sim
≈ approx
≤ le leq
≥ ge geq
→ to rightarrow
\u2032 prime
⋆ star
* ast
† dagger
∂ partial
∇ nabla"""


def _greek(name: str, size: str) -> str:
    """Return a letter by LaTeX's name, which is Unicode's but for lambda's."""
    return unicodedata.lookup(f"GREEK {size} LETTER {name.replace('lambda', 'lamda')}".upper())


SIGNS = {
    **{name: _greek(name, "small") for name in _GREEK.split()},
    **{name.title(): _greek(name, "capital") for name in _GREEK.split()},
    **{name: sign for sign, *names in map(str.split, _OTHER.splitlines()) for name in names},
}
"""By a command's name the sign that it prints."""
_FONTS = """
mathrm mathbf mathit mathsf mathcal mathbb mathtt mathscr mathfrak boldsymbol bm text textit textbf textrm rm left right
"""
FONTS = frozenset(_FONTS.split())
"""Commands that print nothing themselves."""
_DIGITS = "0123456789+-=()"
LOW = {sign: chr(code) for sign, code in zip(_DIGITS, [*range(0x2080, 0x208A), *range(0x208A, 0x208F)], strict=True)}
HIGH = {
    sign: unicodedata.lookup(f"SUPERSCRIPT {unicodedata.name(sign).removeprefix('DIGIT ')}")
    for sign in "0123456789+=()"
} | {"-": "⁻", "n": "ⁿ", "i": "ⁱ", "°": "°", "\u2032": "\u2032"}


class Formula(NamedTuple):
    """A formula in a text."""

    start: int
    end: int
    latex: str
    """What is between the marks."""


def find(text: str) -> Iterator[Formula]:
    """Yield the formulas of a text, in order."""
    if "$" not in text and "\\" not in text:
        return
    at = 0
    while match := MARK.search(text, at):
        latex = CHEMISTRY.sub(_chemistry, match[1] or match[2] or match[3] or match[0])
        if _is_formula(text, match, latex):
            yield Formula(match.start(), match.end(), latex)
            at = match.end()
        else:
            at = match.start() + 1


def _is_formula(text: str, match: re.Match[str], latex: str) -> bool:
    if PROSE.search(latex):
        return False
    if match[2] is None:
        return True
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    telling = GLUED.search(latex)
    # behind "$" a digit is a price's, and so is what stands before it
    return not ((after.isdigit() or before.isalnum() or before == "_") and not telling) and before != "$"


def _chemistry(match: re.Match[str]) -> str:
    """Return a formula of mhchem in LaTeX's own words: `H2O2` is `H_{2}O_{2}`."""
    low = re.sub(r"(?<=[A-Za-z)\]])(\d+)", r"_{\1}", match[1])
    return r"\mathrm{" + re.sub(r"\^([\d+-]+)", r"^{\1}", low).replace("->", r"\rightarrow ") + "}"


def spoken(text: str, *, glued: bool = False) -> str:
    """Return a text with its formulas as a reader sees them, as far as plain text can: `CO₂`, `5μm`, `10⁻³`.

    Args:
        text: a title or an abstract.
        glued: only of formulas that are part of a word; others stay.
    """
    end, pieces = 0, []
    for start, stop, latex in find(text):
        within = text[start - 1 : start].isalnum() or text[stop : stop + 1].isalnum() or text.startswith("\\ce", start)
        if within or not glued:
            pieces += [text[end:start], plain(latex)]
            end = stop
    return "".join((*pieces, text[end:])) if pieces else text


def plain(latex: str) -> str:
    """Return a formula as plain text."""
    made = COMMAND.sub(_command, latex)
    made = SCRIPT.sub(_script, made)
    return re.sub(r"\\[,;:! ]|[{}$\\]", "", made).strip()


def _command(match: re.Match[str]) -> str:
    """Return a command's sign, nothing for a font, else its name."""
    return SIGNS.get(match[1], "" if match[1] in FONTS else f" {match[1]} ")


def _script(match: re.Match[str]) -> str:
    inner = match[2] if match[2] is not None else match[3]
    table = LOW if match[1] == "_" else HIGH
    if inner and all(sign in table for sign in inner):
        return "".join(table[sign] for sign in inner)
    return inner if match[1] == "_" else f"^{inner}"
