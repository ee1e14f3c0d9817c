"""What the commands share: their options, the files that people name, the day."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import click

from papercat import site
from papercat.cli.console import Console
from papercat.errors import Failure, UsageError
from papercat.site import Project

ANY_PATH = click.Path(path_type=Path)


class Given(NamedTuple):
    """What may also stand before the command."""

    root: Path | None = None
    json: bool = False


def _root(ctx: click.Context, _option: click.Parameter, value: Path | None) -> Project:
    """Read the mkdocs.yml of `--root`, or the nearest one upward."""
    root = value if value is not None else _given(ctx).root
    return site.read(site.find(root or Path(), upward=root is None))


def _console(ctx: click.Context, _option: click.Parameter, value: bool) -> Console:
    return Console(json=value or _given(ctx).json)


def _given(ctx: click.Context) -> Given:
    return ctx.find_object(Given) or Given()


def before(ctx: click.Context, root: Path | None, json: bool) -> None:
    """Remember what stood before the command.

    Raises:
        UsageError: the command makes its folder itself.
    """
    if root is not None and ctx.invoked_subcommand == "new":
        message = "`papercat new DIR` makes the folder DIR; --root means nothing to it"
        raise UsageError(message)
    ctx.obj = Given(root, json)


root = click.option(
    "--root",
    "project",
    type=ANY_PATH,
    metavar="DIR",
    callback=_root,
    help="Folder of mkdocs.yml; default: the nearest.",
)
as_json = click.option("--json", "console", is_flag=True, callback=_console, help="Report as JSON on stdout.")
strict = click.option("--strict", is_flag=True, help="Exit with 1 if anything was found wrong.")
jobs = click.option(
    "--jobs", type=click.IntRange(0), default=0, metavar="N", help="Processes; 0 chooses by the size of the catalogue."
)

cluster = click.option(
    "--cluster", default="", metavar="ADDRESS", help="Enrich on the Dask cluster whose scheduler listens there."
)
timings = click.option("--timings", is_flag=True, help="Show on stderr how long each step took.")


def upload(file: Path) -> "site.Upload":
    """Read a file that a person names, `-` for stdin.

    Raises:
        UsageError: there is no such file, or it is a folder.
        Failure: it cannot be read.
    """
    if str(file) == "-":
        return site.Upload("stdin", sys.stdin.buffer.read())
    try:
        return site.Upload(file.name, file.read_bytes())
    except FileNotFoundError:
        message = f"no such file: {file}"
        raise UsageError(message) from None
    except IsADirectoryError:
        message = f"{file} is a folder; name the files in it"
        raise UsageError(message) from None
    except OSError as error:
        message = f"cannot read {file}: {error.strerror}"
        raise Failure(message) from None


def today() -> str:
    """Return the day in UTC; `SOURCE_DATE_EPOCH` fixes it where the same bytes must come out again.

    Raises:
        UsageError: the variable holds no time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date().isoformat()
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH: expected seconds since 1970, not {epoch!r}"
        raise UsageError(message) from None
