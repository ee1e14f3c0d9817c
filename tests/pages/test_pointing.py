"""Papers that lead to a paper without being led to by it, on fabricated catalogues."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.catalogue import Catalogue
from papercat.insight import Related
from papercat.pages import shelf
from papercat.pages.shelf import Shelf
from papercat.records import Paper
from papercat.render import Templates
from papercat.settings import Options, Settings

SHOWN = 2
IDS = [f"p{number}" for number in range(6)]
TIES = st.dictionaries(
    st.sampled_from(IDS), st.lists(st.tuples(st.sampled_from([*IDS, "gone"]), st.sampled_from((0.2, 0.5))), max_size=4)
)


@given(TIES)
def test_a_paper_points_where_it_shows_a_related_one(ties: dict[str, list[tuple[str, float]]]) -> None:
    """By likeness, then in catalogue order; not where the other one shows it, too, and not beyond what is shown."""
    related = {one: tuple(Related(*tie) for tie in some) for one, some in ties.items()}
    papers = tuple(Paper(id=one, title=one) for one in IDS)
    made = Shelf(Catalogue(papers=papers, related=related), Settings(options=Options(related=SHOWN)), Templates())
    shown = [(one, other.id, other.score) for one in IDS for other in related.get(one, ())[:SHOWN]]
    pairs = {(one, other) for one, other, _ in shown}
    for paper in IDS:
        single = [(-score, one) for one, other, score in shown if other == paper and (paper, one) not in pairs]
        assert made.pointing.get(paper, []) == [one for _, one in sorted(single)]


def test_of_many_papers_no_more_point_than_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The likeliest stay; a page that shows few related papers is no list of eighty others."""
    monkeypatch.setattr(shelf, "MANY", len(IDS) - 1)
    related = {one: (Related("p0", int(one[1:]) / 10),) for one in IDS[1:]}
    papers = tuple(Paper(id=one, title=one) for one in IDS)
    made = Shelf(Catalogue(papers=papers, related=related), Settings(options=Options(related=SHOWN)), Templates())
    assert made.pointing == {"p0": ["p5", "p4"]}
