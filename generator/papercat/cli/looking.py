"""The commands that only look."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
import msgspec

from papercat import site
from papercat.catalogue import Catalogue
from papercat.cli.console import Console, counted
from papercat.cli.options import as_json, jobs, root, strict
from papercat.insight import Mention
from papercat.site import Project

if TYPE_CHECKING:
    from papercat.site import Shown  # loaded with all that it needs


@click.command()
@strict
@jobs
@root
@as_json
def check(console: Console, project: Project, strict: bool, jobs: int) -> int:
    """Report the catalogue's health.

    One line a finding: file:line, what is wrong, what was expected, a guess.
    """
    with console.progress() as step, site.for_catalogue(project, jobs) as executor:
        step("Looking at every paper")
        catalogue, findings = site.check(project, executor)
    summary = f"{counted(len(catalogue.papers), 'paper')}, {counted(len(findings), 'finding')}"
    console.report([*map(str, findings), summary], {"papers": len(catalogue.papers), "findings": findings})
    return 1 if strict and findings else 0


@click.command()
@click.argument("paper_id", metavar="ID")
@jobs
@root
@as_json
def show(console: Console, project: Project, paper_id: str, jobs: int) -> None:
    """Print what is known of one paper.

    Tags, names, links and related papers, each with the reason for it.
    """
    with console.progress() as step, site.for_catalogue(project, jobs) as executor:
        step(f"Looking at {paper_id}")
        catalogue, shown = site.show(project, paper_id, executor)
    console.report(_lines(catalogue, shown), msgspec.to_builtins(shown._asdict()))


def _lines(catalogue: Catalogue, shown: "Shown") -> Iterator[str]:
    """Yield a heading a kind of insight and a line each, the reason behind it."""
    paper = shown.paper
    yield paper.title
    if facts := [fact for fact in (", ".join(a.name for a in paper.authors), paper.venue, paper.date) if fact]:
        yield " · ".join(facts)
    groups = {
        "tags": [(catalogue.tag_by_id[found.tag].label, found.why) for found in shown.tags],
        "introduces": [_named(catalogue, mention) for mention in shown.introduces],
        "mentions": [_named(catalogue, mention) for mention in shown.mentions],
        "links": [(f"{link.kind} {link.url}", "") for link in catalogue.links_of(paper)],
        "related": [(f"{found.score:.2f} {found.id}", "; ".join(found.why)) for found in shown.related],
        "versions": [(f"{tie.kind} {tie.id}", tie.why) for tie in shown.lineage],
        "repairs": [(f"{found.before!r} -> {found.after!r}", found.rule) for found in shown.repairs],
    }
    for heading, entries in groups.items():
        if entries:
            yield f"\n{heading}"
            yield from (f"  {what}{f'  ({why})' if why else ''}" for what, why in entries)


def _named(catalogue: Catalogue, mention: Mention) -> tuple[str, str]:
    return catalogue.name_by_id[mention.name].label, mention.why or mention.sentence


@click.command()
@root
@as_json
def budget(console: Console, project: Project) -> None:
    """Weigh the site against the limit of GitHub Pages.

    Bytes by kind of file, how many papers will fit, and what to switch off first.
    """
    found = site.budget(project)
    lines = [f"{size:>15,}  {kind} ({counted(count, 'file')})" for kind, (count, size) in found.kinds.items()]
    lines.append(f"{found.size:>15,}  of {site.LIMIT:,} bytes that GitHub Pages allows ({found.size / site.LIMIT:.1%})")
    if found.papers:
        lines.append(f"{found.size // found.papers:,} bytes a paper; about {found.fit:,} papers like these will fit")
    lines.append(f"About {found.minutes} of the 10 minutes that a deployment may take")
    lines += ["To save most, in this order:", *(f"  {line}" for line in found.advice)]
    console.report(lines, found._asdict())


COMMANDS = (budget, check, show)
