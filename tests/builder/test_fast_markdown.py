"""The fast Markdown equals Python-Markdown byte for byte, or says that it does not know a page."""

from collections.abc import Iterator

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabricated import catalogue
from papercat.builder.markdown import Heading, convert
from papercat.outputs import mathml
from papercat.pages import pages
from papercat.render import escape, link
from papercat.settings import Settings

EXTENSIONS = ["attr_list", "fenced_code", "md_in_html", "tables", "toc"]


def _reference(text: str) -> tuple[str, list[tuple[int, str, str]]]:
    """Convert with Python-Markdown; return HTML and the headings in order."""
    converter = markdown.Markdown(extensions=EXTENSIONS)
    html = converter.convert(text)

    def flat(tokens: list[dict[str, object]]) -> Iterator[tuple[int, str, str]]:
        for token in tokens:
            yield int(str(token["level"])), str(token["id"]), str(token["name"])
            children = token["children"]
            assert isinstance(children, list)
            yield from flat(children)

    return html, list(flat(vars(converter)["toc_tokens"]))


def _same(text: str) -> bool:
    """Say whether the page was known; where it was, hold both conversions side by side."""
    made = convert(text, lambda target: target)
    if made is None:
        return False
    html, headings = _reference(text)
    assert made.html == html
    assert list(made.headings) == [Heading(*heading) for heading in headings]
    return True


def test_every_generated_page_is_known_and_equal() -> None:
    """All pages of a fabricated catalogue, hostile texts among them, convert to the same HTML; few are unknown."""
    bodies = {
        page.path: str(page.content).split("---\n", 2)[2].lstrip("\n")
        for page in pages(catalogue(120), Settings(repo_url="https://example.org/r"))
        if page.path.endswith(".md")
    }
    unknown = {path for path, body in bodies.items() if not _same(body)}
    assert len(bodies) > 150
    # the search page has a script, which only engines without our theme need; maps are drawn in HTML
    assert unknown <= {"search/index.md", "map/index.md"}
    assert "map/page-2.md" in bodies


TEXTS = st.text(max_size=60)
WORDS = st.sampled_from(
    ["a", "B c", "x*y", "1. x", "- y", "# z", "a_b", "[k]", "{: .c }", "<b>", "&amp;", "`c`", "\\", "==", "| a |", "é"]
)
FORMULAS = st.sampled_from(
    ["a $x_1^2$", "$f(x) = [a|b]$ b", r"($\sqrt{2} * \{y\}$)", r"$\text{a *b* _c_}$", r"\(<\) & $k$"]
)
PIECES = st.one_of(st.one_of(TEXTS, WORDS).map(escape), FORMULAS.map(mathml.prose))


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """Draw a block in the forms that our templates use, with any text in it."""
    text = draw(PIECES) or escape("x")
    target = draw(st.sampled_from(["a.md", "../b/c.md#d", "https://example.org/?a=1&amp;b=2"]))
    forms = [
        f"# {text} {{: #top }}",
        f"## {text}",
        f"{text}\n{{: .pc-facts }}",
        f"*{text}* {link(text, target)}",
        f"**{text}**{{: #k }} {text}",
        f"- {link(text, target)} *{text}* {text}\n- {text}",
        f"{link(text, target)}{{: .pc-code rel=next }}",
        f'<details class="c"><summary>x</summary><pre><code>{text}</code></pre></details>',
        f'<aside class="c" aria-label="About" markdown>\n\n## {text}\n\n{text}\n\n</aside>',
        f'<div class="c" markdown>\n\n<div>{text}</div>\n\n{text}\n\n<div>a</div>\n\n</div>',
        str(text),
    ]
    return draw(st.sampled_from(forms))


@given(st.lists(blocks(), min_size=1, max_size=5).map("\n\n".join))
@settings(max_examples=300, deadline=None)
def test_fabricated_blocks_are_equal(text: str) -> None:
    """Whatever our templates put around escaped text, the fast way agrees with Python-Markdown or steps aside."""
    _same(text)


@given(st.text(alphabet="ab *_#-[](){}:.<>&;`\\\n\t|!=+~1", max_size=60))
@settings(max_examples=600, deadline=None)
def test_any_text_is_equal_or_unknown(text: str) -> None:
    """Text that nobody escaped never comes out differently: it is equal, or left to Python-Markdown."""
    if text.strip("\n"):
        _same(text.strip("\n"))


@pytest.mark.parametrize("text", ["<div>\n\n*x*\n\n</div>", "a  \nb", "1. x", "> q", "[a]: b", "a\n---", "~~~\nx\n~~~"])
def test_other_markdown_is_left_alone(text: str) -> None:
    """Markdown outside the templates' forms is unknown."""
    assert convert(text, lambda target: target) is None


def test_a_link_that_leads_nowhere_is_left_to_mkdocs() -> None:
    """MkDocs is the one that warns of broken links."""

    def nowhere(target: str) -> str:
        raise KeyError(target)

    assert convert("[a](b.md)", nowhere) is None
