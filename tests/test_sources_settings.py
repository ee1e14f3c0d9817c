"""Sources in mkdocs.yml: what is wrong is named with its place, what was expected and a guess."""

import datetime as dt

import pytest

from papercat import settings
from papercat.errors import SettingsError


def _plans(*entries: object) -> tuple[settings.Plan, ...]:
    return settings.from_mapping({"extra": {"papercat": {"sources": list(entries)}}}).options.sources


def test_sources_are_read() -> None:
    """YAML's lists and days arrive as texts; a source without a name is called by its kind."""
    (plan,) = _plans({"kind": "arxiv", "categories": ["cs.CL"], "since": dt.date(2026, 1, 31)})
    assert (plan.label, plan.categories, plan.since) == ("arxiv", ("cs.CL",), "2026-01-31")


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"kind": "arxvi"}, "unknown kind 'arxvi'; did you mean 'arxiv'?"),
        ({"kind": "arxiv", "catgories": ["cs.CL"]}, "unknown key 'catgories'; did you mean 'categories'?"),
        ({"kind": "arxiv"}, "needs `query` or `categories` or `authors`"),
        ({"kind": "hugging-face", "since": "2026-13-01"}, "expected a day"),
        ({"kind": "hugging-face", "most": 0}, "sources, entry 1: most: expected a whole number of at least 1, found 0"),
        ({"kind": "arxiv", "categories": "cs.CL"}, "sources, entry 1: categories: expected a list, found 'cs.CL'"),
        ({"kind": "arxiv", "categories": ["cs.CL", 3]}, "sources, entry 1: categories: expected text, found 3"),
        ({}, "unknown kind None"),
        ("arxiv", "expected keys such as `kind: arxiv`"),
    ],
)
def test_mistakes_are_explained(entry: object, told: str) -> None:
    """The text names the entry and helps."""
    with pytest.raises(SettingsError) as raised:
        _plans(entry)
    assert told in str(raised.value)
    assert "extra.papercat" in str(raised.value)


def test_two_sources_of_one_name_are_refused() -> None:
    """Their harvests would be taken for each other's."""
    with pytest.raises(SettingsError, match="two sources are called 'hugging-face'"):
        _plans({"kind": "hugging-face"}, {"kind": "hugging-face"})


@pytest.mark.parametrize(
    ("left_out", "published"),
    [
        ("", True),
        ("catalogue/", False),
        ("*.jsonl", False),
        ("/catalogue/*.jsonl\n!/catalogue/undated.jsonl", True),
        ("my-catalogues/", True),
        ("# catalogue", True),
    ],
)
def test_whether_records_are_published_is_said_by_the_rules_of_gitignore(left_out: str, *, published: bool) -> None:
    """`exclude_docs` that merely has the word in it leaves no records out."""
    assert settings.from_mapping({"exclude_docs": left_out}).records is published
