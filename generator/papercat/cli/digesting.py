"""The command of digests."""

import os
from typing import TYPE_CHECKING

import click

from papercat import site
from papercat.cli import options
from papercat.cli.console import Console
from papercat.cli.options import as_json, root
from papercat.errors import NothingDone, UsageError
from papercat.site import Project
from papercat.words import Words

if TYPE_CHECKING:
    from papercat.outputs.digests import Digest  # loaded with all that it needs


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
    if claim and (period or mail):
        message = "--claim stands alone; it claims what is due"
        raise UsageError(message)
    box = site.postbox(os.environ) if mail else None
    of = site.known(project)
    wanted = (period,) if period else site.due(project, today)
    if claim:
        claimed = site.claim(project, of, today)
        console.report(claimed, {"claimed": claimed})
    elif box:
        mine = wanted if period else site.claim(project, of, today)
        mailed = [key for key in mine if site.mail(project, site.digest(of, key), box, today)]
        if not mailed:
            message = f"nothing to send: {', '.join(wanted)} went out before, or no paper came"
            raise NothingDone(message)
        console.report([f"{key}: sent" for key in mailed], {"sent": mailed})
    else:
        _show(console, site.digest(of, wanted[0] if wanted else next(iter(of), "")))


def _show(console: Console, one: "Digest") -> None:
    words = Words()
    lines = [f"{one.title(words)}: {one.head(words)}"]
    told = [(noticed, noticed.told(words)) for noticed in one.papers]
    lines += [f"{noticed.paper.title}  {f'({why})  ' if why else ''}{noticed.paper.id}" for noticed, why in told]
    papers = [
        {"id": noticed.paper.id, "title": noticed.paper.title, "heat": noticed.heat, "why": why}
        for noticed, why in told
    ]
    console.report(lines, {"key": one.key, "first": one.first, "last": one.last, "total": one.total, "papers": papers})
