"""The search index as files: deterministic, small, and stable when papers come."""

import dataclasses
from collections.abc import Mapping
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from msgspec import structs

from fabricated import catalogue
from papercat import search
from papercat.catalogue import Catalogue
from papercat.page import Page
from papercat.records import Author, Paper
from papercat.search import codec, columns, fields, inverted, slots, terms
from papercat.settings import Options, Settings


def files(papers: Catalogue) -> Mapping[str, bytes]:
    """Return the index as bytes by path."""
    pages = search.index(papers, Settings())
    return {page.path: page.content.encode() if isinstance(page.content, str) else page.content for page in pages}


def test_the_same_catalogue_gives_the_same_bytes() -> None:
    """The index depends on nothing but the records."""
    assert files(catalogue(40)) == files(catalogue(40))


def test_paths_are_unique_and_below_the_search_folders() -> None:
    """The writer would refuse two files of one path."""
    paths = [page.path for page in search.index(catalogue(40), Settings())]
    assert len(paths) == len(set(paths))
    assert all(path.startswith(("search/", "search-texts/")) for path in paths)
    assert {"search/engine.js", "search/root.bin", "search/search_index.json"} <= set(paths)


def test_an_empty_catalogue_has_an_index_too() -> None:
    """A new site can be searched before its first paper comes."""
    assert files(Catalogue())


def test_a_shard_changes_only_with_its_own_words() -> None:
    """A new paper rewrites dictionaries and postings of its own words, of moved papers, and no other."""
    whole = catalogue(300)
    # neighbours apart: a new paper may be the neighbour of many
    old = dataclasses.replace(whole, papers=tuple(p for p in whole.papers if p.id != whole.papers[50].id))
    buckets = search.buckets_for(len(whole.papers))
    assert buckets == search.buckets_for(len(old.papers))
    before, after = shards(old, buckets), shards(whole, buckets)
    one, other = places(old), places(whole)
    touched = {key for key, slot in other.items() if one.get(key) != slot}
    assert len(touched) < 12
    documents = [document for document in fields.documents(whole) if document.key in touched]
    words = set(inverted.invert(documents, slots.assign([document.key for document in documents])).terms)
    mine = {terms.bucket(word, buckets) for word in words} | {
        terms.bucket(word[:size], buckets) for word in words for size in (1, 2)
    }
    changed = {int(path.split("/")[1].split(".")[0].split("-")[0]) for path in after if before.get(path) != after[path]}
    assert changed <= mine


@given(st.randoms())
@hypothesis_settings(max_examples=10, deadline=None)
def test_postings_do_not_depend_on_the_order_of_documents(random: Random) -> None:
    """Words and identifiers, the same one several times too, come in order of their slots."""
    papers = [
        Paper(id=f"p{number}", title=f"Term {number % 3} term {number}", abstract="A term.") for number in range(9)
    ]
    papers[4] = structs.replace(papers[4], ids={"doi": "10.1/x", "acl": "term", "pmid": "7"})
    one = list(fields.documents(Catalogue(papers=tuple(papers))))
    other = random.sample(one, len(one))
    first, second = (inverted.invert(some, slots.assign([document.key for document in some])) for some in (one, other))
    for name, values in vars(first).items():
        assert list(values) == list(getattr(second, name)), name
    starts = first.starts.tolist()
    runs = [first.slots[start:end].tolist() for start, end in pairwise(starts)]
    assert all(run == sorted({*run}) for run in runs)
    (doi,) = runs[first.terms.index("10.1/x")]
    mask = first.masks[starts[first.terms.index("10.1/x")]]
    assert (doi, mask) == (places(Catalogue(papers=tuple(papers)))["p4"], 1 << inverted.IDS)
    # once in the title of each, once in the abstract, and once an identifier
    term = first.masks[slice(*starts[first.terms.index("term") :][:2])].tolist()
    assert sorted(term) == [0b11] * 8 + [0b11 | 1 << inverted.IDS]


def places(papers: Catalogue) -> dict[str, int]:
    """Return each document's slot."""
    keys = [document.key for document in fields.documents(papers)]
    return dict(zip(keys, slots.assign(keys).tolist(), strict=True))


def shards(papers: Catalogue, buckets: int) -> dict[str, codec.Streams]:
    """Return dictionaries and postings, without the terms of neighbours."""
    documents = list(fields.documents(papers))
    keys = [document.key for document in documents]
    turned = inverted.invert(documents, slots.assign(keys))
    total = slots.size(len(keys))
    return dict(terms.files(turned, terms.layout(turned, total, buckets), b"", total, buckets))


def test_a_page_that_a_person_wrote_is_a_document() -> None:
    """Its title is its front matter's or its first heading; markup is no text."""
    page = Page("guide/index.md", '---\ntitle: "The guide"\n---\n\n# Other\n\nSome *text* <b>here</b> `code`.\n')
    (document,) = fields.documents(Catalogue(), [page])
    assert (document.key, document.url, document.texts[0]) == ("/guide/", "guide/", "The guide")
    assert "Some text here code" in document.texts[1]


def test_offline_copies_are_one_script_when_asked_for() -> None:
    """A page on a disk may read scripts and nothing else."""
    made = {page.path: page for page in search.index(catalogue(30), Settings(options=Options(offline=True)))}
    content = made["search/offline.js"].content
    assert isinstance(content, str)
    assert '"root.bin":' in content
    assert '"../search-texts/0.bin":' in content
    assert "search/offline.js" not in files(catalogue(30))


@given(st.lists(st.sampled_from(["2020", "2020-01", "2020-01-31", "2020-12", "2021", "1999-05-02"]), min_size=2))
def test_days_order_as_dates(dates: list[str]) -> None:
    """A column of dates orders as the dates' own texts."""
    assert sorted(dates) == sorted(dates, key=columns.day)


@given(st.lists(st.text(max_size=12), unique=True, min_size=1, max_size=30))
@hypothesis_settings(max_examples=15, deadline=None)
def test_any_text_can_be_indexed(texts: list[str]) -> None:
    """No title, abstract or name breaks the index."""
    papers = tuple(
        Paper(id=f"p-{i}", title=text or "x", abstract=text * 2, authors=(Author(text or "x"),), date="2024")
        for i, text in enumerate(texts)
    )
    assert files(Catalogue(papers=papers))
