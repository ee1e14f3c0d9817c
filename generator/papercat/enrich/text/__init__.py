"""Repair text that copying, LaTeX, HTML and PDF damaged; what only looks like damage stays.

`RULES` is a table in the order of work. Formulas between dollars stay as they are for the page to typeset; web
addresses are left alone once LaTeX's escapes are out of them. Rules run until nothing changes, so that repairing twice
is repairing once.
"""

import re
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import replace as altered
from typing import NamedTuple

import msgspec

from papercat.catalogue import Catalogue
from papercat.enrich.text import characters, joins, latex, markup, symbols
from papercat.enrich.text.rule import Fired, Rule, apply, either
from papercat.insight import Repair, TextField
from papercat.records import Paper
from papercat.work import in_chunks

__all__ = ["RULES", "Fired", "Repaired", "Rule", "enrich", "filled", "repair", "repaired", "repairs"]

EVERYWHERE = characters.RULES
OUTSIDE_FORMULAS = (*markup.RULES, *latex.RULES)
OUTSIDE_ADDRESSES = (*symbols.RULES, *joins.RULES)
RULES: tuple[Rule, ...] = (*EVERYWHERE, latex.DISPLAY, *OUTSIDE_FORMULAS, *OUTSIDE_ADDRESSES, joins.GLUED)

FORMULA = re.compile(
    either(
        r"(?<!\\)\$\$(?:[^$\\]|\\.)+\$\$",
        r"(?<!\\)\$(?=[^$]*\\[A-Za-z])(?:[^$\\]|\\.)*?(?<![\s\\])\$",
        r"(?<!\\)\$(?!\s)(?:[^$\\]|\\.)*?(?<![\s\\])\$(?!\d)",
        r"\\\(.+?\\\)",
        r"\\\[.+?\\\]",
    ),
    re.DOTALL,
)
"""A formula, by Pandoc's rule: no space within the dollars, and, without a macro, no digit after: prices are none."""
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s{}]+")
ROUNDS = 12
"""Rounds until nothing changes; real text takes two or three."""
HIDE = 0x100000
"""First of the private characters that stand for what rules must not touch."""
PRIVATE = re.compile("[\U00100000-\U0010ffff]")
FIELDS: tuple[TextField, ...] = ("title", "abstract")


class Repaired(NamedTuple):
    """A text after repair, and what was done to it."""

    text: str
    fired: tuple[Fired, ...] = ()


def repair(text: str) -> Repaired:
    """Repair one text; the same text where there is nothing to do, or where no end of it is in sight.

    Never raises; `repair(repair(x).text).text == repair(x).text`.
    """
    if not text.isascii() and PRIVATE.search(text):
        return Repaired(text)
    now = text.strip()
    fired: list[Fired] = []
    for _ in range(ROUNDS):
        after, more = _round(now)
        if after == now:
            return Repaired(now, tuple(fired))
        now = after
        fired += more
    return Repaired(text)


def repaired(paper: Paper) -> Paper:
    """Return the paper with title and abstract repaired, the originals under `extra["raw"]`."""
    texts = {name: repair(getattr(paper, name)).text for name in FIELDS}
    texts["title"] = " ".join(texts["title"].split())
    changed = {name: text for name, text in texts.items() if text != getattr(paper, name)}
    if not changed:
        return paper
    before = paper.extra.get("raw")
    raw = before if isinstance(before, dict) else {}
    originals = {name: getattr(paper, name) for name in changed}
    return msgspec.structs.replace(paper, **changed, extra={**paper.extra, "raw": {**originals, **raw}})


def enrich(catalogue: Catalogue, executor: Executor) -> Catalogue:
    """Fill `repairs` by repairing the originals once more."""
    return filled(catalogue, in_chunks(executor, repairs, catalogue.papers))


def filled(catalogue: Catalogue, found: Iterable[tuple[Repair, ...]]) -> Catalogue:
    """Return the catalogue with the `repairs` of each paper."""
    by_id = {paper.id: fired for paper, fired in zip(catalogue.papers, found, strict=True) if fired}
    return altered(catalogue, repairs=by_id)


def repairs(papers: Sequence[Paper]) -> list[tuple[Repair, ...]]:
    """Return the repairs of each paper, found by repairing its original once more."""
    return [_repairs(paper) for paper in papers]


def _repairs(paper: Paper) -> tuple[Repair, ...]:
    raw = paper.extra.get("raw")
    originals = raw if isinstance(raw, dict) else {}
    return tuple(
        Repair(fired.rule, name, fired.before, fired.after)
        for name in FIELDS
        if isinstance(original := originals.get(name), str)
        for fired in repair(original).fired
    )


def _round(text: str) -> tuple[str, list[Fired]]:
    """Apply every rule once, from characters to words."""
    plain = text.isascii() and text.isprintable() and "  " not in text and characters.GLYPH not in text
    text, fired = (text, []) if plain else _apply_all(EVERYWHERE, text)
    text, shown_apart = apply(latex.DISPLAY, text)
    hidden = _Hidden()
    text, more = _apply_all(OUTSIDE_FORMULAS, hidden.hide(FORMULA, text, "$", "\\"))
    text, last = _apply_all(OUTSIDE_ADDRESSES, hidden.hide(ADDRESS, text, "http", "www."))
    if sum(one.rule in joins.LOSSES for one in last) >= joins.EVIDENCE:
        text, glued = apply(joins.GLUED, text)
        last += glued
    shown = [Fired(one.rule, hidden.show(one.before), hidden.show(one.after)) for one in more + last]
    return hidden.show(text).strip(), fired + shown_apart + shown


def _apply_all(rules: Sequence[Rule], text: str) -> tuple[str, list[Fired]]:
    fired: list[Fired] = []
    latex = "\\" in text
    for one in rules:
        if one.latex and not latex:
            continue
        text, more = apply(one, text)
        if more:
            fired += more
            latex = "\\" in text
    return text, fired


class _Hidden:
    """Pieces of a text, each with a private character in its place."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def hide(self, pattern: re.Pattern[str], text: str, *needs: str) -> str:
        return pattern.sub(self._keep, text) if any(need in text for need in needs) else text

    def _keep(self, match: re.Match[str]) -> str:
        self.pieces.append(match[0])
        return chr(HIDE + len(self.pieces) - 1)

    def show(self, text: str) -> str:
        if not self.pieces:
            return text
        # what was hidden last may hold what was hidden before
        while PRIVATE.search(text):
            text = PRIVATE.sub(lambda match: self.pieces[ord(match[0]) - HIDE], text)
        return text
