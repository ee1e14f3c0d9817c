"""The one escape: what a record says is shown, and does nothing else."""

import re
from html.parser import HTMLParser

import markdown
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from papercat import render

OURS = ["toc", "tables", "fenced_code", "attr_list", "md_in_html"]
"""The extensions of mkdocs.yml; `test_mkdocs_yml` in tests/pages holds them equal."""
FOREIGN = [
    *OURS,
    "abbr",
    "admonition",
    "def_list",
    "footnotes",
    "pymdownx.arithmatex",
    "pymdownx.betterem",
    "pymdownx.blocks.admonition",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.smartsymbols",
    "pymdownx.snippets",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
    "wikilinks",
]
ACTIVE = [
    "<script>alert(1)</script>", "<!-- x -->", "&lt;b&gt;", "&amp;amp;", "**b**", "_i_", "`c`", "[a](b)", "![a](b)",
    "[a]: b", "{{ 7*7 }}", "{: .x }", "{#id}", ":smile:", "^[note]", "[^1]", "*[HTML]: x", '--8<-- "x"',
    "https://a.org", "www.a.org", "a@b.org", "@user", "(c)", "(tm)", "+/-", "-->", "1/2", "1st", "2nd", "c/o", "=/=",
    "==m==", "~~d~~", "^^i^^", "++ctrl+a++", "{++a++}", "$x$", "\\(x\\)", "\\[x\\]", "$$x$$", "- a", "+ a", "1. a",
    "a) b", "# a", "> a", "---", "***", "===", "!!! note", "??? note", '=== "a"', "/// note", ": def", "| a | b |",
    "[TOC]", "[ ] a", "[[wiki]]", "\u0002wzxhzdk:0\u0003", "\u0002klzzwxh:0000\u0003", "\u202eevil", "    code",
    "\t", "\n", "\n\n", "\\", "\\*", "&#42;",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(ACTIVE), st.text(max_size=8)), max_size=6).map("".join)


class Seen(HTMLParser):
    """Collects text and elements of HTML."""

    def __init__(self, html: str) -> None:
        """Read the whole of it."""
        super().__init__()
        self.text = ""
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        self.elements.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        """Note the text."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """A comment is as bad as an element."""
        self.elements.append(("!--", [("", data)]))


def shown(text: str) -> str:
    """Return what a reader is to see of `text`."""
    return " ".join(render.CONTROLS.sub("", text).split())


def _holds(text: str, extensions: list[str]) -> None:
    for before, after, expected in (
        ("", "", [("p", [])]),
        ("x ", " y", [("p", [])]),
        ("- ", "", [("ul", []), ("li", [])]),
    ):
        seen = Seen(markdown.markdown(f"{before}{render.escape(text)}{after}", extensions=extensions))
        if not shown(text) and before != "x ":
            continue
        assert seen.elements == expected, (text, seen.elements)
        assert seen.text.split() == f"{before.replace('-', '')}{shown(text)}{after}".split()


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_escaped_text_is_shown_and_does_nothing(text: str) -> None:
    """Through our extensions, `escape(text)` yields the text and no element, alone, in a line, and in a list."""
    _holds(text, OURS)


@given(TEXTS)
@settings(max_examples=50, deadline=None)
@example("".join(ACTIVE))
@example("1st1st")
@example("1st_2nd")
def test_escaped_text_does_nothing_under_other_peoples_extensions(text: str) -> None:
    """A site with the usual extra extensions shows the text too."""
    _holds(text, FOREIGN)


def test_each_active_construct_alone() -> None:
    """Each construct that some extension gives a meaning is shown as it is written."""
    for text in ACTIVE:
        _holds(text, FOREIGN)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_front_matter_title_is_escaped_for_html_and_yaml(title: str) -> None:
    """YAML gives back HTML that shows the title and holds no element."""
    value = yaml.safe_load(f"title: {render.yaml(title)}\n")["title"]
    assert "<" not in value
    assert '"' not in value
    assert Seen(value).text.split() == shown(title).split()


@given(st.one_of(TEXTS.map(lambda text: f"https://a.org/{text}"), TEXTS))
@settings(max_examples=100, deadline=None)
def test_a_destination_cannot_leave_its_link(url: str) -> None:
    """A link to any URL is one element whose text is the label."""
    seen = Seen(markdown.markdown(f"x [label]({render.destination(url)}){{.code}} y", extensions=OURS))
    assert [tag for tag, _ in seen.elements] == ["p", "a"]
    assert seen.text == "x label y"
    assert {name for name, _ in seen.elements[1][1]} == {"href", "class"}


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_verbatim_text_stays_inside_its_block(text: str) -> None:
    """Text in `<pre>` keeps its lines and opens nothing, whatever blank lines it has."""
    body = f'<pre class="x">{render.verbatim(text)}</pre>\n\nafter'
    seen = Seen(markdown.markdown(body, extensions=OURS))
    assert [tag for tag, _ in seen.elements] == ["pre", "p"]
    assert seen.text.split() == [*shown(text).split(), "after"]


def test_templates_escape_what_they_print() -> None:
    """A template prints a record's text escaped, and Markdown as it stands."""
    templates = render.Templates()
    template = templates.environment.from_string("{{ text }} {{ ready }} {{ 3 }}")
    assert template.render(text="*a*", ready=render.Md("*b*")) == "&#x2a;a&#x2a; *b* 3"


def test_plain_prose_stays_readable() -> None:
    """Ordinary sentences pass unchanged: the Markdown is for people, too."""
    prose = "We train GPT-4-like models (7B, 13B) at 3.5x speed; results: 45% better, e.g. on MMLU."
    assert render.escape(prose) == prose
    assert not re.search("[&]", render.escape(prose))


@given(st.text(alphabet=st.one_of(st.sampled_from("a \t\n\xa0\u3000\u202e\x00é"), st.characters())))
def test_a_flat_text_is_one_line(text: str) -> None:
    """White space collapses and what nobody can see goes, whatever else there is."""
    assert render.flat(text) == " ".join(render.CONTROLS.sub("", " ".join(text.split())).split())
