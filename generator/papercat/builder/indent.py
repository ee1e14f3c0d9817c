"""Templates of the theme without their indentation, a tenth of every page, and without their one fault."""

import re

from jinja2.ext import Extension

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_FAULT = re.compile(r'(<input [^>]*type="checkbox"[^>]*?) autocomplete="off"')
"""A check box completes nothing, and no HTML validator lets it say so."""


class Unindented(Extension):
    """Leaves out the white space at the start of each template's lines; no template has a line that needs it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's signature
        """Return the source of a template as it is compiled."""
        return _FAULT.sub(r"\1", _INDENT.sub("", source))
