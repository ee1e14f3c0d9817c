# ruff: noqa: RUF001 - signs that look alike are what this is about
"""Windows-1252, in which spreadsheets export: a guess that is made only where the text makes sense of it.

No byte tells it from Windows-1250, -1251 or an encoding of Chinese, but the neighbours do: letters with accents stand
between letters without.
"""

import re

NAME = "Windows-1252"
DOUBTFUL = 0.1
"""Share of odd places up to which the guess is made; a foreign encoding has a third or more."""

SOUND = re.compile(
    r"""
    [‘’“”„‚‹›«»–—…•·™©®°±µ×÷§†‡‰€½¼¾\xa0]
    # beside a plain letter, small ones anywhere, capitals not behind a small one
    | (?<=[A-Za-z])[à-ïñ-öø-üÿßšž] | [à-ïñ-öø-üÿßšž](?=[A-Za-z])
    | (?<=[A-Za-z][à-ïñ-öø-üÿßšž])[à-ïñ-öø-üÿßšž]
    | (?<![a-z])[À-ÏÑ-ÖØ-ÜŠŽ](?=[A-Za-z.]) | (?<=[A-Z])[À-ÏÑ-ÖØ-ÜŠŽ]
    # a word of their own: French, Spanish, Portuguese
    | (?<=\s)[àáèéóòúù](?=\s)
    # what in Polish words of Windows-1250 are letters
    | [œŒ](?=[uitUIT]) | (?<![A-Za-z])[¿¡](?=[A-Za-z]) | [£¥](?=\d)
    | (?<=\d)[ªº¹²³] | (?<=\b[A-Za-z])[²³] | (?<=\b[ckm]m)[²³]
    """,
    re.VERBOSE,
)
"""A character that is where it belongs."""
ESCAPED = re.compile("[\udc80-\udcff]")
BYTES = {0xDC00 + code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0x100)}


def decoded(data: bytes) -> str:
    """Return the text, what is no UTF-8 in it read as Windows-1252; nothing where that makes no sense."""
    escaped = data.decode("utf-8", "surrogateescape")
    text = escaped.translate(BYTES)
    places = [match.start() for match in ESCAPED.finditer(escaped)]
    odd = sum(not SOUND.match(text, place) for place in places)
    return text if odd <= DOUBTFUL * len(places) else ""
