"""The interface's words: complete in every language, whoever says them."""

import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from papercat import words
from papercat.pages import assets
from papercat.words import Words

PLACE = re.compile(r"\{\w+\}")
OTHERS = [language for language in words.LANGUAGES if language != "en"]


SAID = re.compile(r"""\b(?:_|words)\(\s*["']((?:[^"'\\]|(?<=\w)'(?=\w)|\\.)+)["']|\bplural\("(\w+)"\)""")


def _said() -> set[str]:
    """Return every text that a script, a template or a page maker says, and those put together."""
    package = files("papercat")
    folders = [package.joinpath("theme", "js"), package.joinpath("search", "js"), package.joinpath("atlas", "js")]
    scripts = "".join(file.read_text("utf-8") for folder in folders for file in folder.iterdir())
    rooms = [*package.joinpath("templates").iterdir(), *package.joinpath("pages").iterdir()]
    texts = "".join(file.read_text("utf-8") for file in rooms if file.is_file())
    found = {text or f"{one}|{one}s" for text, one in SAID.findall(texts)}
    return set(words.keys(scripts)) | found | set(words.SPOKEN)


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_is_missing(language: str) -> None:
    """Each text has a translation, with the same values to fill in, and counted words have two forms."""
    for text in sorted(_said()):
        translation = words.table(language).get(text)
        assert translation, f"languages/{language}.toml: nothing for {text!r}"
        assert sorted(PLACE.findall(translation)) == sorted(PLACE.findall(text)), text
        assert translation.count("|") == text.count("|"), text


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_left_over(language: str) -> None:
    """A text that nobody says any more goes from the tables, which have the same order."""
    assert sorted(set(words.table(language)) - _said()) == []
    assert list(words.table(language)) == list(words.table("de"))


def test_numbers_and_counts_are_as_the_language_has_them() -> None:
    """One and many differ, and digits are grouped."""
    assert Words("en").count(1234, "paper") == "1,234 papers"
    assert Words("de").count(1, "paper") == "1 Artikel"
    assert Words("fr").count(0, "paper") == "0 article"
    assert Words("pt-BR").count(0, "paper") == "0 artigo"
    assert Words("es").count(1234, "paper") == "1234 artículos"
    assert Words("es").count(12345, "paper") == "12.345 artículos"
    assert Words("zh").count(1, "paper") == "1 篇论文"
    assert Words("xx").count(2, "paper") == "2 papers"


def test_counts_are_those_of_a_browser() -> None:
    """A list counts its papers at build time, and again in a script, which asks the browser's own tables (CLDR)."""
    numbers = [0, 1, 2, 11, 999, 1234, 12345, 1234567]
    script = f"""
        const numbers = {numbers}, said = {{}}
        for (const lang of {json.dumps(words.LANGUAGES)}) {{
          const rules = new Intl.PluralRules(lang)
          said[lang] = numbers.map(one => [one.toLocaleString(lang), rules.select(one) === "one" ? "a" : "b"].join(" "))
        }}
        console.log(JSON.stringify(said))
    """
    node = Path(sys.executable).with_name("node")
    said = json.loads(subprocess.run([node, "-e", script], capture_output=True, text=True, check=True).stdout)
    for language, counts in said.items():
        single, several = Words(language)("paper|papers").split("|")
        for number, count in zip(numbers, counts, strict=True):
            figure, form = count.rsplit(" ", 1)
            assert Words(language).count(number, "paper") == f"{figure} {single if form == 'a' else several}", language


def test_a_language_by_the_themes_name_is_ours() -> None:
    """Material knows Portuguese twice; traditional Chinese is another script than ours, and stays English."""
    assert Words("pt-BR")("Save") == Words("pt")("Save") != "Save"
    assert Words("zh-TW")("Save") == "Save"


def test_a_script_carries_its_words_in_the_sites_language() -> None:
    """The English script carries none; a German one says `Merken`."""
    assert "const WORDS = {}" in assets.script(Words("en"))
    assert '"Save":"Merken"' in assets.script(Words("de"))


def test_the_frame_says_what_the_table_has() -> None:
    """Footer and 404 page are drawn by engines without our code, from a copy of the table that is the same."""
    partial = files("papercat").joinpath("theme", "overrides", "partials", "words.html")
    assert partial.read_text("utf-8") == words.frame()


def test_reasons_are_told_in_the_sites_language() -> None:
    """Each form of a reason is known; the labels in it stay."""
    said = Words("de").reason
    assert said("tags: surveys, BERT") == "Schlagwörter: surveys, BERT"
    assert said("uses BERT, introduced here") == "benutzt BERT, hier eingeführt"
    assert said("both introduce A, b") == "beide führen A, b ein"
    assert Words("en").reason("words: a, b") == "words: a, b"
