"""A page that arrives in pieces is the page that arrives whole, whatever scripts did before its end was there."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from stage import kinds, served

pytestmark = pytest.mark.browser


KINDS = {"", "getting-started/", "papers/", "search/", "map/"}


def parts(page: Page, address: str) -> list[str]:
    """Return what has a name for a script, of the page as it is when its scripts have run, in any order."""
    page.goto(address, wait_until="load")
    made: list[str] = page.evaluate(
        """[...document.querySelectorAll("[id], [data-md-component]")]
           .map((part) => [part.localName, part.id, part.dataset.mdComponent].join(" "))"""
    )
    return sorted(made)


def test_a_page_in_pieces_is_the_same_page(context, demo: Path, demo_url: str) -> None:
    """Switches, dialog, palette, search box and settings are there once, on pages of the catalogue and others."""
    page, addresses = context.new_page(), kinds(demo / "site")
    papers = [address for address in addresses if address.startswith("papers/")]
    assert set(addresses) > KINDS
    with served(demo / "site", piecemeal=True) as slow:
        for address in [*sorted(KINDS), max(papers)]:
            whole = parts(page, demo_url + address)
            assert parts(page, slow + address) == whole
            for once in ("div  dialog", "form  palette", "script __config ", "input __search "):
                assert whole.count(once) == 1
