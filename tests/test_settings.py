"""What follows from the settings, without any file."""

import re
from pathlib import Path

import msgspec
import pytest
import yaml

from papercat.settings import MANY, Options

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
