"""The demo's mkdocs.yml keeps the promises that pages and escape lean on."""

from pathlib import Path

import yaml
from pathspec import GitIgnoreSpec

from test_render import OURS

CONFIG = yaml.safe_load((Path(__file__).parents[2] / "mkdocs.yml").read_text())


def test_its_markdown_extensions_are_those_that_the_escape_is_tested_with() -> None:
    """An extension more or less changes what `render.escape` must neutralise."""
    assert sorted(CONFIG["markdown_extensions"]) == sorted(OURS)


def test_it_asks_no_other_host_for_fonts() -> None:
    """System fonts only."""
    assert CONFIG["theme"]["font"] is False


def test_papers_and_lists_stay_out_of_the_navigation() -> None:
    """The navigation is short whatever the catalogue holds; of a page that people forgot, MkDocs tells."""
    out = GitIgnoreSpec.from_lines(CONFIG["not_in_nav"].splitlines())
    assert out.match_file("papers/bert.md")
    assert out.match_file("tags/retrieval/page-2.md")
    assert not out.match_file("about.md")
