"""The search index, and the browser's side of it.

text, stem, languages    from text to terms, as lunr
words             which words stand where, remembered between two builds
fields            what is searched
slots             numbers for documents
inverted          term -> documents, as arrays
terms, spelling, cards, columns    the files of the index
js/               the engine, its worker, the search box and the search page
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from papercat.catalogue import Catalogue
from papercat.page import Page
from papercat.search import (
    bundle,
    cards,
    codec,
    columns,
    expand,
    fields,
    inverted,
    languages,
    slots,
    spelling,
    terms,
    texts,
    words,
)
from papercat.search.words import NOTHING, Words
from papercat.settings import Settings
from papercat.words import Words as Interface
from papercat.work import release, uncollected

__all__ = ("NOTHING", "VERSION", "Words", "buckets_for", "files", "index", "numbers")
VERSION = 4
Maker = Callable[[str, codec.Streams, Callable[[codec.Streams], bytes]], Page]
"""Returns the page of a path, made of streams unless it lies there as made of the same."""


def index(
    catalogue: Catalogue,
    settings: Settings,
    written: Sequence[Page] = (),
    before: Callable[[], Words] = lambda: NOTHING,
    page: Maker | None = None,
) -> Generator[Page, None, Words]:
    """Yield all files of the search, below `search/`; return what the next run may take for `before`.

    Args:
        catalogue: the papers, enriched or not.
        settings: of the site.
        written: Markdown pages that people wrote, to be found too.
        before: gives words that an earlier run has read, which are not held; what is made does not depend on them.
        page: packs the streams of a file; by default each file is packed.
    """
    with uncollected():
        # the files are in the script, too, and all have to be there
        making = page if page and not settings.options.offline else _packed
        return (yield from _index(catalogue, settings, written, before, making))


def _packed(path: str, streams: codec.Streams, pack: Callable[[codec.Streams], bytes]) -> Page:
    return Page(path, pack(streams))


def _index(
    catalogue: Catalogue, settings: Settings, written: Sequence[Page], before: Callable[[], Words], page: Maker
) -> Generator[Page, None, Words]:
    documents = list(fields.documents(catalogue, written))
    spoken = settings.options.search_languages
    read = words.read(documents, languages.pipeline(spoken), before())
    places = slots.assign([document.key for document in documents])
    total = slots.size(len(documents))
    made: list[Page] = []
    offline = settings.options.offline
    index_ = files(catalogue, documents, places, read, texts_beside=offline)
    found = ((f"search/{path}", streams) for path, streams in index_)
    # a script that runs from a disk may not read the pages, where the texts stand otherwise
    beside = texts.files(documents, places, total) if offline else ()
    for path, streams in chain(found, ((f"search-texts/{path}", streams) for path, streams in beside)):
        file = page(path, streams, codec.packed)
        yield file
        made += [file] if offline else []
    buckets, interface = buckets_for(len(documents)), Interface(settings.language)
    yield from bundle.pages(buckets, spoken, interface)
    if offline:
        yield bundle.offline(made, buckets, spoken, interface)
    return read


def numbers(catalogue: Catalogue, written: Sequence[Page] = ()) -> tuple[npt.NDArray[np.int64], int]:
    """Return the slot of each paper, as `index` gives it, and the number of slots."""
    keys = [paper.id for paper in catalogue.papers]
    keys += [document.key for document in fields.documents(Catalogue(), written)]
    return slots.assign(keys)[: len(catalogue.papers)], slots.size(len(keys))


def files(
    catalogue: Catalogue,
    documents: Sequence[fields.Document],
    places: codec.Ints,
    read: Words,
    *,
    texts_beside: bool = False,
) -> Iterator[tuple[str, codec.Streams]]:
    """Yield path below `search/` and content of each file of the index, without the scripts.

    Args:
        catalogue: the papers.
        documents: they and hand-written pages.
        places: the slot of each document.
        read: the words of each.
        texts_beside: whether their texts lie beside the index, and not only on their pages.
    """
    buckets, total = buckets_for(len(documents)), slots.size(len(documents))
    turned = inverted.invert(documents, places, read)
    release()  # of many large arrays that have come and gone
    turned = expand.expand(turned, documents, places, catalogue)
    release()
    plan = terms.layout(turned, total, buckets)
    facets = list(columns.files(catalogue, documents, places, total))
    # rounded, so that a few papers more do not change each file
    head = codec.numbers((VERSION, total, round(inverted.rounded(len(documents))), columns.light(facets), texts_beside))
    yield "root.bin", (head,)
    yield from facets
    yield from terms.files(turned, plan, head, total, buckets)
    yield from spelling.files(turned, plan, buckets, 1 if len(documents) < FEW else 2)
    yield "terms.bin", spelling.vocabulary(turned, plan)
    yield "common.bin", spelling.common(turned)
    yield from cards.files(documents, places, total)


FEW = 2000
"""Documents up to which every form counts as spelled right."""


def buckets_for(count: int) -> int:
    """Return the number of dictionary files for so many documents."""
    return 8 if count <= FEW // 10 else 64 if count <= FEW else 512
