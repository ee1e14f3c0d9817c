"""Write a search index for the tests in Node: build_index.py FOLDER COUNT [--bare]; all papers are fabricated."""

import sys
from pathlib import Path

from papercat import search
from papercat.page import Page
from papercat.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[1]))
from fabricated import catalogue

WRITTEN = Page("about.md", "# About this site\n\nHow the fabricated catalogue was *made*, and why.\n")


def main(folder: Path, count: int) -> None:
    """Write the index below `folder`."""
    for page in search.index(catalogue(count), Settings(), [WRITTEN]):
        file = folder / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page.content.encode() if isinstance(page.content, str) else page.content)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
