"""A site in another language says nothing in English of its own."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files

import pytest

from fabricated import catalogue
from papercat import pages, words
from papercat.page import Page
from papercat.settings import Options, Settings

PACKAGE = files("papercat")
JINJA = re.compile(r"\{[%{#].*?[%}#]\}", re.DOTALL)
MARKUP = re.compile(
    r"^---\n.*?^---$|&\w+;|<dt>.*?</dt>|</?[a-z][^>]*>|\{:[^}]*\}|\]\([^)]*\)|^[a-z]+:.*$", re.DOTALL | re.MULTILINE
)
NAMES = {"Atom", "JSON", "Feed", "ORCID", "BibTeX", "Papercat", "Material"}
"""Words that are the same everywhere."""
QUOTED = re.compile(r'"([A-Z“][a-z]+ [^"\\]*)"|`([A-Z][a-z]+ [^`$]*)|`“')
CALLED = re.compile(r"\b(?:t|amount)\(.*")
PLACE = re.compile(r"\\\{\w+\\\}")


def _texts(language: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of each Markdown page of the fabricated catalogue and of an empty one."""
    options = Settings(
        site_name="F", site_url="https://fabricated.example/", language=language, options=Options(per_page=20)
    )
    for one in (catalogue(60), catalogue(0)):
        for page in pages.pages(one, options):
            if isinstance(page, Page) and isinstance(page.content, str) and page.path.endswith(".md"):
                yield page.path, page.content


@pytest.mark.parametrize("language", [one for one in words.LANGUAGES if one != "en"])
def test_no_page_says_a_text_of_the_table_in_english(language: str) -> None:
    """Texts of two words and more that have a translation stand on no page in English."""
    table = {text for text, said in words.table(language).items() if " " in text and said != text}
    forms = {
        text: re.compile(PLACE.sub(".{1,40}?", re.escape(text)))
        for text in table
        if not text.startswith("{") and not text.endswith(": {labels}")
    }
    found = {(path, text) for path, page in _texts(language) for text, form in forms.items() if form.search(page)}
    assert found == set()


def test_no_template_has_a_text_of_its_own() -> None:
    """What a template says goes through the table; only names that are the same everywhere stand as they are."""
    for file in PACKAGE.joinpath("templates").iterdir():
        rest = MARKUP.sub(" ", JINJA.sub(" ", file.read_text("utf-8")))
        said = {word for word in re.findall(r"[A-Za-z][A-Za-z']+", rest) if word not in NAMES}
        assert not said, (file.name, said)


def test_no_part_of_the_frame_has_a_text_of_its_own() -> None:
    """Header, footer, search box and 404 page say what the theme or our table translates."""
    folder = PACKAGE.joinpath("theme", "overrides")
    for file in (*folder.iterdir(), *folder.joinpath("partials").iterdir()):
        if file.is_file() and file.name not in {"words.html", "settings.html", "sitemap.xml"}:
            rest = re.sub(r"</?[a-z!][^>]*>", " ", JINJA.sub(" ", file.read_text("utf-8")))
            assert set(re.findall(r"[A-Za-z]{3,}", rest)) <= NAMES, file.name


def test_no_script_has_a_text_of_its_own() -> None:
    """A sentence in a script stands in `t()` or `amount()`, or is an error that a developer reads."""
    for folder in (("theme", "js"), ("search", "js"), ("atlas", "js")):
        for file in PACKAGE.joinpath(*folder).iterdir():
            if file.name.endswith(".js"):
                code = [line for line in file.read_text("utf-8").splitlines() if "Error(" not in line]
                found = [match[0] for line in code for match in QUOTED.finditer(CALLED.sub("", line))]
                assert not found, (file.name, found)


def test_the_frame_and_its_script_know_the_same_settings() -> None:
    """Where a page leaves them out, because they are the usual ones, the script has just these."""
    theme = PACKAGE.joinpath("theme")
    script = theme.joinpath("assets", "frame.js").read_text("utf-8")
    frame = theme.joinpath("overrides", "partials", "settings.html").read_text("utf-8")
    words = r'"([a-z]+(?:\.[a-z]+)+)": "'
    assert set(re.findall(words, script)) == set(re.findall(words, frame)) != set()
    features, usual = (
        re.search(r"FEATURES = (\[.*\])", script),
        re.search(r"PALETTE = (\[.*?\n  \])", script, re.DOTALL),
    )
    asked, both = re.search(r"features != (\[.*?\])", frame), re.search(r"both = (\[\[.*?\]\])", frame)
    assert features
    assert usual
    assert asked
    assert both
    assert json.loads(features[1]) == json.loads(asked[1])
    assert json.loads(re.sub(r",\s*\]", "]", usual[1])) == json.loads(both[1])
