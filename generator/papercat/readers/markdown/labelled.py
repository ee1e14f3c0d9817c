"""What lists say under a label: `**Authors**: …`, `- Abstract: …`, columns of tables."""

import re
from collections.abc import Sequence

from papercat.readers.markdown.addresses import kind
from papercat.readers.markdown.blocks import Piece

_NAMED = {
    "authors": "author|authors|people|\u4f5c\u8005",
    "abstract": "abstract|\u6458\u8981",
    "tldr": "tldr|tl;dr|summary",
    "venue": "venue|conference|journal|publication|pub|published in|published at|accepted by|conf|conf.|source",
    "date": "date|year|time|published|published on|publish date|publication date|release date|pub. date|publish time",
    "keywords": "keywords|keyword|tags|tag|topics",
    "title": "title|paper title|paper name|paper|papers|title & authors|\u6807\u9898",
    "links": "link|links|url|paper link|paper url",
}
FIELDS = {label: name for name, labels in _NAMED.items() for label in labels.split("|")}
"""Label in small letters -> field."""
PLAIN = re.compile(r"\W*([^\W\d_][\w;,/&. ]{1,24}?)\s*[:\uff1a]\s*")
Chunk = tuple[str, list[Piece]]


def field(label: str) -> str:
    """Return the field that a label names, or nothing."""
    plain = re.sub(r"^[^\w]+|[^\w]+$", "", label).lower()
    words = {FIELDS.get(word, "") for word in re.findall(r"\w+", plain)}
    # a column of both: `Pub. & Date`, `Conference/Year`
    return FIELDS.get(plain, "") or ("venue" if words == {"venue", "date"} else "")


def chunks(pieces: Sequence[Piece]) -> list[Chunk]:
    """Cut a block at its bold labels, and at a plain one at its beginning; what stands before the first has none."""
    made: list[Chunk] = [("", [])]
    for at, piece in enumerate(pieces):
        following = pieces[at + 1].text.lstrip() if at + 1 < len(pieces) else ""
        label = piece.text.strip(" \n:\uff1a")
        colon = piece.text.rstrip().endswith((":", "\uff1a")) or following.startswith((":", "\uff1a"))
        known = field(label)
        if piece.strong and not piece.url and known not in {"", "title"} and (colon or known in {"abstract", "tldr"}):
            made.append((known, []))
        elif piece.strong and not piece.url and colon and made[-1][0] and len(label.split()) <= 4:  # noqa: PLR2004
            made.append((kind(label) or label.lower(), []))
        elif at == 0 and (match := PLAIN.match(piece.text)) and (known := _known(match[1])):
            made.append((known, [piece._replace(text=piece.text[match.end() :])]))
        else:
            made[-1][1].append(piece)
    return [(label, part) for label, part in made if any(piece.text.strip(" \n:") or piece.url for piece in part)]


def _known(label: str) -> str:
    named = field(label)
    return kind(label) if named in {"", "title"} else named


def text(pieces: Sequence[Piece]) -> str:
    """Return what the pieces say, in one line."""
    return " ".join("".join(piece.text for piece in pieces).split()).strip(" :\uff1a")
