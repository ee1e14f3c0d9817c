"""The commands of a living catalogue: news from services, corrections from readers."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papercat import site
from papercat.cli import options
from papercat.cli.console import Console, tally
from papercat.cli.options import as_json, jobs, root, strict
from papercat.errors import Failure, UsageError
from papercat.site import Project

if TYPE_CHECKING:
    from papercat.site import Fetched  # loaded with all that it needs


@click.command()
@click.argument("names", nargs=-1, metavar="[SOURCE…]")
@click.option("--stale", is_flag=True, help="Ask nobody; name the sources that gave no news for too long.")
@strict
@jobs
@root
@as_json
def fetch(console: Console, project: Project, names: tuple[str, ...], stale: bool, strict: bool, jobs: int) -> int:
    """Ask the configured services for news and merge it.

    SOURCE is the name or kind of an entry under `extra.papercat.sources` in mkdocs.yml; without one all are asked.
    What the catalogue holds of a service that does not answer stays as it was. Exit code 3 if none answered.
    """
    if stale:
        return _stale(console, project)
    with console.progress() as step, site.for_catalogue(project, jobs) as executor:
        done = site.fetch(project, names, executor, today=options.today(), step=step, environment=os.environ)
    lines = [line for one in done for line in _lines(one)]
    console.report(lines, {"sources": [one._asdict() for one in done]})
    if all(one.problem for one in done):
        return Failure.exit_code
    return 1 if strict and any(one.problem or one.faults for one in done) else 0


@click.command()
@click.argument("file", type=options.ANY_PATH, metavar="FILE")
@root
@as_json
def correct(console: Console, project: Project, file: Path) -> None:
    """Write a reader's correction down.

    FILE is the event of a labelled issue, as GitHub Actions gives it, or the text of the issue; `-` reads stdin.
    """
    made = site.correct(project, options.upload(file).data)
    value = made.value if isinstance(made.value, str) else "; ".join(made.value)
    # a line, whatever a stranger wrote: what begins a line of a workflow's log may be a command to GitHub
    console.report([f"{made.paper}: {made.field}: {' '.join(value.split())}"], made._asdict())


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", default="")
@click.option("--gone", is_flag=True, help="Take the paper out of the catalogue; NEW is left out.")
@root
@as_json
def move(console: Console, project: Project, old: str, new: str, gone: bool) -> None:
    """Give a paper another id, or join it with another paper.

    OLD is the paper's id. NEW is its new id, or the id of the same paper, with which it becomes one. The old address
    leads to the new one for ever.
    """
    if gone == bool(new):
        message = "name the new id, or say --gone to take the paper out"
        raise UsageError(message)
    moved = site.move(project, old, new)
    what = f"joined with {new}" if moved.joined else f"is {new} now" if new else "taken out"
    console.report([f"{old}: {what}"], moved._asdict())


def _stale(console: Console, project: Project) -> int:
    """Name the sources that are stale; exit code 1 if there are any."""
    found = site.stale(project, options.today())
    lines = []
    for one in found:
        since = f"since {one.last} ({one.days} days, allowed {one.allowed})" if one.last else "yet"
        lines.append(f"{one.name}: no good harvest {since}{f': {one.problem}' if one.problem else ''}")
    console.report(lines, {"stale": [one._asdict() for one in found]})
    return 1 if found else 0


def _lines(one: "Fetched") -> list[str]:
    if one.problem:
        return [f"{one.name}: no news, all stays as it was: {one.problem}"]
    _, summary = tally(one)
    return [*map(str, one.faults), f"{one.name}: {summary}" + (f" ({one.note})" if one.note else "")]


COMMANDS = (fetch, correct, move)
