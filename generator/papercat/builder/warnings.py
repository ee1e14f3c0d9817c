"""What MkDocs says: its warnings kept, its failures turned into ours."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import jinja2
from mkdocs.exceptions import Abort, MkDocsException

from papercat.errors import Failure


@contextmanager
def listening() -> Iterator[list[str]]:
    """Give a list that MkDocs' warnings and errors are added to, a line each."""
    listener = _Listener(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    try:
        yield listener.said
    finally:
        logger.removeHandler(listener)


@contextmanager
def strictly() -> Iterator[None]:
    """Let whatever MkDocs warns of in between fail, as `mkdocs build --strict` does.

    Raises:
        Failure: with all that MkDocs said.
    """
    with listening() as said:
        try:
            yield
        except Abort:
            if not said:
                said.append("MkDocs stopped without a word")
        except MkDocsException as error:
            said.append(f"ERROR   -  {error.format_message()}")
        except jinja2.TemplateError as error:
            place = f"{getattr(error, 'filename', None) or ''}:{getattr(error, 'lineno', '')}: ".lstrip(":").lstrip()
            said.append(f"ERROR   -  {place}{error.message or type(error).__name__}")
    if said:
        raise Failure("\n".join(said))


class _Listener(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message as MkDocs' command line shows it."""
        self.said.append(f"{record.levelname:<7} -  {record.getMessage()}")
