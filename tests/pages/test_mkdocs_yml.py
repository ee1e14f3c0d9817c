"""The demo's mkdocs.yml keeps the promises that pages and escape lean on."""

from pathlib import Path

import yaml

from test_render import OURS

CONFIG = yaml.safe_load((Path(__file__).parents[2] / "mkdocs.yml").read_text())


def test_its_markdown_extensions_are_those_that_the_escape_is_tested_with() -> None:
    """An extension more or less changes what `render.escape` must neutralise."""
    assert sorted(CONFIG["markdown_extensions"]) == sorted(OURS)


def test_it_asks_no_other_host_for_fonts() -> None:
    """System fonts only."""
    assert CONFIG["theme"]["font"] is False


def test_papers_and_lists_stay_out_of_the_navigation() -> None:
    """The navigation is short whatever the catalogue holds."""
    for kind in ("papers", "tags", "names", "authors", "venues", "years"):
        assert f"/{kind}/" in CONFIG["not_in_nav"].split()
