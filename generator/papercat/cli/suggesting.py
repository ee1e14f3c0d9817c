"""The command about the people's vocabulary."""

import click
import msgspec

from papercat import site
from papercat.cli.console import Console, counted
from papercat.cli.options import as_json, root
from papercat.errors import NothingDone
from papercat.site import Project


@click.command()
@click.argument("action", type=click.Choice(["suggest"]))
@click.option("--most", type=click.IntRange(1), default=100, metavar="N", help="How many suggestions, at most.")
@click.option("--write", is_flag=True, help="Write them below what docs/catalogue/vocabulary.yml has.")
@root
@as_json
def vocabulary(console: Console, project: Project, action: str, most: int, write: bool) -> None:
    """Suggest tags that the vocabulary lacks.

    They come from the authors' keywords and from frequent phrases, and are printed as entries for
    docs/catalogue/vocabulary.yml.
    """
    del action  # the only one so far
    with console.progress() as step:
        step("Looking for phrases")
        found = site.suggest(project, most)
    if not found:
        message = "nothing to suggest: no keyword or phrase stands in enough papers, or the vocabulary has them all"
        raise NothingDone(message)
    written = len(site.append_tags(project, found)) if write else 0
    lines = [f"docs/catalogue/vocabulary.yml: {counted(written, 'tag')} added"] if write else [site.as_yaml(found)]
    tags = [msgspec.to_builtins(one.tag) | {"papers": one.papers, "keywords": one.keywords} for one in found]
    console.report(lines, {"tags": tags, "written": written})
