# ruff: noqa: RUF001 - signs that look alike are what this is about
"""Rules for characters that no person typed: what PDF, copying and wrong encodings leave behind."""

import re
import unicodedata

from papercat.enrich.text.rule import rule
from papercat.enrich.text.words import is_word, rejoined

HIDDEN_HYPHENS = "\x02\xad\ufffe"
# C0, DEL and C1 without white space; non-characters; overrides of the writing direction, which can hide what is there
CONTROLS = [*range(9), 0x0B, *range(0x0E, 0x20), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0)]
CONTROLS += [*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF]
CONTROL = "".join(map(chr, CONTROLS))
WINDOWS = "".join(map(chr, [0x80, *range(0x82, 0x85), *range(0x86, 0x8D), 0x8E, *range(0x91, 0x9D), 0x9E, 0x9F]))
SPACES = "\t\n\r\f\x85\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f"
LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"
GLYPH = "(cid:"
"""How PDF readers begin a sign of which they know nothing but its number in the font."""
TEX = {11: "ff", 12: "fi", 13: "fl", 14: "ffi", 15: "ffl"}
"""Joined letters in TeX's first encoding; other fonts give them other numbers."""
QUOTES = range(145, 152)
"""Numbers of quotes and dashes in Windows-1252."""
# what UTF-8 looks like to a program that takes it for Windows-1252 or Latin-1
CONTINUED = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"


def _spaces(match: re.Match[str]) -> str:
    """Keep a blank line as the paragraph's end; all other white space is one space."""
    return "\n\n" if match[0].count("\n") > 1 or "\u2029" in match[0] else " "


def _hyphen(match: re.Match[str]) -> str:
    """Join a divided word; `fast-start` and `Gauss-Newton` are none, the hyphen was theirs."""
    left, right = match.groups()
    two = right.istitle() or (is_word(left) and is_word(right))
    return rejoined(left, right) or (f"{left}-{right}" if two else left + right)


def _glyph(match: re.Match[str]) -> str:
    """Return the quote, or the one word that joined letters make of it."""
    left, number, right = match[1], int(match[2]), match[3]
    if number in QUOTES:
        return left + bytes([number]).decode("cp1252") + right
    words = [word for joined in TEX.values() if (left or right) and is_word(word := left + joined + right)]
    usual = left + TEX.get(number, GLYPH) + right
    return usual if usual in words else words[0] if len(words) == 1 else match[0]


def _mojibake(match: re.Match[str]) -> str:
    """Undo one wrong decoding, if the bytes are UTF-8 throughout."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return match[0].encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return match[0]


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0])


RULES = (
    rule(
        "mojibake",
        "UTF-8 that was read as Windows-1252 or Latin-1, where the bytes leave no doubt",
        ("the modelâ€™s 640Ã\x97480 images", "the model’s 640×480 images"),
        f"[ÂÃ][{CONTINUED}]|â[{CONTINUED}][{CONTINUED}]|[Ä-ßã-ï][{CONTINUED}]*[\x80-\x9f][{CONTINUED}]*",
        _mojibake,
        needs=tuple("ÂÃâÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßãäåæçèéêëìíîï"),
    ),
    rule(
        "windows-character",
        "a quote or dash of Windows-1252 that was kept as a control character",
        ("the model\x92s output", "the model’s output"),
        f"[{WINDOWS}]",
        lambda match: match[0].encode("latin-1").decode("cp1252"),
        needs=tuple(WINDOWS),
    ),
    rule(
        "hidden-hyphen",
        "a soft hyphen, or the mark that PDF readers leave for a hyphen at a line's end",
        ("state\xadments on self\x02consumption, re(cid:173) sults", "statements on self-consumption, results"),
        rf"([^\W\d_]+)(?:[{HIDDEN_HYPHENS}]|\(cid:173\))\s*([^\W\d_]+)",
        _hyphen,
        needs=(*HIDDEN_HYPHENS, f"{GLYPH}173)"),
    ),
    rule(
        "lost-glyph",
        "joined letters and quotes that became their number in the font, where they make a word",
        (
            "the (cid:12)rst classi(cid:2)er of (cid:147)all(cid:148) or (cid:15)-tubes",
            "the first classifier of “all” or (cid:15)-tubes",
        ),
        r"([A-Za-z]*)\(cid:(\d{1,3})\)([A-Za-z]*)",
        _glyph,
        needs=GLYPH,
    ),
    rule(
        "control-character",
        "characters that no text holds",
        ("for hybrid\x13 systems", "for hybrid systems"),
        f"[\xad{CONTROL}]+",
        "",
        needs=("\xad", *CONTROL),
    ),
    rule(
        "zero-width",
        "invisible spaces and byte order marks",
        ("\u200b\u200bPost-training quantization", "Post-training quantization"),
        "[\u200b\u2060\ufeff]+",
        "",
        needs=("\u200b", "\u2060", "\ufeff"),
    ),
    rule(
        "ligature",
        "letters joined by a printer",
        ("an inﬁnite horizon", "an infinite horizon"),
        f"[{LIGATURES}]",
        lambda match: unicodedata.normalize("NFKC", match[0]),
        needs=tuple(LIGATURES),
    ),
    rule(
        "loose-accent",
        "an accent kept apart from its letter",
        ("the cafe\u0301 corpus", "the café corpus"),
        "[A-Za-z\xc0-\u024f\u0370-\u04ff][\u0300-\u036f]+",
        _composed,
        needs=tuple(map(chr, range(0x300, 0x329))),
    ),
    rule(
        "white-space",
        "line ends inside a paragraph, tabs, no-break and double spaces",
        ("information  processing\nin biological\xa0systems", "information processing in biological systems"),
        rf"[ {SPACES}]{{2,}}|[{SPACES}]",
        _spaces,
        needs=("  ", *SPACES),
    ),
)
