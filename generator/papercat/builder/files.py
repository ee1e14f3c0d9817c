"""MkDocs' files told at once what MkDocs works out of their paths bit by bit: a catalogue has tens of thousands."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import markdown_extensions

_PLAIN = re.compile(r"(?:\./)?((?:[\w-]+/)*)([\w-]+)\.([a-z0-9]+)", re.ASCII)
"""Paths as the generator makes them: nothing to normalise in them, nothing to quote in their addresses."""
_PAGE = "md"
_OTHERS = {ending.removeprefix(".") for ending in markdown_extensions} - {_PAGE}
_INDEX = {"index", "README"}


@contextmanager
def quickly() -> Iterator[None]:
    """Let files of plain paths be made in less time meanwhile, and all others as ever."""
    made = File.__init__

    def init(
        self: File,
        path: str,
        src_dir: str | None,
        dest_dir: str,
        use_directory_urls: bool,  # noqa: FBT001 - MkDocs' own signature
        **more: Any,  # noqa: ANN401 - whatever else MkDocs is asked for
    ) -> None:
        plain = _PLAIN.fullmatch(path)
        if plain is None or more or not use_directory_urls or plain[2] in _INDEX or plain[3] in _OTHERS:
            made(self, path, src_dir, dest_dir, use_directory_urls, **more)
            return
        folder, name, ending = plain.groups()
        source, url = f"{folder}{name}.{ending}", f"{folder}{name}/"
        page = ending == _PAGE
        vars(self).update(
            src_uri=source,
            src_dir=src_dir,
            dest_dir=dest_dir,
            use_directory_urls=use_directory_urls,
            inclusion=InclusionLevel.UNDEFINED,
            name=name,
            dest_uri=f"{url}index.html" if page else source,
            url=url if page else source,
        )

    File.__init__ = init  # type: ignore[method-assign]  # as said
    try:
        yield
    finally:
        File.__init__ = made  # type: ignore[method-assign]
