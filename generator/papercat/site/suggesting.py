"""Suggestions for the people's vocabulary, as the YAML of vocabulary.yml."""

import json
from collections.abc import Iterable, Sequence

from papercat import store
from papercat.enrich import suggest as mining
from papercat.enrich import vocabulary
from papercat.enrich.suggest import Suggestion
from papercat.errors import UsageError
from papercat.site.enriching import load
from papercat.site.project import Project
from papercat.store import atomic, people


def suggest(project: Project, most: int) -> tuple[Suggestion, ...]:
    """Return what the vocabulary lacks, the most useful first, `most` at most.

    Raises:
        Failure: a file of the catalogue cannot be read.
    """
    catalogue = load(project)
    return mining.suggest(catalogue.papers, vocabulary.merged(catalogue.vocabulary, vocabulary.builtin()), most)


def as_yaml(suggestions: Iterable[Suggestion]) -> str:
    """Return entries for vocabulary.yml, each with a comment that says how often its words stand in the papers."""
    return "".join(map(_entry, suggestions))


def _entry(suggestion: Suggestion) -> str:
    tag, papers, keywords = suggestion
    named = f", a keyword of {keywords}" if keywords else ""
    lines = [f"# in {papers} papers{named}", f"{json.dumps(tag.id)}:", f"  label: {_quoted(tag.label)}"]
    if tag.facet != "topic":
        lines.append(f"  facet: {tag.facet}")
    lines += [f"  {key}: {_quoted(list(values))}" for key, values in _lists(tag.aliases, tag.broader) if values]
    return "\n".join(lines) + "\n"


def _lists(aliases: Sequence[str], broader: Sequence[str]) -> tuple[tuple[str, Sequence[str]], ...]:
    return (("aliases", aliases), ("broader", broader))


def _quoted(value: object) -> str:
    """Return a value as JSON, which YAML reads alike."""
    return json.dumps(value, ensure_ascii=False)


def append_tags(project: Project, suggestions: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Write suggestions below what people wrote in vocabulary.yml; return those that it did not have.

    Raises:
        UsageError: the file cannot take them, because it is a list or no YAML; it stays as it was.
        Failure: the disk refuses, or another run holds the catalogue.
    """
    with store.locked(project.catalogue):
        file = project.catalogue / store.VOCABULARY
        old = file.read_bytes() if file.exists() else b""
        before, faults = people.vocabulary_from(old, file.name)
        has = {tag.id for tag in before}
        fresh = tuple(one for one in suggestions if one.tag.id not in has)
        gap = b"\n" if old and not old.endswith(b"\n") else b""
        new = old + gap + as_yaml(fresh).encode()
        after, more = people.vocabulary_from(new, file.name)
        if len(more) > len(faults) or after != (*before, *(one.tag for one in fresh)):
            why = more[0] if more else f"{file.name}: the entries would not be read so"
            message = f"{why}; paste them by hand, the file stays as it was"
            raise UsageError(message)
        if fresh:
            atomic.replace(project.catalogue, [(file, new)])
    return fresh
