"""The Jinja2 environment, and the one place where text of records becomes Markdown.

What a template prints is escaped unless it is `Md`, text that is Markdown already. Escaped text is neutral under every
Markdown extension that people use with Material, not only under those that our mkdocs.yml has; character references are
used instead of backslashes, because a backslash before a bracket means mathematics to some of them.
"""

import html
import re
from collections.abc import Iterable, MutableMapping
from functools import lru_cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup

from papercat.words import Words

CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+"
)
"""Control characters, bidirectional overrides, byte order marks, lone surrogates: harmful or invisible, never text."""
_SPECIAL = re.compile(
    # any of these may be special; the set comes first, so that the engine skips plain text fast
    r"[\\`*_{}\[\]<>&#@~^|$:.+=\-/(0-9](?:"
    r"(?<=[\\`*_{}\[\]<>&#@~^|$])"  # always: emphasis, code, links, HTML, attributes, footnotes, math, mentions, tables
    r"|(?<=:)(?=\S)"  # emoji shortcodes, bare URLs
    r"|(?<=[wW]{3}\.)"  # bare www. links
    r"|(?<=\+)(?=[+/])|(?<==)(?=[=/])|(?<=-)(?=-)"  # keys, marks, dashes, symbols
    r"|(?<=[\d=+cC]/)(?=[\d=\-oO])"  # fractions, not equal, plus-minus, care of
    r"|(?<=\d)(?=(?:st|nd|rd|th)(?![^\W\d_]))"  # ordinals; a digit or an underscore behind one may become a reference
    r"|(?<=\()(?=(?:[crpCRP]|[tT][mM])\))"  # copyright, registered, trademark
    r")"
)
_START = re.compile(r"[-+=!?/:%](?=.)|[-+=!?/:%]\Z|(\w{1,9})([.)])(?=\s|\Z)")
BLANK = re.compile(r"\s*\n\s*\n\s*")
"""Blank lines between paragraphs."""
_EMPTY = re.compile(r"\n(?=\n|\Z)")
_SCHEME = re.compile(r"(?:https?|ftp)://|mailto:", re.IGNORECASE)
_SAFE = re.compile(r"[A-Za-z0-9\-._~/:?#@!$+,;=%]*")
_DESTINATION = "-._~/:?#@!$&+,;=%"


class Md(Markup):
    """Markdown that is safe to print as it stands; to Jinja2 what `Markup` is for HTML, so macros return it."""

    __slots__ = ()
    if not TYPE_CHECKING:  # the same, without Markup's look for `__html__`: a sixth of the time that pages took
        __new__ = str.__new__


@lru_cache(maxsize=1 << 16)
def escape(text: str) -> Md:
    """Return Markdown that shows `text` and nothing else, on one line, white space collapsed."""
    return opened(_SPECIAL.sub(_neutral, flat(text)))


def inline(text: str) -> Md:
    """Escape a piece of a line; space at its ends is kept, and what is special only at the start of a line stays."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return Md(f"{before}{_SPECIAL.sub(_neutral, flat(text))}{after}")


def flat(text: str) -> str:
    """Return the text on one line, white space collapsed, without control characters."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")  # most text is so, and printable white space is the plain space alone
    line = " ".join(text.split())
    return line if line.isprintable() else " ".join(CONTROLS.sub("", line).split())


def shorten(text: str, limit: int) -> str:
    """Cut a text at a word so that it has at most `limit` characters."""
    start = text[: limit * 4]
    # most text is so, and printable white space is the plain space alone
    text = start.strip(" ") if start.isprintable() and "  " not in start else " ".join(start.split())
    return text if len(text) <= limit else f"{text[:limit].rsplit(' ', 1)[0].rstrip(',;:')}…"


def opened(text: str) -> Md:
    """Neutralise what has a meaning only at the start of a paragraph, in text that is escaped otherwise."""
    return Md(_START.sub(_neutral_start, text, 1)) if _START.match(text) else Md(text)


def attribute(text: str) -> Md:
    """Escape for HTML text and attribute values inside a block of HTML."""
    sound = text.replace("\n", "").isprintable()
    return Md(html.escape(text if sound else CONTROLS.sub("", text)))


def verbatim(text: str) -> Md:
    """Escape for `<pre>` inside a block of HTML: line breaks stay, a blank line gets a reference to a space."""
    escaped = attribute(text)
    return Md(_EMPTY.sub("\n&#x20;", escaped)) if "\n\n" in escaped or escaped.endswith("\n") else escaped


def destination(url: str) -> Md:
    """Return a URL as the target of a Markdown link: nothing in it can end the link, run or open another construct."""
    if not _SCHEME.match(url):
        url = url.replace(":", "%3A")
    if _SAFE.fullmatch(url):
        return Md(url)
    safe = quote(CONTROLS.sub("", url).encode("utf-8", "replace"), safe=_DESTINATION)
    return Md(safe.replace("&", "&amp;"))


def link(text: str, to: str) -> Md:
    """Return a Markdown link; `text` must be Markdown already, `to` a file of the site or a `destination`."""
    return Md(f"[{text}]({to})")


def yaml(text: str) -> Md:
    """Return front matter's form of a title: escaped for HTML, since Material prints it raw, then quoted for YAML."""
    return Md(encode_basestring(html.escape(flat(text))))


def front(html_: str) -> Md:
    """Return front matter's form of HTML that is ready to print, on one line."""
    return Md(encode_basestring(html_))


def _neutral(match: re.Match[str]) -> str:
    """Return the character reference of a special character."""
    return REFERENCES.get(match[0]) or f"&#x{ord(match[0]):x};"


def _neutral_start(match: re.Match[str]) -> str:
    """Take the meaning from a list marker, a rule or a block marker at the start of a paragraph."""
    return f"{match[1]}&#x{ord(match[2]):x};" if match[1] else f"&#x{ord(match[0]):x};"


REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def _printed(value: object) -> Markup:
    """Escape what a template prints, unless it is Markdown already."""
    return value if isinstance(value, Markup) else escape(str(value))


class _OneEscape(CodeGenerator):
    """Lets templates escape what they print in `finalize` alone: after it, Jinja2 would find nothing to do.

    What a template says in words of the interface alone is looked up once, when the template is compiled.
    """

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - as the library calls it
        super().visit_Output(nodes.Output([self._said(child) for child in node.nodes], lineno=node.lineno), frame)

    def _said(self, child: nodes.Expr) -> nodes.Expr:
        """Return the text of `_("…")`; all else as it is."""
        match child:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=text)], kwargs=[]):
                words = cast("Words", self.environment.globals["_"])
                return nodes.TemplateData(_printed(words(text)), lineno=child.lineno)
        return child

    def _output_child_pre(self, _node: nodes.Expr, _frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if finalize.src is not None:
            self.write(finalize.src)

    def _output_child_post(self, _node: nodes.Expr, _frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if finalize.src is not None:
            self.write(")")


class _Environment(jinja2.Environment):
    code_generator_class = _OneEscape

    def make_globals(self, d: MutableMapping[str, object] | None) -> MutableMapping[str, object]:
        """Return one dictionary: the library chains two, which takes far longer to copy for each page."""
        return {**self.globals, **(d or {})}


class Templates:
    """The Markdown templates of this package, compiled once."""

    def __init__(self, words: Words | None = None) -> None:
        """Open the package's templates; what they say themselves comes from `words`, English by default."""
        said = words or Words()
        self.environment = _Environment(
            loader=jinja2.PackageLoader("papercat", "templates"),
            autoescape=True,
            finalize=_printed,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self.environment.filters |= {
            "yaml": yaml,
            "front": front,
            "attribute": attribute,
            "plural": lambda count, one, many="": Md(said.count(count, one, many)),
            "markdown": markdown,
        }
        self.environment.globals["_"] = said
        self._opened: dict[str, jinja2.Template] = {}

    def render(self, name: str, /, **values: object) -> Md:
        """Fill `<name>.md.jinja`; many blank lines become one."""
        template = self._opened.get(name)
        if template is None:
            template = self._opened[name] = self.environment.get_template(f"{name}.md.jinja")
        text = str(template.render(values))
        while "\n\n\n" in text:  # a regular expression would look at each character
            text = text.replace("\n\n\n", "\n\n")
        return Md(text.strip() + "\n")


def markdown(text: str | Iterable[Md], between: str = "") -> Md:
    """Declare a template's own text, or pieces of Markdown joined, to be Markdown."""
    return Md(text if isinstance(text, str) else between.join(text))
