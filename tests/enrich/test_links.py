"""Links in text: golden cases, and what must hold for any text."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.catalogue import Catalogue
from papercat.enrich import links
from papercat.insight import Change, Correction
from papercat.records import Link, Paper
from papercat.work import Inline

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "links.yml").read_text(encoding="utf-8"))


def enriched(*papers: Paper) -> Catalogue:
    return links.enrich(Catalogue(papers=papers), Inline())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_text_has_the_links_a_person_would_make(case):
    """Words covered, address and kind of each link are those of the golden case."""
    found = enriched(Paper(id="x", title="", abstract=case["text"])).links.get("x", ())
    assert [[item.surface, item.link.url, item.link.kind] for item in found] == case["links"]


URLISH = st.lists(
    st.sampled_from(
        [
            "https://",
            "http: //",
            "github.com",
            "/",
            " ",
            "x",
            ".",
            "(",
            ")",
            "\\url{",
            "}",
            "Ab1",
            "www.",
            "ä",
            "\n",
            "://",
        ]
    ),
    max_size=20,
).map("".join)


@given(st.one_of(URLISH, st.text(max_size=60)))
@settings(max_examples=300, deadline=None)
def test_every_link_covers_its_own_words(text):
    """A found link's surface stands where it says, links do not overlap, and each is an absolute web address."""
    end = 0
    for found in enriched(Paper(id="x", title="", abstract=text)).links.get("x", ()):
        assert text[found.start : found.start + len(found.surface)] == found.surface
        assert found.start >= end
        assert found.link.url.lower().startswith(("http://", "https://", "ftp://"))
        assert not any(c.isspace() for c in found.link.url)
        end = found.start + len(found.surface)


def test_links_of_joins_records_text_and_people():
    """A paper's links are the record's own, then those of its text, each once, and what people say wins."""
    paper = Paper(
        id="x",
        title="",
        abstract="See https://github.com/a/b and https://a.org.",
        links=(Link("https://github.com/a/b/", "code"),),
    )
    change = Change(add=("https://b.org",), remove=("https://a.org/",))
    catalogue = links.enrich(Catalogue(papers=(paper,), corrections={"x": Correction(links=change)}), Inline())
    assert [link.url for link in catalogue.links_of(paper)] == ["https://github.com/a/b/", "https://b.org"]
