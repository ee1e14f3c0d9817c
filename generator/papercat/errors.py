"""The error tree, and faults: bad records as data.

    PapercatError            everything that Papercat raises on purpose; the command line prints it and nothing else
    ├── UsageError           the caller asked for something impossible (exit code 2)
    │   └── SettingsError    mkdocs.yml or another settings file is wrong (exit code 2)
    ├── NothingDone          what was asked for found nothing to do (exit code 1)
    └── Failure              the machine, the disk or a service failed (exit code 3)

A bad record is no exception: it becomes a `Fault` and the rest goes on.
"""

import msgspec


class PapercatError(Exception):
    """Anything a person can cause or must know; its text is shown as it stands."""

    exit_code = 3


class UsageError(PapercatError):
    """The arguments make no sense together, name an unknown thing, or a file that does not exist."""

    exit_code = 2


class SettingsError(UsageError):
    """A settings file has an unknown key or a wrong value; the text names file, key and what was expected."""


class NothingDone(PapercatError):  # noqa: N818 - an outcome, not a mistake
    """What was asked for left nothing to do."""

    exit_code = 1


class Failure(PapercatError):  # noqa: N818 - the disk's or a service's, not the caller's error
    """The disk, the network or another program failed."""

    exit_code = 3


class Fault(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A bad or doubtful piece of input: reported, kept, never in the way of the rest."""

    file: str
    """Name of the file or source as the person gave it, without its folders."""
    line: int = 0
    """First line, counted from 1; 0 where lines mean nothing."""
    reason: str
    """What is wrong, in words."""
    expected: str = ""
    """What would have been right."""
    guess: str = ""
    """What the person probably meant, or should do."""
    raw: str = ""
    """The text itself, shortened to `RAW_LIMIT` characters."""
    kept: bool = False
    """The record that the text is of was read all the same."""

    @property
    def rejected(self) -> bool:
        """Tell whether a record, or what might be one, was left out; else something was only noticed."""
        return bool(self.raw) and not self.kept

    def __str__(self) -> str:
        """Return `file:line: reason; expected …; guess`, one line."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        parts = [self.reason, f"expected {self.expected}" if self.expected else "", self.guess]
        return f"{place}: {'; '.join(part for part in parts if part)}".replace("\n", " ")


RAW_LIMIT = 20_000
"""Characters of raw text that a fault keeps; a longer text keeps its beginning and says how much was cut."""


def excerpt(raw: str, limit: int = RAW_LIMIT) -> str:
    """Return `raw`, cut to `limit` characters with a note of how many are missing."""
    return raw if len(raw) <= limit else f"{raw[:limit]}… [{len(raw) - limit} more characters]"
