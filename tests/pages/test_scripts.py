"""The site's scripts, which are modules put one after the other into one scope each."""

import re
from collections import Counter
from importlib import resources

from fabricated import catalogue
from papercat import pages, search
from papercat.pages import assets
from papercat.settings import Settings

NAMED = re.compile(r"^(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)


def test_no_two_modules_of_a_script_share_a_name() -> None:
    """Of two functions the second would be called for both, and nothing would say so."""
    papers = catalogue(3)
    made = [*pages.pages(papers, Settings()), *search.index(papers, Settings(), ())]
    scripts = {page.path: str(page.content) for page in made if page.path.endswith(".js")}
    scripts |= {
        page.path: page.content.decode() for page in made if page.path in scripts and isinstance(page.content, bytes)
    }
    assert {"assets/papercat/reader.js", "map/map.js", "search/engine.js", "search/page.js"} <= scripts.keys()
    twice = {
        path: [name for name, count in Counter(NAMED.findall(text)).items() if count > 1]
        for path, text in scripts.items()
    }
    assert {path: names for path, names in twice.items() if names} == {}
    assert sum(len(NAMED.findall(text)) for text in scripts.values()) > 300


def test_the_readers_script_has_all_its_modules() -> None:
    """One that is imported and not there is missed when a reader needs it."""
    folder = resources.files("papercat") / "theme" / "js"
    assert {f"{name}.js" for name in assets.SCRIPTS} == {file.name for file in folder.iterdir()}
