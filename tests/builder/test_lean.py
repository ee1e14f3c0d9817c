"""The theme's templates lose their indentation, one fault, and what no page of a catalogue needs."""

from importlib import resources

import jinja2
import lxml.html
import markdown
import pytest

from papercat.builder.lean import Lean, slim, unused

FULL = '{% if page and not (page.meta and page.meta.hide and "navigation" in page.meta.hide) %}'


def test_lines_start_without_white_space() -> None:
    """White space within and between lines stays; what templates print stays as it is."""
    environment = jinja2.Environment(extensions=[Lean], autoescape=True)
    template = environment.from_string("<p>\n    a  b\n\t<pre>{{ text }}</pre>\n\n</p>")
    assert template.render(text="  x\n    y") == "<p>\na  b\n<pre>  x\n    y</pre>\n\n</p>"


def test_check_boxes_are_valid() -> None:
    """What HTML does not allow a check box is left out; a field for text keeps it."""
    environment = jinja2.Environment(extensions=[Lean], autoescape=True)
    template = environment.from_string(
        '<input type="checkbox" id="a" autocomplete="off"><input name="q" autocomplete="off">'
    )
    assert template.render() == "<input type=checkbox id=a><input name=q autocomplete=off>"


@pytest.mark.parametrize(
    ("here", "instead"),
    [
        ('<input class="md-toggle" data-md-toggle="drawer"', f"{FULL}<input class=md-toggle data-md-toggle=drawer"),
        ('<div class="md-dialog"', f"{FULL}<div class=md-dialog"),
        ('<div data-md-component="announce">', "{% if self.announce() %}<div data-md-component=announce>"),
        ('<link rel="icon"', '"assets/papercat/reader.js" not in config.extra_javascript %}<link rel="icon"'),
        ('<meta name="generator"', ""),
    ],
)
def test_materials_base_is_what_we_know(here: str, instead: str) -> None:
    """Each part of the frame that a page of the catalogue can do without is found in Material's template, and bound."""
    source = (resources.files("material") / "templates" / "base.html").read_text(encoding="utf-8")
    made = Lean(jinja2.Environment(autoescape=True)).preprocess(source, "base.html")
    assert here in source
    assert instead in made
    assert made.count(here.replace('"', "")) + made.count(here) == bool(instead)


def test_quotes_stay_where_html_asks_for_them() -> None:
    """A value of letters, digits, hyphens and underscores needs none; one before a slash would take the slash in."""
    environment = jinja2.Environment(extensions=[Lean], autoescape=True)
    text = '<a class="b c" rel="next" href="d/"><img alt="" id="e_1-f"><g id="h"/><p id="{{ i }}">j="k"</p>'
    made = environment.from_string(text).render(i="l m")
    assert made == '<a class="b c" rel=next href="d/"><img alt="" id=e_1-f><g id="h"/><p id="l m">j="k"</p>'


def test_what_no_page_loads_is_left_out() -> None:
    """Of Material as it is installed the style sheets and its main script stay."""
    theme = resources.files("material") / "templates"
    with resources.as_file(theme) as folder:
        files = [file for file in (folder / "assets").rglob("*") if file.is_file()]
        kept = [file for file in files if not unused(file.relative_to(folder).as_posix())]
    assert sum(file.stat().st_size for file in files) > 2_000_000 + sum(file.stat().st_size for file in kept)
    assert {file.name.split(".")[0] for file in kept} == {"bundle", "favicon", "main", "palette"}
    assert not unused("papers/assets-javascripts-lunr.map/index.html")


def test_aligned_columns_have_a_class() -> None:
    """No cell of an aligned table keeps a style; text that looks like one stays."""
    text = '| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | `<td style="text-align: left;">` |\n'
    made = slim(markdown.markdown(text, extensions=["tables"]))
    assert [made.count(f'class="pc-{side}"') for side in ("left", "center", "right")] == [2, 2, 2]
    assert made.count("style=") == 1
    assert "&lt;td style=" in made


def test_lists_and_paragraphs_stay_the_same_without_end_tags() -> None:
    """A parser finds the same items and paragraphs in the same places, nested ones, too; scripts are left alone."""
    text = "- a *b*\n- c\n    - d\n\n        e\n    - f `</li>`\n- g\n\nA.\n\n## H\n\nB.\n\n1. one\n2. two\n\nC.\n\nD."
    html = markdown.markdown(f"{text}\n\n<div>\n<p>x</p>\n<b>y</b></div>\n")
    made = slim(html)
    assert "</li>" not in made
    assert [html.count("</p>"), made.count("</p>")] == [7, 3]
    before, after = (_tree(fragment) for fragment in (html, made))
    assert after == before
    script = "<ul>\n<li>x</li>\n</ul>\n<script>\nf('</li>\n')</script>"
    assert slim(script) == script


def _tree(html: str) -> list[tuple[str, str]]:
    """Return each element with its text as a parser of HTML finds them, white space apart."""
    root = lxml.html.fromstring(f"<div>{html}</div>")
    return [(str(one.tag), "".join("".join(map(str, one.itertext())).split())) for one in root.iter()]
