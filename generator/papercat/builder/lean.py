"""The theme without what no page needs of it.

White space and quotes of its templates, a fault of theirs, parts that a script of ours makes, files that nothing loads:
a template stands on every page, and a catalogue has many. Where Material words one otherwise, what is not found stays
as it is.
"""

import re

from jinja2.ext import Extension

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_TAG = re.compile(r"<[a-z][^<>{}]*>")
"""A start tag without anything of Jinja's."""
_QUOTED = re.compile(r'(?<=[a-z]=)"([\w-]+)"(?!/)')
"""A value that needs no quotes (HTML standard, 13.1.2.3 "Unquoted attribute value syntax")."""
_FAULT = re.compile(r'(<input [^>]*type="checkbox"[^>]*?) autocomplete="off"')
"""A check box completes nothing, and no HTML validator lets it say so."""
_FULL = '{% if page and not (page.meta and page.meta.hide and "navigation" in page.meta.hide) %}'
"""Of pages with a sidebar: those of the catalogue have none."""
_OWN_ICON = """{% if page.is_homepage or config.theme.favicon != "assets/papercat/favicon.svg"
or "assets/papercat/reader.js" not in config.extra_javascript %}"""
"""Of pages that name their icon themselves."""
_BASE = (
    (re.compile(r'<meta name="generator"[^>]*>'), ""),
    # the sidebar's drawer, the switch of the search, a dialog for messages: `frame.js` makes what is missing
    (
        re.compile(r'(?:<input class="md-toggle"[^>]*>\s*)+<label class="md-overlay"[^>]*></label>'),
        _FULL + r"\g<0>{% endif %}",
    ),
    (re.compile(r'<div class="md-dialog"[^>]*>\s*<div [^>]*></div>\s*</div>'), _FULL + r"\g<0>{% endif %}"),
    # the link that skips the header, without a box around it
    (
        re.compile(
            r'<div data-md-component="skip">(.*?<a href="\{\{ skip\.url \| url \}\}" class="md-skip")(.*?)</div>',
            re.DOTALL,
        ),
        r'\1 data-md-component="skip"\2',
    ),
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
    # the icon: `frame.js` adds it to all pages but the first, of which search engines ask it
    (
        re.compile(r'<link rel="icon"[^\n]*>'),
        _OWN_ICON + r"\g<0>{% endif %}",
    ),
    (re.compile(r"(?<=>)\n+(?=[<{])|(?<=\}\})\n+(?=<)"), ""),
)
"""What becomes of the parts of `base.html`."""


_ALIGNED = re.compile(r'<(t[dh]) style="text-align: (left|center|right);">')


_PARAGRAPH = re.compile(r"</p>(?:\n(?=<(?:p |h[1-6]|/?aside|[uo]l))|(?=\n<p>))")
"""The end of a paragraph that what follows ends, too; between those of a text the line's end parts their words."""
_UNUSED = re.compile(r"assets/(?:javascripts/(?:lunr|workers)/|.*\.map$)")
"""Source maps, and Material's own search with its languages, in whose place ours is."""


def unused(path: str) -> bool:
    """Tell whether a file of the theme is one that no page loads: two million bytes of Material's are."""
    return bool(_UNUSED.match(path))


def slim(html: str) -> str:
    """Return a page's HTML as our plugin leaves it: `open_ended`, and columns aligned by a class, not by a style."""
    return _ALIGNED.sub(r'<\1 class="pc-\2">', open_ended(html))


def open_ended(html: str) -> str:
    """Return a page's HTML without the end tags of list items, and of paragraphs before a block.

    An item ends where the next one begins, or the list ends; a paragraph ends before the next, a heading, a list or
    such, and with what it stands in (HTML standard, 13.1.2.4 "Optional tags"). A list of a hundred papers has a hundred
    items, and as many ends of lines.
    """
    # who writes scripts into a page may write HTML in them
    return html if "<script" in html else _PARAGRAPH.sub("", html.replace("</li>\n", ""))


class Lean(Extension):
    """Leaves out what no page needs: no template has a line whose white space means anything."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's signature
        """Return the source of a template as it is compiled."""
        source = _FAULT.sub(r"\1", _INDENT.sub("", source))
        for part, instead in _BASE if name == "base.html" else ():
            source = part.sub(instead, source)
        return _TAG.sub(lambda tag: _QUOTED.sub(r"\1", tag[0]), source)
