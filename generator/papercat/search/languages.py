"""Stems and stop words by language, as lunr and lunr-languages have them.

English has a stemmer of its own (`stem.py`). For other languages the browser runs the files of lunr-languages that
Material ships, and the build runs Snowball of the same rules: `snowballstemmer` before its third version, which changed
some of them. Of several languages all stop words are dropped and the stemmers run one after the other, as in
`lunr.multiLanguage`.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from importlib.resources import files
from typing import NamedTuple

from papercat.search import text
from papercat.search.stem import stem

ENGLISH = "en"
SNOWBALL: Mapping[str, str] = {
    "da": "danish",
    "de": "german",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
"""Languages whose stems are the same on both sides; a test compares them."""
PLAIN = str.maketrans("ëï", "ei")
"""Letters of French that one side reads as others do not; `js/spoken.js` does the same."""
STOPS = re.compile(r'generateStopWordFilter\(("(?:[^"\\]|\\.)*")')


class Pipeline(NamedTuple):
    """What becomes of a token."""

    rules: tuple[str, ...]
    """Languages, each but English with the version of its stemmer."""
    stops: frozenset[str]
    """Stop words as forms, that is without accents."""
    stemmers: tuple[Callable[[str], str], ...]

    @property
    def english(self) -> bool:
        """Tell whether it is English alone: then a word's form decides its term."""
        return self.rules == (ENGLISH,)

    def term(self, form: str, token: str) -> str:
        """Return the term of a raw token of this form; nothing for a stop word."""
        if form in self.stops:
            return ""
        if self.english:
            return stem(form)
        # accents stay: stemmers look at them
        made = text.bare(unicodedata.normalize("NFC", token))
        for stemmer in self.stemmers:
            made = stemmer(made)
        return text.fold(made)


def pipeline(languages: Sequence[str]) -> Pipeline:
    """Return the steps for these languages, of which English is one without a file."""
    stops = {
        word
        for language in languages
        for word in (text.STOPS if language == ENGLISH else map(text.fold, _stops(language)))
    }
    rules = (one if one == ENGLISH else f"{one} {metadata.version('snowballstemmer')}" for one in languages)
    return Pipeline(tuple(rules), frozenset(stops), tuple(map(_stemmer, languages)))


def _stemmer(language: str) -> Callable[[str], str]:
    if language == ENGLISH:
        return stem
    # few sites need it, and it takes longer to load than an index of some papers to make
    import snowballstemmer  # type: ignore[import-untyped]  # noqa: PLC0415 - see above; it ships no types

    rules: Callable[[str], str] = snowballstemmer.stemmer(SNOWBALL[language]).stemWord
    return (lambda word: rules(word.translate(PLAIN))) if language == "fr" else rules


def _stops(language: str) -> Sequence[str]:
    found = STOPS.search(source(f"lunr.{language}.min.js"))
    return str(json.loads(found[1])).split() if found else ()


def source(name: str) -> str:
    """Return a file of lunr-languages, as Material puts it into every site."""
    return (files("material") / "templates/assets/javascripts/lunr/min" / name).read_text(encoding="utf-8")
