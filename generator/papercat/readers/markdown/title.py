"""The title of an entry: what stands before it, where it ends."""

import re
from collections.abc import Sequence

from papercat.readers.markdown import addresses
from papercat.readers.markdown.blocks import Piece
from papercat.readers.markdown.entry import EDGE, Entry
from papercat.readers.markdown.facts import BETWEEN_FACTS, When, is_certain, people, when

LEADING = re.compile(r"^[^\w\"\u201c$(]*?[\[(\u3010]+([^\[\]()\u3010\u3011]{2,50})[\])\u3011]+[\s:.\u2013-]*")
DATED = re.compile(r"^\W*((?:19|20)\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?)\]?[\s:,\u2013-]+")
IN_BRACKETS = re.compile(r"\s*[\[(\u3010]([^\[\]()\u3010\u3011]{2,80})[\])\u3011]")
QUOTED = re.compile(r"[\"\u201c\u300a]([^\"\u201c\u201d\u300b]{8,}?)[,.]?[\"\u201d\u300b]")
SENTENCE = re.compile(r"(?<=[\w)\]\"\u201d+]{2})(?<!\bvs)(?<!\bal)\s?\.(?=\s|$)|(?<=[?!])[\s.](?=\s|$|[(A-Z])")
BREAK = re.compile(r"\n|\s[|\u00b7]\s?|\s[-\u2013\u2014]+\s")
LOOK = 300
"""Characters that are looked at to tell what a text begins with."""
KEPT_MARKS = frozenset({"re", "cls", "mask", "sep"})
"""What stands in brackets at the beginning of titles themselves."""
NICKNAME, TITLE = 3, 3
"""Words of a short name at most, and of a text that is a title at least."""


def begun(entry: Entry, words: list[Piece]) -> list[Piece]:
    """Take marks, short names in brackets and people from before the title."""
    left = list(words)
    while left:
        run, after = left[0], left[1:]
        text = _unmarked(entry, run.text)
        names, behind = people(text) if not run.url else ([], text)
        several = len(names) > 1 or re.match(r"\W*et\.? al", text[len(names[0]) :] if names else "")
        following = _unmarked(entry, behind) if names else ""
        if names and several and (len(following.split()) >= TITLE or (after and not following.strip(EDGE))):
            entry.authors, text = names, following
        if (
            not run.plain
            and not run.url
            and after
            and after[0].text.startswith("]")
            and len(text.split()) <= NICKNAME + 2
        ):
            entry.note(when(text) or When())
            entry.label = entry.label or ("" if when(text) else text.strip(EDGE))
            text, after[0] = "", after[0]._replace(text=after[0].text[1:])
        # a mark without brackets: `**ICLR 2024** Title`, or nothing else: `CVPR 2020 Oral`
        elif not run.url and (after or not run.strong) and (found := when(text)) and is_certain(found):
            entry.note(found)
            text = ""
        if text.strip(EDGE + "("):
            return [run._replace(text=text), *after]
        left = after
    return []


def _unmarked(entry: Entry, text: str) -> str:
    """Return the text without the marks it begins with: `[ICLR 2024]`, `2024/11/20`, `[Survey]`."""
    while match := LEADING.match(text) or DATED.match(text):
        if match[1].strip().lower() in KEPT_MARKS:
            break
        if found := when(match[1]):
            entry.note(found)
        elif match.re is LEADING and "[" not in match[0] and "\u3010" not in match[0]:
            break
        elif not addresses.kind(match[1]):
            entry.label = entry.label or match[1].strip()
        text = text[match.end() :]
    return text


def titled(entry: Entry, words: list[Piece]) -> list[Piece]:
    """Find the title at the beginning and return what comes after it."""
    if not words:
        return []
    first, after = words[0], words[1:]
    if first.plain:
        return _from_text(entry, words)
    title = first.text.strip(EDGE)
    short = len(title.split()) <= NICKNAME
    if after and not after[0].url and not after[0].strong and short:
        behind = after[0].text
        joined = "".join(run.text for run in words[1 : _end(words, 1)])
        if quoted := re.match(rf"[\s:\u2013-]*{QUOTED.pattern}", joined):
            entry.title, entry.label = quoted[1], "" if title.lower() in quoted[1].lower() else title
            return [Piece(joined[quoted.end() :]), *words[_end(words, 1) :]]
        colon = first.text.rstrip().endswith((":", "\uff1a")) or behind.lstrip().startswith((":", "\uff1a"))
        if colon and len(behind.split()) >= TITLE:
            left = _from_text(entry, [after[0]._replace(text=behind.lstrip(" :\uff1a")), *after[1:]])
            if entry.title and title.lower() not in entry.title.lower():
                entry.title = f"{title}: {entry.title}"
            return left
    later = next((at for at, run in enumerate(after) if run.url and addresses.is_paper(run)), None)
    if short and not first.url and later is not None and len(after[later].text.split()) >= TITLE:
        entry.title, entry.label = after[later].text, entry.label or title
        return [*after[:later], *after[later + 1 :]]
    entry.title, rest = _cut(entry, first.text, whole=True)
    return [Piece(rest), *after]


def _end(words: Sequence[Piece], at: int) -> int:
    """Return where a text of its own ends: at a link, bold text, or slanted text that is an aside."""
    while at < len(words) and not words[at].url and not words[at].strong:
        before = words[at - 1].text.rstrip() if at else ""
        if (words[at].slanted or words[at].code) and (
            before.endswith((",", ".", ";", ":", "-", "\u2013", "(", "[", "?")) or _is_fact(words[at].text)
        ):
            break
        at += 1
    return at


def _from_text(entry: Entry, words: list[Piece]) -> list[Piece]:
    """Find the title in text without bold or link, or in a link to a paper that it introduces."""
    end = max(1, _end(words, 1))
    lead = "".join(run.text for run in words[:end])
    later = next(
        (
            at
            for at, run in enumerate(words)
            if run.url
            and (addresses.is_paper(run) or QUOTED.match(run.text))
            and len(run.text.split()) >= TITLE
            and not addresses.kind(run.text)
        ),
        None,
    )
    if later is not None or (end < len(words) and len(lead.split()) < NICKNAME and words[end].text.strip(EDGE)):
        at = end if later is None else later
        before = [run for run in words[:at] if len(run.text.split()) > NICKNAME]
        entry.title, rest = _cut(entry, words[at].text, whole=True)
        entry.label = entry.label or ("" if before else lead.strip(EDGE))
        return [*before, Piece(rest), *words[at + 1 :]]
    if quoted := re.match(rf"\W*{QUOTED.pattern}", lead):
        entry.title, rest = quoted[1], lead[quoted.end() :]
    else:
        entry.title, rest = _cut(entry, lead)
    return [Piece(rest), *words[end:]]


def _cut(entry: Entry, text: str, *, whole: bool = False) -> tuple[str, str]:
    """Return title and what follows it in one text; a bold or linked text is whole, but for its year or venue."""
    text = text.lstrip()
    for match in IN_BRACKETS.finditer(text):
        if match.start() and (found := when(match[1])):
            entry.note(found)
            if text[match.end() :].lstrip().startswith(":"):
                text = text[: match.start()] + text[match.end() :]
                break
            title, rest = _cut(entry, text[: match.start()], whole=whole)
            return title, f"{rest} {text[match.end() :]}"
    for match in sorted((*(() if whole else SENTENCE.finditer(text)), *BREAK.finditer(text)), key=re.Match.start):
        before, after = text[: match.start()], text[match.end() :]
        if match.re is BREAK and ("\n" in match[0] or "|" in match[0]) and before.strip(EDGE):
            return _at_comma(before, after)
        if match.re is SENTENCE and (match[0].strip() or _is_fact(after)):
            return _at_comma(before, after)
        if match.re is BREAK and (_is_fact(after) or (not whole and len(before.split()) < NICKNAME)):
            return _at_comma(before, after)
    return _at_comma(text, "")


def _at_comma(text: str, rest: str) -> tuple[str, str]:
    """Cut people and venue off that follow a comma: `Title, Xu et al., CVPR 2024`."""
    for match in re.finditer(r",\s+", text):
        if match.start() and _is_fact(text[match.end() :]):
            return text[: match.start()], f"{text[match.end() :]}, {rest}"
    return text, rest


def _is_fact(text: str) -> bool:
    """Say whether a text begins with people or is a venue with its year."""
    text = text[:LOOK]
    first = BETWEEN_FACTS.split(text.strip(), maxsplit=1)[0]
    found = when(first) or when(text)
    if found and (found.date or found.venue):
        return True
    names, after = people(text)
    others = re.search(r"\bet\.? al\b", text[: len(text) - len(after)])
    return bool(others) or (len(names) > 1 and not re.match(r"\s*[^\W\d_]", after))
