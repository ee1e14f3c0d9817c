"""A reader's suggestion, accepted by a maintainer, written into corrections.yml.

The text is a stranger's: it is taken apart, checked against the catalogue and the field's type, and written as quoted
YAML, which is read back before it is kept.
"""

import difflib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from papercat import store
from papercat.errors import UsageError
from papercat.readers.values import flat, plain
from papercat.site.project import Project
from papercat.store import atomic, people

LISTS = frozenset({"authors", "keywords"})
FIELDS = ("title", "abstract", *sorted(LISTS), "date", "venue", "status", "status_note")
SECTION = re.compile(r"^### (.+?)[ \t]*\n(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
QUESTIONS = {"Which paper?": "paper", "Which field?": "field", "What should it say?": "value"}
PAPER = re.compile(r"<?(?:\S*/)?([a-z0-9][a-z0-9-]*)/?(?:index\.html)?(?:[?#]\S*)?>?")
"""An id, or the address of a page as browsers copy it."""


class Corrected(NamedTuple):
    """What was written down."""

    paper: str
    field: str
    value: str | list[str]


def correct(project: Project, data: bytes) -> Corrected:
    """Write the correction of an issue into corrections.yml.

    Args:
        project: whose catalogue.
        data: GitHub's event (JSON with `issue.body`), or the body alone.

    Raises:
        UsageError: the text is no answer to the form, names no paper of the catalogue, or its value does not fit the
            field; nothing was written.
        Failure: the disk refuses, or another run holds the catalogue.
    """
    wanted = _suggestion(data)
    with store.locked(project.catalogue):
        stored = store.load(project.catalogue)
        wanted = wanted._replace(paper=stored.moved.get(wanted.paper) or wanted.paper)
        known = {paper.id for paper in stored.papers}
        if wanted.paper not in known:
            near = difflib.get_close_matches(wanted.paper, known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            message = f"no paper with the id {wanted.paper!r}{hint}"
            raise UsageError(message)
        if wanted.paper in stored.corrections and wanted.field in stored.corrections[wanted.paper].fields:
            message = f"{wanted.paper}: {wanted.field} is corrected already; change {store.CORRECTIONS} by hand"
            raise UsageError(message)
        file = project.catalogue / store.CORRECTIONS
        old = file.read_bytes() if file.exists() else b""
        new = _with(old.decode("utf-8-sig"), wanted)
        _check(new, file, wanted)
        atomic.replace(project.catalogue, [(file, new)])
    return wanted


def _suggestion(data: bytes) -> Corrected:
    text = data.decode("utf-8", "replace")
    if text.lstrip().startswith("{"):
        try:
            event = msgspec.json.decode(data)
        except msgspec.DecodeError as error:
            message = f"no event of GitHub: {error}"
            raise UsageError(message) from None
        issue = event.get("issue") if isinstance(event, dict) else None
        text = str(issue.get("body") or "") if isinstance(issue, dict) else ""
    told: dict[str, str] = {}
    for question, answer in SECTION.findall(text.replace("\r\n", "\n")):
        # the first answer counts: a value may hold what looks like a question
        told.setdefault(QUESTIONS.get(question.strip(), ""), answer.strip())
    paper = PAPER.fullmatch(told.get("paper", ""))
    field, value = told.get("field", ""), told.get("value", "")
    if paper is None or field not in FIELDS or not value:
        message = f"no answer to the form of a correction; {_expected(told)}"
        raise UsageError(message)
    return Corrected(paper[1], field, _value(field, value))


def _expected(told: Mapping[str, str]) -> str:
    """Return which answer is missing or wrong, the first one."""
    if not told.keys() & QUESTIONS.values():
        return f"expected a paper, one of {', '.join(FIELDS)}, and a value below the questions of the form"
    if PAPER.fullmatch(told.get("paper", "")) is None:
        return f"expected the id of a paper or the address of its page, found {told.get('paper', '')[:100]!r}"
    if told.get("field", "") not in FIELDS:
        return f"expected one of {', '.join(FIELDS)}, found {told.get('field', '')[:100]!r}"
    return "the value is missing"


def _value(field: str, text: str) -> str | list[str]:
    if field in LISTS:
        return [flat(line) for line in text.splitlines() if flat(line)]
    if field == "abstract":
        return plain(text)
    return flat(text).lower() if field == "status" else flat(text)


def _with(text: str, wanted: Corrected) -> bytes:
    """Return the file with the correction below the paper's key, or at the end; all else stays as people wrote it."""
    line = f"  {wanted.field}: {json.dumps(wanted.value, ensure_ascii=False)}\n"
    if text and not text.endswith("\n"):
        text += "\n"
    key = re.search(rf"^{re.escape(wanted.paper)}:[ \t]*\n", text, re.MULTILINE)
    if key is None:
        return f"{text}{wanted.paper}:\n{line}".encode()
    return f"{text[: key.end()]}{line}{text[key.end() :]}".encode()


def _check(data: bytes, file: Path, wanted: Corrected) -> None:
    """Read the file as the next build will, and refuse what would not say what was meant."""
    made, faults = people.corrections_from(data, file.name, {wanted.paper})
    value = made[wanted.paper].fields.get(wanted.field) if wanted.paper in made else None
    said = [one.name for one in value] if wanted.field == "authors" and isinstance(value, tuple) else value
    if (list(said) if isinstance(said, tuple) else said) != wanted.value:
        why = next((fault.reason for fault in faults if wanted.field in fault.reason), "it would not be read so")
        message = f"{wanted.paper}: {wanted.field}: {why}"
        raise UsageError(message)
