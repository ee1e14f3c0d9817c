"""The command of digests."""

import os

import click

from papercat import site
from papercat.cli import options
from papercat.cli.console import Console
from papercat.cli.options import as_json, root
from papercat.errors import NothingDone, UsageError
from papercat.site import Project


@click.command()
@click.argument("period", default="", metavar="[PERIOD]")
@click.option("--mail", is_flag=True, help="Send it by e-mail, unless it was sent.")
@click.option("--claim", is_flag=True, help="Only note that this run will send what is due, and print which.")
@root
@as_json
def digest(console: Console, project: Project, period: str, mail: bool, claim: bool) -> None:
    """Show or send the papers of a week or month, the most noticed first.

    PERIOD is such as 2026-w48 or 2026-11; without it, the week that ended last (with --mail, all that is due).
    """
    today = options.today()
    if claim:
        if period or mail:
            message = "--claim stands alone; it claims what is due"
            raise UsageError(message)
        claimed = site.claim(project, today)
        console.report(claimed, {"claimed": claimed})
        return
    wanted = (period,) if period else site.due(project, today)
    if mail:
        box = site.postbox(os.environ)
        mailed = [
            key for key in (wanted if period else site.claim(project, today)) if site.mail(project, key, box, today)
        ]
        if not mailed:
            message = f"nothing to send: {', '.join(wanted)} went out before, or no paper came"
            raise NothingDone(message)
        console.report([f"{key}: sent" for key in mailed], {"sent": mailed})
        return
    one = site.digest(project, wanted[0] if wanted else "")
    lines = [f"{one.title} ({one.first} to {one.last}): {one.total:,} came in"]
    lines += [f"{noticed.paper.id}{f'  ({noticed.why})' if noticed.why else ''}" for noticed in one.papers]
    papers = [{"id": noticed.paper.id, "heat": noticed.heat, "why": noticed.why} for noticed in one.papers]
    console.report(lines, {"key": one.key, "first": one.first, "last": one.last, "total": one.total, "papers": papers})
