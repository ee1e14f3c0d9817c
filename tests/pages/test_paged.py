"""Lists over several pages: numbered pages stay as they are when papers come."""

import re
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from papercat import paths
from papercat.pages.paged import Leaf, dated, leaves
from papercat.records import Paper
from papercat.words import Words

URL = partial(paths.entry, "tags", "fabricated")
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)(?:\{: rel=(\w+) \})?")
SIZES = st.integers(1, 30)


def _papers(count: int) -> list[Paper]:
    """Return invented papers, newest first; of the same number always the same oldest ones."""
    return [Paper(id=f"fabricated-{n}", title="T", date=str(1000 + n // 3)) for n in range(count, 0, -1)]


def _pages(count: int, per_page: int) -> dict[str, Leaf[Paper]]:
    """Return the pages of a list by their files, in the order in which they are read."""
    return {leaf.path: leaf for leaf in dated(_papers(count), per_page, URL, Words())}


@given(st.integers(0, 200), SIZES)
def test_every_paper_stands_on_a_page_and_on_one_numbered_page_at_most(count: int, per_page: int) -> None:
    """Read from page to page all papers come newest first; only what fills the front may come twice."""
    front, *numbered = _pages(count, per_page).values()
    assert front.first
    assert not any(leaf.first for leaf in numbered)
    read = [paper for leaf in numbered for paper in leaf.items]
    assert [*front.items[: count - len(read)], *read] == _papers(count)
    assert all(len(leaf.items) == per_page for leaf in numbered)
    assert list(front.items) == _papers(count)[: len(front.items)]
    assert min(count, max(1, per_page // 4)) <= len(front.items) <= per_page
    assert bool(numbered) == (count > per_page)


@given(st.integers(0, 200), st.integers(0, 40), SIZES)
def test_numbered_pages_stay_when_papers_come(count: int, more: int, per_page: int) -> None:
    """Each holds the same papers, and all but the last few, which now have others before them, the same bytes."""
    (_, *before), after = _pages(count, per_page).values(), _pages(count + more, per_page)
    assert [after[leaf.path].items for leaf in before] == [leaf.items for leaf in before]
    far = before if len(after) == len(before) + 1 else before[3:]
    assert [after[leaf.path] for leaf in far] == far


@given(st.integers(0, 200), SIZES)
def test_from_page_to_page_one_can_go_both_ways(count: int, per_page: int) -> None:
    """`Older` leads to the page that is read next, `Newer` back, and each page to the front and to the oldest."""
    made = list(_pages(count, per_page).values())
    ways = [{rel or label: to for label, to, rel in LINK.findall(leaf.pager)} for leaf in made]
    for (this, way), (other, back) in zip(
        zip(made, ways, strict=True), zip(made[1:], ways[1:], strict=True), strict=False
    ):
        assert way["next"] == paths.relative(other.path, this.path)
        assert back["prev"] == paths.relative(this.path, other.path)
        assert back["Newest"] == paths.relative(made[0].path, other.path)
        assert way["1"] == paths.relative(made[-1].path, this.path)
    assert "prev" not in ways[0]
    assert "next" not in ways[-1]


def test_what_a_page_says_of_its_place() -> None:
    """The front says how many pages there are, others their number and years; the pager counts down to the oldest."""
    front, newest, *_, oldest = _pages(67, 10).values()
    assert front.place == "7 pages"
    assert newest.place == "Page 6 from the oldest, 1017\N{EN DASH}1020"
    assert oldest.place == "Page 1 from the oldest, 1000\N{EN DASH}1003"
    assert [label for label, _, _ in LINK.findall(front.pager)] == ["6", "5", "1", "Older"]
    assert front.pager.startswith("**Newest** [6](fabricated/page-6.md)")
    assert "[Newer](page-2.md){: rel=prev }" in oldest.pager


def test_a_list_by_rank_is_counted_from_its_front() -> None:
    """The first of a list by number of papers stand on page 1, and the last page holds what is left over."""
    first, second, third = leaves("abcdefg", 3, partial(paths.listing, "names"), Words())
    assert [first.items, second.items, third.items] == ["abc", "def", "g"]
    assert (first.path, second.path) == ("names/index.md", "names/page-2.md")
    assert (first.place, second.place) == ("3 pages", "Page 2 of 3")
    assert "[Next](page-2.md){: rel=next }" in first.pager
