"""What a new catalogue begins with: a file of papers, an address, or a question to a service."""

import difflib
import re
from pathlib import Path
from typing import get_args

import msgspec

from papercat.errors import UsageError
from papercat.settings import COUNTS, NEEDS, Kind, Plan

CATEGORIES = re.compile(r"cat:[\w.-]+(?: OR cat:[\w.-]+)*")


def plan_of(origin: str) -> Plan | None:
    """Return the source that `arxiv:cat:cs.CL AND abs:"…"`, `acl:2025.acl` or an address stands for; of a file none.

    Raises:
        UsageError: it is no service, and there is no such file.
    """
    if re.match(r"https?://", origin):
        return Plan(kind="url", url=origin)
    word, colon, value = origin.partition(":")
    kinds = [kind for kind in get_args(Kind) if kind not in COUNTS]
    if word in kinds and (colon or word not in NEEDS):
        return _plan(word, value.strip())
    if Path(origin).is_file() or origin == "-":
        return None
    near = difflib.get_close_matches(word, kinds, n=1) if colon else []
    hint = (
        f"; did you mean {near[0] + ':' + value!r}?" if near else f"; a question begins with one of {', '.join(kinds)}"
    )
    message = f"no such file, and no question to a service: {origin!r}{hint}"
    raise UsageError(message)


def _plan(kind: str, value: str) -> Plan:
    needs = NEEDS.get(kind, ())
    if needs and not value:
        message = f"{kind}: what should it be asked? expected {kind}:{needs[0].upper()}"
        raise UsageError(message)
    if kind == "arxiv" and CATEGORIES.fullmatch(value):
        # where nothing but categories is asked, arXiv's other ways can answer, too
        return Plan(kind="arxiv", categories=tuple(part.removeprefix("cat:") for part in value.split(" OR ")))
    told = {"kind": kind, **({needs[0]: value} if needs else {})}
    return msgspec.convert(told, Plan)
