"""Ids, slugs and URLs: stable, safe, and as python-slugify makes them."""

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from papercat import paths


@given(st.text(alphabet=st.sampled_from("abcXYZ0189 .-"), min_size=1, max_size=90))
def test_the_short_way_makes_what_slugify_makes(text: str) -> None:
    """Plain names take a short way to the same slug."""
    made = slugify(text, max_length=paths.SLUG_LIMIT, word_boundary=True, save_order=True)
    assert paths.slug(text) == (made if made and not paths.RESERVED.fullmatch(made) else paths.slug(text))


@given(st.text(max_size=300))
def test_a_slug_is_a_safe_file_name(text: str) -> None:
    """Whatever the text, a slug is short ASCII without dots or slashes, and never the name of a list's own file."""
    made = paths.slug(text)
    assert made
    assert made.isascii()
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(made) <= paths.SLUG_LIMIT + 2
    assert not paths.RESERVED.fullmatch(made)


@given(st.lists(st.one_of(st.text(), st.text("aB .-9"), st.sampled_from(("index", "Page 3", "--", "C++", "a\nb")))))
def test_many_slugs_are_those_of_each(texts: list[str]) -> None:
    """Made at once or one by one, they are the same."""
    assert paths.slugs(texts) == {text: paths.slug(text) for text in texts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Attention Is All You Need", "attention-is-all-you-need"),
        ("Éric Ü. Müller", "eric-u-muller"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("../../x", "x"),
        ("index", "x-index"),
        ("page-2", "x-page-2"),
        ("😀", "x-" + paths.digest("😀")),
    ],
)
def test_slugs_that_must_never_change(text: str, expected: str) -> None:
    """Slugs are for ever: these stand in people's links."""
    assert paths.slug(text) == expected


def test_namesakes_are_told_apart_by_what_they_are() -> None:
    """A taken slug gets a suffix that depends on the thing, not on the order of arrival."""
    first = paths.unique("A Title", (), "one")
    second = paths.unique("A Title", {first}, "two")
    assert first == "a-title"
    assert second.startswith("a-title-")
    assert second == paths.unique("A Title", {first}, "two")
    assert second != paths.unique("A Title", {first}, "three")


def test_an_id_is_short_and_ends_with_a_word() -> None:
    """Of a long title its beginning; a word longer than that is cut."""
    assert paths.unique("An Invented Title That Goes On and On Without Ever Coming to Its End", ()) == (
        "an-invented-title-that-goes-on-and-on-without-ever"
    )
    assert len(paths.unique("x" * 300, ())) == paths.ID_LIMIT


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("", "index.md"),
        ("tags/", "tags/index.md"),
        ("papers/x/", "papers/x.md"),
        ("tags/x/page-2/", "tags/x/page-2.md"),
    ],
)
def test_every_url_has_its_markdown_file(url: str, source: str) -> None:
    """The file of a page lies where MkDocs makes its URL of it."""
    assert paths.source(url) == source


@given(*[st.lists(st.sampled_from(["a", "b", "x.md"]), min_size=1, max_size=4).map("/".join)] * 2)
def test_a_link_between_files_is_the_way_of_file_systems(to: str, start: str) -> None:
    """From one file to another a link goes as posixpath says."""
    folder = posixpath.dirname(start)
    if folder != to and not folder.startswith(f"{to}/"):  # a file is no folder
        assert paths.relative(to, start) == posixpath.relpath(to, folder or ".")
