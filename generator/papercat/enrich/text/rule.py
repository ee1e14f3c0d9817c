"""A rule of text repair, and how it is applied."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

CONTEXT = 24
"""Characters shown at each side of a place that was repaired, at most; less where a space comes earlier."""


class Fired(NamedTuple):
    """A place where a rule changed the text."""

    rule: str
    before: str
    """The words around the place, as they were."""
    after: str


@dataclass(frozen=True)
class Rule:
    """One kind of damage and its repair; the example is a test and a row of the documentation."""

    name: str
    what: str
    before: str
    """Example."""
    after: str
    """The example, repaired."""
    pattern: re.Pattern[str]
    replace: Callable[[re.Match[str]], str]
    """New text for a match; the match itself where it turns out to be no damage."""
    needs: tuple[str, ...] = ()
    """Only a text with one of these can match: nearly all texts are sound, and `in` costs next to nothing."""
    latex: bool = False
    """It needs a backslash."""


def rule(  # noqa: PLR0913 - a row of a table
    name: str,
    what: str,
    example: tuple[str, str],
    pattern: str,
    replace: str | Callable[[re.Match[str]], str],
    *,
    needs: str | tuple[str, ...] = (),
) -> Rule:
    """Make a rule from a row.

    `replace` may be a template as of `re.sub`, `needs` one text or several of which one must occur.
    """
    if isinstance(replace, str):
        template = replace

        def expand(match: re.Match[str]) -> str:
            return match.expand(template)

        replace = expand
    wanted = (needs,) if isinstance(needs, str) else needs
    return Rule(name, what, *example, re.compile(pattern), replace, wanted, latex=wanted == ("\\",))


def either(*patterns: str) -> str:
    """Return the pattern that matches one of several, tried in order."""
    return "|".join(patterns)


def apply(one: Rule, text: str) -> tuple[str, list[Fired]]:
    """Apply a rule wherever it matches, once; return the new text and the places."""
    if one.needs:
        # a loop, because `any` with a generator costs more than the search
        for need in one.needs:
            if need in text:
                break
        else:
            return text, []
    parts: list[str] = []
    fired: list[Fired] = []
    end = 0
    for match in one.pattern.finditer(text):
        new = one.replace(match)
        if new == match[0]:
            continue
        parts += [text[end : match.start()], new]
        end = match.end()
        left, right = _around(text, match.start(), match.end())
        fired.append(Fired(one.name, f"{left}{match[0]}{right}", f"{left}{new}{right}"))
    return "".join((*parts, text[end:])), fired


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the rest of the words at both sides of a place."""
    # a mark for the place, so that there is a word even where white space stands beside it
    left, right = f"{text[max(0, start - CONTEXT) : start]}|", f"|{text[end : end + CONTEXT]}"
    return left.rsplit(maxsplit=1)[-1][:-1], right.split(maxsplit=1)[0][1:]
