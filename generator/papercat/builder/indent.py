"""Templates of the theme without their indentation, which would be a tenth of every page."""

import re

from jinja2.ext import Extension

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class Unindented(Extension):
    """Leaves out the white space at the start of each template's lines; no template has a line that needs it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's signature
        """Return the source of a template as it is compiled."""
        return _INDENT.sub("", source)
