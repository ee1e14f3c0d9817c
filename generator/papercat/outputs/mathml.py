"""Formulas of titles and abstracts as MathML, which browsers draw without any script.

`latex2mathml` reads the LaTeX; what it makes is not printed but read: each element is written anew from the tables
below, so that nothing of a record becomes another element or attribute. A formula that it does not know whole stays
LaTeX, as the record has it. MathML Core, which browsers follow, knows no letters in bold or script but by their own
code points.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element

from papercat.formulas import find
from papercat.render import Md, escape, inline, opened

WIDE = 60
"""Signs of a formula that no phone can show on a line; as text it can be broken."""
_ELEMENTS = """
mi mn mo mtext mspace mrow mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mstyle
"""
ELEMENTS = frozenset(_ELEMENTS.split())
_LENGTH = r"-?\d{0,2}\.?\d{1,3}em"
ATTRIBUTES = {
    "stretchy": re.compile("true|false"),
    "fence": re.compile("true|false"),
    "accent": re.compile("true"),
    "movablelimits": re.compile("true|false"),
    "form": re.compile("prefix|postfix|infix"),
    "displaystyle": re.compile("true|false"),
    "linethickness": re.compile("0"),
    "minsize": re.compile(_LENGTH),
    "maxsize": re.compile(_LENGTH),
    "width": re.compile(_LENGTH),
}
"""Attributes that MathML Core knows, with the values that they may have."""
MACROS = {
    "eps": r"\epsilon",
    "R": r"\mathbb{R}",
    "RR": r"\mathbb{R}",
    "reals": r"\mathbb{R}",
    "real": r"\mathbb{R}",
    "N": r"\mathbb{N}",
    "Z": r"\mathbb{Z}",
    "E": r"\mathbb{E}",
    "poly": r"\operatorname{poly}",
    "polylog": r"\operatorname{polylog}",
    "opt": r"\mathrm{opt}",
    "OPT": r"\mathrm{OPT}",
    "argmin": r"\operatorname{argmin}",
    "argmax": r"\operatorname{argmax}",
    "cO": r"\mathcal{O}",
    "calo": r"\mathcal{O}",
    "nicefrac": r"\frac",
    "Tilde": r"\tilde",
    "wt": r"\widetilde",
    "mleft": r"\left",
    "mright": r"\right",
    "xspace": "",
}
"""What authors define themselves most often, seen in thousands of abstracts."""
UPRIGHT = ' mathvariant="normal"'
_MACRO = re.compile(r"\\([A-Za-z]+)")
_NUMBER = re.compile(r"&#x([0-9A-Fa-f]{1,5});")
LETTERS = {
    "bold": (0x1D400, 0x1D41A),
    "italic": (0x1D434, 0x1D44E),
    "bold-italic": (0x1D468, 0x1D482),
    "script": (0x1D49C, 0x1D4B6),
    "fraktur": (0x1D504, 0x1D51E),
    "double-struck": (0x1D538, 0x1D552),
    "sans-serif": (0x1D5A0, 0x1D5BA),
    "monospace": (0x1D670, 0x1D68A),
}
"""Code points of A and a in each alphabet."""
_OLD = {
    "script": dict(zip("BEFHILMRego", b"\x2c\x30\x31\x0b\x10\x12\x33\x1b\x2f\x0a\x34", strict=True)),
    "fraktur": dict(zip("CHIRZ", b"\x2d\x0c\x11\x1c\x28", strict=True)),
    "double-struck": dict(zip("CHNPQRZ", b"\x02\x0d\x15\x19\x1a\x1d\x24", strict=True)),
    "italic": {"h": 0x0E},
}
"""Letters that Unicode had before it had the alphabets, by their place after U+2100."""


class Formula(NamedTuple):
    """A formula in a text, typeset."""

    start: int
    end: int
    shown: Md


def formulas(text: str) -> Iterator[Formula]:
    """Yield the formulas of a text that can be typeset, in order."""
    for start, end, latex in find(text):
        if shown := typeset(latex):
            yield Formula(start, end, shown)


def prose(text: str) -> Md:
    """Return a text on one line as Markdown, its formulas typeset."""
    end, pieces = 0, []
    for formula in formulas(text):
        pieces += [inline(text[end : formula.start]), formula.shown]
        end = formula.end
    return opened("".join((*pieces, inline(text[end:]))).strip()) if pieces else escape(text)


@lru_cache(maxsize=1 << 14)
def typeset(latex: str) -> Md | None:
    """Return a formula as MathML that Markdown leaves as it is, or None where not all of it is understood."""
    known = _MACRO.sub(lambda match: MACROS.get(match[1], match[0]), latex)
    try:
        [row] = convert_to_element(known)
        signs = sum(len(_plain(element.text or "")) for element in row.iter())
        return Md(f"<math>{_written(row)}</math>") if 0 < signs <= WIDE else None
    except Exception:  # noqa: BLE001 - whatever it meets in a hostile formula, the source stays
        return None


class _UnknownError(Exception):
    """The formula has an element or a macro that has no place here."""


def _written(element: Element) -> str:
    """Return an element and all within it.

    Raises:
        _UnknownError: see there.
    """
    if element.tag not in ELEMENTS:
        raise _UnknownError
    if len(element) == 0:
        return _leaf(element)
    inner = "".join(_joined(element))
    if element.tag == "mrow" and len(element) == 1:
        return inner
    return f"<{element.tag}{_attributes(element.attrib)}>{inner}</{element.tag}>"


def _joined(element: Element) -> Iterator[str]:
    """Yield what is within an element; upright letters in a row are one word."""
    for upright, group in groupby(element, lambda child: child.tag == "mi" and child.get("mathvariant") == "normal"):
        if upright and element.tag in {"mrow", "mtd", "mstyle"}:
            word = "".join(child.text or "" for child in group)
            yield f"<mi{UPRIGHT if len(word) == 1 else ''}>{_text(word)}</mi>"
        else:
            yield from map(_written, group)


def _leaf(element: Element) -> str:
    text, variant = element.text or "", element.get("mathvariant", "")
    upright = UPRIGHT if variant == "normal" and len(text) == 1 else ""
    if element.tag != "mtext":
        text = "".join(_letter(sign, variant) for sign in text)
    said = str(_text(text)).replace(" ", "&#xa0;")  # plain spaces at an end do not count in MathML
    return f"<{element.tag}{upright}{_attributes(element.attrib)}>{said}</{element.tag}>"


def _letter(sign: str, variant: str) -> str:
    """Return a letter in another alphabet."""
    if variant not in LETTERS or not (sign.isascii() and sign.isalpha()):
        return sign
    old = _OLD.get(variant, {}).get(sign)
    if old is not None:
        return chr(0x2100 + old)
    upper, lower = LETTERS[variant]
    return chr(upper + ord(sign) - ord("A")) if sign.isupper() else chr(lower + ord(sign) - ord("a"))


def _text(text: str) -> Md:
    """Return escaped text; a backslash is a macro that was not understood, and so is an ampersand alone."""
    if "\\" in text or text == "&":
        raise _UnknownError
    return inline(_plain(text))


def _plain(text: str) -> str:
    """Return text with the signs themselves, which the library writes by their numbers."""
    return _NUMBER.sub(lambda match: chr(int(match[1], 16)), text) if "&" in text else text


def _attributes(attributes: Mapping[str, str]) -> str:
    kept = ((key, value) for key, value in attributes.items() if key in ATTRIBUTES and ATTRIBUTES[key].fullmatch(value))
    return "".join(f' {key}="{value}"' for key, value in kept)
