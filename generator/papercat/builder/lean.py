"""Templates of the theme without their indentation, their one fault, and what a script of ours makes.

All of that stands on every page, and a catalogue has many. Where Material words a template otherwise, what is not found
stays as it is.
"""

import re

from jinja2.ext import Extension

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_FAULT = re.compile(r'(<input [^>]*type="checkbox"[^>]*?) autocomplete="off"')
"""A check box completes nothing, and no HTML validator lets it say so."""
_FULL = '{% if page and not (page.meta and page.meta.hide and "navigation" in page.meta.hide) %}'
"""Of pages with a sidebar: those of the catalogue have none."""
_BASE = (
    (re.compile(r'<meta name="generator"[^>]*>'), ""),
    # the sidebar's drawer, the switch of the search, a dialog for messages: `frame.js` makes what is missing
    (
        re.compile(r'(?:<input class="md-toggle"[^>]*>\s*)+<label class="md-overlay"[^>]*></label>'),
        _FULL + r"\g<0>{% endif %}",
    ),
    (re.compile(r'<div class="md-dialog"[^>]*>\s*<div [^>]*></div>\s*</div>'), _FULL + r"\g<0>{% endif %}"),
    # a banner, where the site has one
    (
        re.compile(r'<div data-md-component="announce">.*?</div>(?=\s*\{% if config\.extra\.version %\})', re.DOTALL),
        r"{% if self.announce() %}\g<0>{% endif %}",
    ),
    # our style sheet, which stands in one file with those of the theme
    (
        re.compile(r"(?<=\{% for path in config\.extra_css)(?= %\})"),
        ' if path != "assets/papercat/papercat.css" or "material/search" not in config.plugins',
    ),
    # colours, where they are the usual ones: `frame.js` names them
    (
        re.compile(r"(<body dir=[^>]*?)((?: data-md-color-[^>]*)+)>"),
        r"""\1{% if (scheme, primary, accent) != ("default", "custom", "custom") %}\2{% endif %}>""",
    ),
    (re.compile(r">\n+(?=<|\{%)"), ">"),
)
"""What becomes of the parts of `base.html`."""


_ALIGNED = re.compile(r'<(t[dh]) style="text-align: (left|center|right);">')


def slim(html: str) -> str:
    """Return a page's HTML as our plugin leaves it: `open_ended`, and columns aligned by a class, not by a style."""
    return _ALIGNED.sub(r'<\1 class="pc-\2">', open_ended(html))


def open_ended(html: str) -> str:
    """Return a page's HTML without the end tags of list items.

    An item ends where the next one begins, or the list ends (HTML standard, 13.1.2.4 "Optional tags"); a list of a
    hundred papers has a hundred.
    """
    # who writes scripts into a page may write HTML in them
    return html if "<script" in html else html.replace("</li>\n", "\n")


class Lean(Extension):
    """Leaves out what no page needs: no template has a line whose white space means anything."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's signature
        """Return the source of a template as it is compiled."""
        source = _FAULT.sub(r"\1", _INDENT.sub("", source))
        for part, instead in _BASE if name == "base.html" else ():
            source = part.sub(instead, source)
        return source
