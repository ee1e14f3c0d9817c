"""Words that are remembered: less work, the same index. All papers are fabricated."""

from dataclasses import replace
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from fabricated import catalogue
from papercat import search
from papercat.catalogue import Catalogue
from papercat.page import Page
from papercat.pages.last import Last
from papercat.search import fields, languages, text, words
from papercat.settings import Options, Settings

ENGLISH, GERMAN = (languages.pipeline((name,)) for name in ("en", "de"))


def indexed(
    papers: Catalogue, before: search.Words, settings: Settings | None = None
) -> tuple[list[Page], search.Words]:
    """Return the files of an index, and the words that it leaves."""
    pages: list[Page] = []

    def gathered():
        return (yield from search.index(papers, settings or Settings(), (), lambda: before))

    run = gathered()
    while True:
        try:
            pages.append(next(run))
        except StopIteration as end:
            return pages, end.value


@given(st.randoms())
@hypothesis_settings(max_examples=12, deadline=None)
def test_an_index_is_the_same_whatever_is_remembered(random: Random) -> None:
    """Papers that came, went and changed since: the files equal those of a clean build."""
    whole = catalogue(60)
    kept = [paper for paper in whole.papers if random.random() < 0.8]
    old = [
        msgspec.structs.replace(paper, title=f"{paper.title} once") if random.random() < 0.2 else paper
        for paper in kept
    ]
    _, before = indexed(Catalogue(papers=tuple(old)), search.NOTHING)
    clean, words_of_clean = indexed(whole, search.NOTHING)
    again, words_of_again = indexed(whole, before)
    assert again == clean
    assert sorted(words_of_again.tokens) == sorted(words_of_clean.tokens)


def test_words_of_other_languages_are_not_taken() -> None:
    """A change of the languages reads all papers again."""
    documents = list(fields.documents(catalogue(30)))
    before = words.read(documents, ENGLISH)
    assert words.read(documents, GERMAN, before) == words.read(documents, GERMAN)
    german = Settings(options=Options(search_languages=("de",)))
    assert indexed(catalogue(30), before, german)[0] == indexed(catalogue(30), search.NOTHING, german)[0]


def test_what_stays_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the text of new papers is cut apart."""
    documents = list(fields.documents(catalogue(40)))
    before = words.read(documents[:38], ENGLISH)
    seen: list[str] = []
    real = text.tokens

    def tokens(field: str) -> list[str]:
        seen.append(field)
        return real(field)

    monkeypatch.setattr(text, "tokens", tokens)
    words.read(documents, ENGLISH, before)
    assert seen == [field for document in documents[38:] for field in document.texts[: words.READ]]


def test_only_files_of_other_content_are_packed() -> None:
    """What the last run made of the same stays; another file of the index is packed, and no byte differs."""
    whole = catalogue(64)
    fewer = replace(whole, papers=whole.papers[1:])
    last = Last({page.path: page.made_of for page in search.index(fewer, Settings(), page=Last().page)})
    made = {page.path: page for page in search.index(whole, Settings(), page=last.page)}
    before, clean = ({page.path: page.content for page in search.index(one, Settings())} for one in (fewer, whole))
    assert {path: before[path] if page.stays else page.content for path, page in made.items()} == clean
    assert any(page.stays for path, page in made.items() if path.startswith("search/c/"))
    assert not all(page.stays for path, page in made.items() if path.startswith("search/c/"))
