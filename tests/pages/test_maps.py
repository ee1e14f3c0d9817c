"""The map's files: a list of all papers by topic, and what its script reads."""

import base64
import json
import re
import zlib

import numpy as np
import pytest

from fabricated import catalogue
from papercat import atlas, search
from papercat.catalogue import Catalogue
from papercat.page import Page
from papercat.pages import maps
from papercat.pages.shelf import Shelf
from papercat.records import Paper
from papercat.render import Templates
from papercat.search import fields, slots
from papercat.settings import Options, Settings

WRITTEN = (Page("about.md", "# About\n"), Page("more/index.md", "# More\n"))


def _files(count: int = 60, **options: object) -> dict[str, str | bytes]:
    settings = Settings(options=Options(per_page=20, **options))  # type: ignore[arg-type]
    return {page.path: page.content for page in maps.pages(Shelf(catalogue(count), settings, Templates(), WRITTEN))}


def test_the_list_has_every_paper_once() -> None:
    """All pages together link to each paper once."""
    text = "".join(str(content) for path, content in _files().items() if path.endswith(".md"))
    assert [text.count(f"(../papers/{paper.id}.md)") for paper in catalogue(60).papers] == [1] * 60


def test_a_large_topic_shows_its_middle() -> None:
    """Its most central papers stand below it, and how many it has."""
    papers, made = catalogue(400), _files(400)
    text = "".join(str(content) for path, content in made.items() if path.endswith(".md"))
    topics = atlas.draw(papers).topics
    large = [topic for topic in topics if topic.size > maps.SHOWN]
    assert large
    assert text.count(", these in the middle") == len(large)
    shown = {papers.papers[place].id for topic in topics for place in topic.members[: maps.SHOWN]}
    assert set(re.findall(r"\(\.\./papers/([^)]+)\.md\)", text)) == shown


def test_every_topic_is_where_the_overview_says() -> None:
    """Each link of the overview leads to a heading with that anchor, on that page."""
    made = _files()
    first = str(made["map/index.md"])
    topics = atlas.draw(catalogue(60)).topics
    for number in range(1, len(topics) + 1):
        page = next(
            path for path, text in made.items() if path.endswith(".md") and f"{{: #topic-{number} }}" in str(text)
        )
        place = "" if page == "map/index.md" else page.removeprefix("map/")
        assert f"]({place}#topic-{number})" in first


@pytest.mark.parametrize("count", [0, 1, 60])
def test_the_script_gets_each_paper_at_its_slot(count: int) -> None:
    """Bits and columns say for each paper of the search where it lies, its colour and its year."""
    papers = catalogue(count)
    raw = zlib.decompress(bytes(_files(count)["map/points.bin"]), -15)  # type: ignore[arg-type]
    line, _, rest = raw.partition(b"\n")
    head = json.loads(line)
    bits = np.unpackbits(np.frombuffer(rest[: -(-head["slots"] // 8)], np.uint8), bitorder="little")
    columns = np.frombuffer(rest[-(-head["slots"] // 8) :], np.uint8).reshape(6, count)
    documents = [document.key for document in fields.documents(papers, WRITTEN)]
    at = slots.assign(documents)[:count]
    assert head["slots"] == slots.size(len(documents))
    assert sorted(at.tolist()) == np.flatnonzero(bits).tolist()
    order = np.argsort(at)
    places = atlas.draw(papers).places[order]
    assert (columns[0].astype(int) << 8 | columns[1]).tolist() == places[:, 0].tolist()
    assert (columns[2].astype(int) << 8 | columns[3]).tolist() == places[:, 1].tolist()
    years = ["", *head["years"]]
    assert [years[code] for code in columns[5]] == [papers.papers[i].year for i in order]
    labels = {tag.label for tag in papers.vocabulary}
    assert set(head["tags"]) <= labels
    for code, i in zip(columns[4].tolist(), order.tolist(), strict=True):
        mine = {papers.tag_by_id[tagging.tag].label for tagging in papers.tags[papers.papers[i].id]}
        assert not code or head["tags"][code - 1] in mine


def test_a_group_of_which_nothing_tells_has_a_number_in_the_list_alone() -> None:
    """On the map itself, `Papers 2` would be taken for something."""
    papers = Catalogue(papers=tuple(Paper(id=word, title=word.title()) for word in ("ibis", "kelp", "moss", "onyx")))
    pages = {page.path: page.content for page in maps.pages(Shelf(papers, Settings(), Templates()))}
    raw = zlib.decompress(bytes(pages["map/points.bin"]), -15)  # type: ignore[arg-type]
    assert "## Papers 2" in str(pages["map/index.md"])
    assert json.loads(raw.partition(b"\n")[0])["labels"] == []


def test_numbers_are_those_of_the_search() -> None:
    """A paper's number on the map finds its card in the search, hand-written pages among the documents or not."""
    papers = catalogue(60)
    for written in ((), WRITTEN):
        keys = [document.key for document in fields.documents(papers, written)]
        assert search.numbers(papers, written)[0].tolist() == slots.assign(keys)[:60].tolist()


def test_it_can_be_switched_off() -> None:
    """With `map: false` nothing of it is written."""
    assert not _files(map=False)


def test_the_script_is_one_classic_file() -> None:
    """Nothing is imported, so that it runs from a disk, too; a copy for that use has the points as a script."""
    made = _files(1)
    assert not re.search(r"^(import|export) |\bimport\(", str(made["map/map.js"]), re.MULTILINE)
    assert "map/points.js" not in made
    held = str(_files(1, offline=True)["map/points.js"])
    assert base64.b64decode(held.split('"')[1]) == made["map/points.bin"]
