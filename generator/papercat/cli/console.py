"""What the command line prints: a report on stdout, progress on stderr where somebody watches."""

import atexit
import contextlib
import gc
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import click
import msgspec

if TYPE_CHECKING:
    from papercat.site import Added, Fetched  # loaded with all that they need

CONTROL = {code: f"\\x{code:02x}" for code in (*range(9), *range(11, 32), *range(127, 160))}
"""Control characters but tab and line feed, as escapes: a record must not steer the terminal."""


class Console(NamedTuple):
    """How a command talks."""

    json: bool
    """The report is one JSON object on stdout."""

    def report(self, lines: Iterable[str], values: Mapping[str, object]) -> None:
        """Print the outcome: lines for people, or the values for machines."""
        if self.json:
            click.echo(msgspec.json.encode(values))
        else:
            for line in lines:
                click.echo(plain(line))

    def note(self, line: str) -> None:
        """Say something beside the report, on stderr."""
        click.echo(plain(line), err=True)

    def warn(self, line: str) -> None:
        """Say on stderr what a person should look at."""
        click.echo(annotated("warning", plain(line)), err=True)

    @contextlib.contextmanager
    def progress(self) -> Iterator[Callable[[str], None]]:
        """Give a function that shows what is being done, where stderr is a terminal."""
        if not sys.stderr.isatty():
            yield lambda _: None
            return
        from rich.console import Console as Rich  # noqa: PLC0415 - costs 0.1 s, and only a terminal needs it
        from rich.markup import escape  # noqa: PLC0415 - as above

        with Rich(stderr=True).status("") as status:
            yield lambda step: status.update(escape(plain(step)))


def plain(text: str) -> str:
    """Return text that cannot steer a terminal."""
    return text.translate(CONTROL)


def annotated(kind: str, text: str) -> str:
    """Return a warning or an error such that GitHub shows it on the page of a workflow's run, where one runs."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return text
    return f"::{kind}::" + text.replace("%", "%25").replace("\n", "%0A")


def prepare() -> None:
    """Let stdout and stderr take any text, whatever the terminal's encoding, and let the process end quickly."""
    # Python looks for garbage twice at its end, in a large build for a second, though the system takes all back anyway
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def close_quietly() -> None:
    """Give stdout nowhere to go, so that Python does not complain at exit about a reader that left."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


BAR = 20
"""Characters of the longest bar."""


def table(seconds: Mapping[str, float]) -> Iterator[str]:
    """Yield a line a step: seconds, share and a bar; then the sum of all."""
    total, longest = sum(seconds.values()), max(seconds.values(), default=0.0)
    for step, spent in seconds.items():
        bar = "#" * round(BAR * spent / longest) if longest else ""
        yield f"{spent:>9.2f} s {spent / total if total else 0:>5.0%}  {bar:<{BAR}}  {step}"
    yield f"{total:>9.2f} s in all"


def tally(come: "Added | Fetched") -> tuple[dict[str, int], str]:
    """Return how many papers came, and the same as a line; a remark is about a paper that came, or about the file."""
    rejected = sum(fault.rejected for fault in come.faults)
    counts = {"added": len(come.added), "updated": len(come.updated), "same": len(come.same), "rejected": rejected}
    remarks = len(come.faults) - rejected
    parts = [
        *(f"{count:,} {word}" for word, count in counts.items()),
        *([counted(remarks, "remark")] if remarks else []),
    ]
    return {**counts, "remarks": remarks}, ", ".join(parts)


def counted(count: int, one: str, many: str = "") -> str:
    """Return `1 paper`, `2 papers`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
