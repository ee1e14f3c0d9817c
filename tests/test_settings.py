"""What follows from the settings, without any file."""

import re
from pathlib import Path

import msgspec
import pytest
import yaml

from papercat.errors import SettingsError
from papercat.settings import MANY, Options, from_mapping

DOCS = Path(__file__).parents[1] / "docs/settings.md"
SAID = {"related", "corrections_url", "policy", "contact"}
"""Keys whose default is told in words: it depends on something else."""


@pytest.mark.parametrize(("asked", "few", "many"), [(None, 6, 4), (0, 0, 0), (9, 9, 9)])
def test_pages_of_large_catalogues_show_fewer_related_papers(asked: int | None, few: int, many: int) -> None:
    """Unless somebody says how many."""
    options = Options(related=asked)
    assert (options.related_shown(MANY), options.related_shown(MANY + 1)) == (few, many)


def test_the_documentation_has_every_key_and_its_default() -> None:
    """Each once, with what holds where nothing is said; where that depends, in words."""
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| .+ \|$", DOCS.read_text("utf-8"), re.MULTILINE)
    told = {key: yaml.safe_load(default) for key, default in rows if key not in SAID}
    assert len(rows) == len(dict(rows))
    assert {key for key, _ in rows} == {field.name for field in msgspec.structs.fields(Options)}
    assert told == {
        key: value for key, value in msgspec.json.decode(msgspec.json.encode(Options())).items() if key not in SAID
    }


@pytest.mark.parametrize(
    ("ours", "told"),
    [
        ("per_page: ten", "per_page: expected a whole number, found 'ten'"),
        ("per_page: 0", "per_page: expected a whole number of at least 1, found 0"),
        ("related: [4]", "related: expected a whole number, found [4]"),
        ("map: 1", "map: expected true or false, found 1"),
        ("beside: bibtex", "beside: expected a list, found 'bibtex'"),
        ("beside: [bibtx]", "beside: expected markdown, bibtex or json, found 'bibtx'; did you mean 'bibtex'?"),
        ("search_languages: []", "search_languages: expected a list with at least 1, found []"),
        ("fields: [title]", "fields: expected keys with values, found ['title']"),
        ("fields: {titel: 1}", "fields: expected text, found {'titel': 1}"),
        ("sources: [{kind: stars, most: 0}]", "sources, entry 1: most: expected a whole number of at least 1, found 0"),
        ("relatd: 4", "unknown key 'relatd'; did you mean 'related'?"),
        ("- related", "keys: expected keys with values, found ['related']"),
    ],
)
def test_what_is_wrong_is_said_in_words(ours: str, told: str) -> None:
    """File, key, what was expected, what was found, and a guess where there is one."""
    with pytest.raises(SettingsError) as raised:
        from_mapping({"extra": {"papercat": yaml.safe_load(ours)}})
    assert str(raised.value).startswith("mkdocs.yml: extra.papercat")
    assert str(raised.value).endswith(told)
