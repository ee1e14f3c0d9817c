"""Words as names are made of them: tokens, folding, and the look of a name."""

import re
import sys
from functools import lru_cache

import msgspec

from papercat.enrich.words import GLUED

_IN_WORD = rf"[^\W{GLUED}]"
TOKEN = re.compile(
    rf"(?!_){_IN_WORD}+(?:(?:[-\u2010\u2011@^]|\u2013(?!(?:[Aa]n?|[Tt]he|[Ww]e|[Oo]ur|[Tt]his|[Ii]n|[Ff]or|[Ww]ith|[Ii]t)\b)|(?<=\d)\.(?=\d)|(?<=[a-zA-Z])/(?=\d)){_IN_WORD}+)*(?:[+#*]+(?!\w))?"
)
"""Letters, digits and what joins them inside names: `wav2vec`, `Defects4J-v1.2`, `ViT-B/16`, `C++`, `nDCG@10`."""
_NEAR = 60
"""Characters within which a neighbour is sought."""
_HYPHENS = re.compile(r"[-\u2010\u2011\u2013]")
_SQUEEZED = re.compile(r"[^\w+#*.@^/]|_")
_GONE = bytes(code for code in range(128) if _SQUEEZED.match(chr(code)))
_SIZE = r"\d+(?:\.\d+)?(?:x\d+)?[BMKTbmk]"
_VERSION = re.compile(
    rf"(?:base|large|small|tiny|mini|medium|nano|huge|giant|xl|xxl|XL|XXL|[SBLHTGMX]|Base|Large|Small|Tiny|Huge"
    rf"|v?\d+(?:\.\d+)*[a-z]?"
    rf"|{_SIZE}|[BSLHTg]/\d+|[A-Z]\d{{1,2}}|instruct|Instruct|chat|Chat|turbo|Turbo|pro|Pro|mini|preview|it|hf|uncased|cased|V\d+)",
)
_GLUED = re.compile(r"([A-Za-z-]{3,}?[A-Za-z])(?:[vV]?\d+(?:\.\d+)*)")
_TAIL = re.compile(
    r"(?:based|like|style|type|styled|powered|driven|inspired|trained|pretrained|generated|level|derived|guided"
    r"|enhanced|augmented"
    r"|initialized|equipped|compatible|compliant|specific|centric|optimal|scale|sized|family|aware|assisted"
    r"|enabled|free|related"
    r"|encoded|only|finetuned|tuned|format|formatted|annotated|regularized|backed|backbone|pruned|quantized"
    r"|adapted|to|and|or)",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?:non|pre|post|anti|multi|pseudo|quasi|vanilla|standard|modified|fine-tuned|finetuned|original|frozen)",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Z]{2,}[a-z]{2,}|[A-Z][a-z]+[A-Z]")


_MARK = re.compile(r"[A-Z0-9+#*\u0080-\U0010ffff-]\S*")


class Word(msgspec.Struct, frozen=True, gc=False):
    """A token and where it stands; a struct because there are millions of them."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the tokens of a text."""
    return [Word(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text)]


def marked(text: str) -> list[Word]:
    """Return the tokens that are more than small letters: with capitals, digits, signs or hyphens.

    One word in eight of running text is so, and every name but those that are written in small letters.
    """
    found: list[Word] = []
    for hit in _MARK.finditer(text):
        begin, end = hit.span()
        while begin and not text[begin - 1].isspace():
            begin -= 1
        piece = text[begin:end]
        if not (piece.isalpha() and piece.isascii()):
            for at, token in _marked_in(piece):
                start = begin + at
                found.append(Word(token, start, start + len(token)))
        elif not piece.islower():
            found.append(Word(piece, begin, end))
    return found


@lru_cache(maxsize=1 << 15)
def _marked_in(piece: str) -> tuple[tuple[int, str], ...]:
    """Return such tokens of what stands between two spaces, each with its place there; most papers have the same."""
    found = ((match.start(), match[0]) for match in TOKEN.finditer(piece))
    return tuple((at, token) for at, token in found if not (token.islower() and token.isalpha()))


def word_before(text: str, place: int) -> str:
    """Return the last token before a place where a token begins, or nothing where none is near."""
    begin = max(0, place - _NEAR)
    while begin and not text[begin - 1].isspace():
        begin -= 1
    return next(reversed(TOKEN.findall(text, begin, place)), "")


def stands(text: str, word: str, after: str = "") -> int:
    """Return where a word stands by itself, or with one of the letters `after` behind it; -1 where it does not."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (at and _in_word(text[at - 1])):
            if not _in_word(text[end : end + 1]):
                return at
            if any(text.startswith(tail, end) and not _in_word(text[end + len(tail) :][:1]) for tail in after.split()):
                return at
        at = text.find(word, at + 1)
    return -1


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def squeezed(text: str) -> str:
    """Return a text without case, hyphens and spaces; that of a part is a part of it."""
    folded = text.casefold()
    # nearly every text goes the fast way, to the same end
    return folded.encode().translate(None, _GONE).decode() if folded.isascii() else _SQUEEZED.sub("", folded)


class _Folded(dict[str, str]):
    """Spellings folded once; read like a dict, because that is what a word costs."""

    def __missing__(self, text: str) -> str:
        """Fold a new spelling."""
        made = self[text] = sys.intern(squeezed(text))
        return made


_folded = _Folded()


def fold(text: str) -> str:
    """Return a spelling without case, hyphens and spaces: `MS MARCO` = `MS-MARCO` = `msmarco`."""
    return _folded[text]


@lru_cache(maxsize=1 << 16)
def parts(token: str) -> tuple[str, ...]:
    """Return the pieces between hyphens."""
    return tuple(_HYPHENS.split(token))


def is_version(text: str) -> bool:
    """Tell whether `text`, found after a name and a hyphen, is a size or version (`base`, `7B`, `v2`, `B/16`)."""
    return bool(_VERSION.fullmatch(text))


def family(token: str) -> str:
    """Return a name without the version glued to it (`MultiWOZ2.1` -> `MultiWOZ`, `YOLOv9` -> `YOLO`), else nothing."""
    match = _GLUED.fullmatch(token) if token[-1:].isdigit() else None
    return match[1] if match else ""


def is_size(text: str) -> bool:
    """Tell whether a word that stands alone after a name is its size or version (`7B`, `v2`)."""
    return bool(re.fullmatch(r"\d+(?:\.\d+)?(?:x\d+)?[BM]|[vV]\d+(?:\.\d+)*", text))


def is_tail(text: str) -> bool:
    """Tell whether `text` after a name and a hyphen leaves the name what it is (`BERT-based`)."""
    return bool(_TAIL.fullmatch(text))


def is_head(text: str) -> bool:
    """Tell whether `text` before a name and a hyphen leaves the name what it is (`non-BERT`)."""
    return bool(_HEAD.fullmatch(text))


@lru_cache(maxsize=1 << 16)
def is_acronym(token: str) -> bool:
    """Tell whether a token is made of two capitals or more (and digits, hyphens): `SEAL`, `CMIP6`, `MS-COCO`."""
    core = token[:-1] if token.endswith("s") and len(token) > 2 else token  # noqa: PLR2004 - plural of a short form
    letters = [c for c in core if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters) and core[0].isalnum()


@lru_cache(maxsize=1 << 16)
def is_camel(token: str) -> bool:
    """Tell whether a token has capitals inside: `TiTok`, `w2v-BERT`, `ImageNet`, `Omni-DNA`; not `Cross-Lingual`."""
    pieces = parts(token)
    mixed = len(pieces) > 1 and pieces[0][:1].isupper() and any(len(p) > 1 and p.isupper() for p in pieces)
    return (mixed or any(_CAMEL.search(piece) for piece in pieces)) and not token.isupper()


@lru_cache(maxsize=1 << 16)
def is_lettered(token: str) -> bool:
    """Tell whether a token mixes letters with digits or signs as names do: `wav2vec`, `GPT-4`, `DefSent+`."""
    if not any(c.isalpha() for c in token) or token[0].isdigit():
        return False
    if token[-1] in "+*#" and len(token) > 2:  # noqa: PLR2004 - not "k+"
        return True
    if not any(c.isdigit() for c in token):
        return False
    letters = sum(c.isalpha() for c in token)
    return letters > 1 and (any(c.isupper() for c in token) or bool(re.search(r"[a-z]\d[a-z]", token)))


@lru_cache(maxsize=1 << 16)
def is_named(token: str) -> bool:
    """Tell whether a single token has the look of a name wherever it stands."""
    if token[1:].islower() and token.isalpha():
        return False
    return is_camel(token) or is_lettered(token) or is_acronym(token)


@lru_cache(maxsize=1 << 16)
def is_title_case(token: str) -> bool:
    """Tell whether a token is an ordinary word with a capital: `Mamba`, `Landmark`, `Bi-Level`."""
    return token[0].isupper() and len(token) > 1 and any(c.islower() for c in token)


def singular(token: str) -> str:
    """Return a short form without its plural s: `KILTs` -> `KILT`, `ViTs` -> `ViT`; other words stay."""
    if token.endswith("s") and len(token) > 2 and token[-2].isupper():  # noqa: PLR2004 - "Xs" is too short
        return token[:-1]
    return token
