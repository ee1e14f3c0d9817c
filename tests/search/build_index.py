"""Write a search index and lunr's own for the tests in Node: build_index.py FOLDER COUNT [LANGUAGE…].

All papers are fabricated; in other languages than English they are words in no order.
"""

import json
import random
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
from lunr.builder import Builder
from lunr.pipeline import Pipeline

from papercat import search
from papercat.catalogue import Catalogue
from papercat.page import Page
from papercat.search import fields, languages, text
from papercat.settings import Options, Settings

sys.path.insert(0, str(Path(__file__).parents[1]))
from fabricated import catalogue

WRITTEN = Page(
    "about.md",
    "# About this site\n\nHow the fabricated catalogue was *made*, and why: nobody writes retreival or rpotein.\n",
)


STEMS = (
    "Haus Häus Netz Lern gelern Modell Grammatik Übersetz Wört Wörterbuch schnell groß größ Bild Sprach sprach Lösung "
    "lös Verfahr Straß fähig Möglich unmöglich Gedächtnis Aufmerksam Vorhersag Abstand Abständ Graph Baum Bäum"
)
ENDINGS = " e en er ern es em end ende endes keit heit ung ungen lich liche ig ige isch ische st t et nis nisse s"
LITTLE = "für und der die das mit über ein eine nicht könnte"


def main(folder: Path, count: int, *spoken: str) -> None:
    """Write both indexes below `folder`."""
    papers = german(count) if "de" in spoken else catalogue(count)
    # with the texts beside it, since there are no pages
    options = msgspec.convert({"search_languages": spoken or ("en",), "offline": True}, Options)
    for page in search.index(papers, Settings(options=options), [WRITTEN]):
        file = folder / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page.content.encode() if isinstance(page.content, str) else page.content)
    index = whole(papers, languages.pipeline(options.search_languages))
    (folder / "lunr.json").write_text(json.dumps(index), encoding="utf-8")


def german(count: int) -> Catalogue:
    """Return fabricated papers of German words and of some English ones."""
    rng = random.Random(5)  # noqa: S311 - not for secrets
    papers = catalogue(count).papers

    def text(words: int) -> str:
        stems, endings, little = (one.split(" ") for one in (STEMS, ENDINGS, LITTLE))
        chosen = (f"{rng.choice(stems)}{rng.choice(endings)}" for _ in range(words))
        return ", ".join(f"{word} {rng.choice(little)}" for word in chosen)

    return Catalogue(
        papers=tuple(
            msgspec.structs.replace(one, title=text(4), abstract=f"{text(20)} {one.abstract if i % 3 == 0 else ''}")
            for i, one in enumerate(papers)
        )
    )


def whole(papers: Catalogue, pipeline: languages.Pipeline) -> object:
    """Return lunr's index of the same words: built by lunr.py, with the steps of lunr.js where the two differ."""
    step = partial(_step, pipeline)
    setattr(step, "label", "stemmer")  # noqa: B010 - lunr reads it from the function
    builder = Builder()
    builder.ref("key")
    for field in fields.FIELDS:
        builder.field(field)
    builder.pipeline.add(step)
    builder.search_pipeline.add(step)
    for document in fields.documents(papers, [WRITTEN]):
        values = dict(zip(fields.FIELDS, document.texts, strict=True))
        builder.add({**values, "key": document.key, "id": [f"\n{line}" for line in document.texts[-1].splitlines()]})
    return builder.build().serialize()


def _step(pipeline: languages.Pipeline, token, _=None, __=None) -> Iterator[str]:
    """Do what lunr.js does to a token; identifiers stay as they are."""
    return token.update(lambda word, _: word[1:] if word.startswith("\n") else pipeline.term(text.trim(word), word))


Pipeline.register_function(_step, "stemmer-of-papercat")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
