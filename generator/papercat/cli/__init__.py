"""The command line; with the plugin the only place that prints."""

import sys
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor

import click
import msgspec

from papercat.cli.console import annotated, close_quietly, plain, prepare
from papercat.errors import Failure, NothingDone, PapercatError, UsageError

__all__ = ["main"]

INTERRUPTED = 130
EXPECTED = (
    click.ClickException,
    click.exceptions.Abort,
    PapercatError,
    OSError,
    MemoryError,
    BrokenExecutor,
    KeyboardInterrupt,
)
"""What a person can cause; anything else is our mistake and keeps its traceback."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 done, 1 done with faults under `--strict` or nothing to do, 2 wrong usage or settings, 3 a failure, 130 stopped by
    the person. Whatever a person can cause ends in a line, not in a traceback.
    """
    prepare()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        from papercat.cli.commands import papercat  # noqa: PLC0415 - loading takes a while, and ctrl-C may come in it

        with papercat.make_context("papercat", list(given)) as context:
            code = papercat.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return UsageError.exit_code
    except BrokenPipeError:
        close_quietly()
        return 0
    except EXPECTED as error:
        message, code = _outcome(error)
        return _failed(given, message, code)
    return code if isinstance(code, int) else 0


def _outcome(error: BaseException) -> tuple[str, int]:
    """Return what to say about an error, and the exit code."""
    if isinstance(error, click.ClickException):
        context = getattr(error, "ctx", None)
        hint = f" See `{context.command_path} --help`." if isinstance(context, click.Context) else ""
        said = " ".join(error.format_message().split())
        return f"{said}{'' if said.endswith(('.', '?')) else '.'}{hint}", UsageError.exit_code
    if isinstance(error, PapercatError):
        return str(error), error.exit_code
    if isinstance(error, OSError):
        place = error.filename2 or error.filename or ""
        return f"{error.strerror or error}: {place}".removesuffix(": "), Failure.exit_code
    if isinstance(error, MemoryError | BrokenExecutor):
        return "not enough memory, or a process was killed; `--jobs 1` needs least", Failure.exit_code
    return "stopped; run it again to go on", INTERRUPTED


def _failed(given: Sequence[str], message: str, code: int) -> int:
    """Say what went wrong, on stdout as JSON where that was asked for, and return the exit code."""
    try:
        if "--json" in given:
            click.echo(msgspec.json.encode({"error": message, "exit_code": code}))
        else:
            kind = "notice" if code == NothingDone.exit_code else "error"
            click.echo(annotated(kind, plain(f"papercat: {message}")), err=True)
    except BrokenPipeError:
        close_quietly()
    return code
