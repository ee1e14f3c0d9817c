"""Judge whether two papers are versions of one work.

A false tie is worse than a missed one: in doubt a person decides.
"""

from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from papercat.enrich.duplicates.editions import Edition, edition, numbers
from papercat.records import Paper
from papercat.store.identity import fold, same_people

Kind = Literal["version of", "extended version of", "extended in", "unsure", ""]

WORDS, LETTERS = 4, 20
"""A shorter title ("Preface", "Keynote talks") proves nothing by itself."""
NEAR_TITLE = 92.0
"""Percent of common letters, the words in alphabetical order."""
SAME_TEXT, NEAR_TEXT, LIKE_TEXT = 90.0, 80.0, 55.0
"""Percent of common text of two abstracts."""
SAME = 100.0
LEAST_TEXT = 200
"""Characters; shorter abstracts may agree by chance."""


class Verdict(NamedTuple):
    """What two papers are to each other."""

    kind: Kind
    """Of the first paper; nothing where they are two works."""
    why: str = ""


class Signs(NamedTuple):
    """What speaks for or against one work."""

    one: Edition
    other: Edition
    titles: float
    """Likeness of the titles without their marks of edition, in percent."""
    texts: float
    """Likeness of the abstracts in percent; 0 where they are less than `LIKE_TEXT` alike, -1 where one is missing."""
    people: bool | None
    """Whether at least half of the authors agree; None where they are unknown."""
    long: bool
    """Whether both titles are long enough to prove something."""
    same_place: bool
    """Whether both appeared at one venue in one year."""


def judge(one: Paper, other: Paper) -> Verdict:
    """Compare two papers."""
    mine, theirs = edition(one.title), edition(other.title)
    if numbers(mine.title) != numbers(theirs.title):
        return Verdict("")  # Part I and Part II, 2D and 3D
    same = fold(mine.title) == fold(theirs.title)
    titles = SAME if same else fuzz.ratio(spelled(mine.title), spelled(theirs.title))
    enough = min(len(one.abstract), len(other.abstract)) >= LEAST_TEXT
    texts = fuzz.ratio(one.abstract, other.abstract, score_cutoff=LIKE_TEXT) if enough else -1.0
    people = same_people(one.authors, other.authors)
    long = all(len(each.title.split()) >= WORDS and len(each.title) >= LETTERS for each in (mine, theirs))
    place = bool(one.venue and one.date) and (one.venue, one.year) == (other.venue, other.year)
    return _verdict(Signs(mine, theirs, titles, texts, people, long, place))


def spelled(title: str) -> str:
    """Return the words of a title in alphabetical order."""
    return " ".join(sorted(title.casefold().split()))


def _verdict(signs: Signs) -> Verdict:
    exact, near = signs.titles == SAME, signs.titles >= NEAR_TITLE
    if not signs.long and not (exact and signs.people):
        return Verdict("")
    if signs.people is None:
        sure = near and signs.texts >= SAME_TEXT
    elif exact:
        sure = signs.people and (signs.texts >= (LIKE_TEXT if signs.long else SAME_TEXT) or _marked(signs))
    else:
        # one conference does not print one work twice
        sure = signs.people and near and signs.texts >= NEAR_TEXT and not signs.same_place
    if sure:
        return _tied(signs)
    doubtful = signs.texts >= SAME_TEXT or (exact and signs.long) or (near and signs.people and signs.texts)
    return Verdict("unsure", _told(signs)) if doubtful else Verdict("")


def _marked(signs: Signs) -> bool:
    return bool(signs.one.mark or signs.other.mark)


def _tied(signs: Signs) -> Verdict:
    size = signs.one.size - signs.other.size
    kind: Kind = "extended version of" if size > 0 else "extended in" if size < 0 else "version of"
    return Verdict(kind, _told(signs))


def _told(signs: Signs) -> str:
    titles = "same title" if signs.titles == SAME else f"titles {signs.titles:.0f} % alike"
    texts = "other abstracts" if signs.texts == 0 else f"abstracts {signs.texts:.0f} % alike" if signs.texts > 0 else ""
    people = {True: "same authors", False: "other authors", None: "authors not known"}[signs.people]
    marks = [f'one says "{edition.mark}"' for edition in (signs.one, signs.other) if edition.mark]
    return ", ".join(part for part in (titles, people, texts, *marks) if part)
