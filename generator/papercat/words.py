"""The interface's words: English in the code, each other language in a file of `languages/`."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "de", "es", "fr", "ja", "ko", "pt", "zh")
_ALSO = {"pt-BR": "pt"}
"""What the theme calls a language of ours."""
_THOUSANDS = {"de": ".", "es": ".", "fr": "\N{NARROW NO-BREAK SPACE}", "pt": "."}
_UNGROUPED = {"es": 5}
"""Digits below which the language groups none (CLDR's `minimumGroupingDigits`, and three)."""
_NONE_IS_ONE = {"fr", "pt"}
"""Languages that count none as one (CLDR's plural rules)."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
FRAME = (
    *("Data and its quality", "Source", "Made with"),
    *("This page is not here", "It may have moved, or the link is wrong.", "All papers", "Home"),
)
"""What the theme says around each page, in `partials/words.html`."""
STARTER = (
    *("A catalogue of papers with their tags, names and ties.", "Switch to dark mode", "Switch to light mode"),
    "Say here what this catalogue is about and who keeps it. Papercat never touches this page, nor any other of yours.",
)
"""What a new catalogue's mkdocs.yml and first page say, beside the names of pages in its navigation."""
SPOKEN = (
    *MONTHS,
    *FRAME,
    *STARTER,
    *("Rising tags", "Falling tags", "Rising names", "Falling names"),
    *("both introduce {name}", "uses {name}, introduced here", "introduces {name}, used here", "both use {name}"),
    *("tag: {labels}", "tags: {labels}", "word: {labels}", "words: {labels}"),
    *("Records with tags, names, links and related papers, one JSON object a line", "BibTeX, without abstracts"),
    *("RIS, for Zotero, Mendeley, EndNote", "CSL-JSON, for Zotero and pandoc"),
    *("A Markdown list, as in an awesome list", "Records as they are kept, one JSON object a line"),
    *("Task", "Method", "Modality", "Domain", "Resource", "Contribution", "Topic"),
    *("Tag", "Name", "Author", "Venue", "Year", "System", "Dataset", "Benchmark", "Papers", "Authors"),
    *("Code", "Data", "Model", "Demo", "Project", "Page", "Video", "Slides", "Link", "withdrawn", "retracted"),
    *("Version of", "Extended version of", "Extended in", "Successor of", "Succeeded by"),
    *("tag|tags", "name|names", "author|authors", "venue|venues", "year|years"),
    *("citation|citations", "upvote|upvotes", "star|stars"),
    *("Week {week} of {year}", "the first {number} of them"),
    *("Papers on {entry}", "Papers that use {entry}", "Papers by {entry}", "Papers at {entry}", "Papers of {entry}"),
)
"""Texts that are put together from what a record or setting holds."""
_CALLED = re.compile(r"""\bt\(\s*"((?:[^"\\]|\\.)+)"|\bamount\(.*?"(\w+)", "(\w+)"\)""")


_REASONS = {
    said: re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(said)))
    for said in SPOKEN
    if said.endswith(("{name}", "{labels}")) or "{name}, " in said
}


def _ours(language: str) -> str:
    """Return the code by which we know a language of the theme's."""
    return _ALSO.get(language, language)


@cache
def table(language: str) -> Mapping[str, str]:
    """Return translations by English text; of counted words `one|many`; nothing for English and what is not known."""
    code = _ours(language)
    if code not in LANGUAGES or code == "en":
        return {}
    return tomllib.loads(files("papercat").joinpath("languages", f"{code}.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Words:
    """Texts in one language; in one that has no table, English."""

    language: str = "en"

    def __call__(self, text: str, **values: object) -> str:
        """Return a text of the interface with `{name}` filled in."""
        said = table(self.language).get(text, text)
        return re.sub(r"\{(\w+)\}", lambda match: str(values.get(match[1], match[0])), said) if values else said

    def count(self, number: int, one: str, many: str = "") -> str:
        """Return `1 paper`, `2 papers`, `12,345 papers`."""
        single, several = self(f"{one}|{many or one + 's'}").split("|")
        few = number == 1 or (number == 0 and _ours(self.language) in _NONE_IS_ONE)
        return f"{self.figure(number)} {single if few else several}"

    def figure(self, number: int) -> str:
        """Return a number as the language groups its digits."""
        code = _ours(self.language)
        if len(str(number)) < _UNGROUPED.get(code, 0):
            return str(number)
        return f"{number:,}".replace(",", _THOUSANDS.get(code, ","))

    def reason(self, phrase: str) -> str:
        """Return why two papers are related, as enrichment says it, in the language."""
        if not table(self.language):
            return phrase
        for said, form in _REASONS.items():
            if match := form.fullmatch(phrase):
                ((key, value),) = match.groupdict().items()
                return self(said, **{key: value})
        return phrase

    def used_in(self, script: str) -> Mapping[str, str]:
        """Return what a script needs: by English text the translation; nothing for English."""
        return {key: self(key) for key in keys(script) if self(key) != key}


def frame() -> str:
    """Return what `partials/words.html` must hold: the frame's words, for engines that know nothing of this table."""
    said = {one: {text: table(one)[text] for text in FRAME} for one in sorted({*LANGUAGES, *_ALSO} - {"en"})}
    rows = "".join(f"  {json.dumps(one)}: {json.dumps(texts, ensure_ascii=False)},\n" for one, texts in said.items())
    macro = "{%- macro said(text, language) %}{{ (words[language] or {})[text] or text }}{% endmacro -%}\n"
    return f"{{#- Made from languages/; a test holds it. -#}}\n{{%- set words = {{\n{rows}}} -%}}\n{macro}"


def keys(script: str) -> list[str]:
    """Return the texts that a script says, in order; of counted words `one|many`."""
    return sorted({text or f"{one}|{many}" for text, one, many in _CALLED.findall(script)})
