"""Write a search index and lunr's own for the tests in Node: build_index.py FOLDER COUNT; all papers are fabricated."""

import json
import sys
from pathlib import Path

from lunr.builder import Builder
from lunr.pipeline import Pipeline

from papercat import search
from papercat.catalogue import Catalogue
from papercat.page import Page
from papercat.search import fields, text
from papercat.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[1]))
from fabricated import catalogue

WRITTEN = Page("about.md", "# About this site\n\nHow the fabricated catalogue was *made*, and why.\n")


def main(folder: Path, count: int) -> None:
    """Write both indexes below `folder`."""
    papers = catalogue(count)
    for page in search.index(papers, Settings(), [WRITTEN]):
        file = folder / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page.content.encode() if isinstance(page.content, str) else page.content)
    (folder / "lunr.json").write_text(json.dumps(whole(papers)), encoding="utf-8")


def whole(papers: Catalogue) -> object:
    """Return lunr's index of the same words: built by lunr.py, with the steps of lunr.js where the two differ."""
    builder = Builder()
    builder.ref("key")
    for field in fields.FIELDS:
        builder.field(field)
    builder.pipeline.add(_step)
    builder.search_pipeline.add(_step)
    for document in fields.documents(papers, [WRITTEN]):
        values = dict(zip(fields.FIELDS, document.texts, strict=True))
        builder.add({**values, "key": document.key, "id": [f"\n{line}" for line in document.texts[-1].splitlines()]})
    return builder.build().serialize()


def _step(token, _=None, __=None):
    """Do what lunr.js does to a token; identifiers stay as they are."""
    return token.update(lambda word, _: word[1:] if word.startswith("\n") else text.term(text.trim(word)))


Pipeline.register_function(_step, "stemmer-of-papercat")
setattr(_step, "label", "stemmer")  # noqa: B010 - lunr reads it from the function


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
