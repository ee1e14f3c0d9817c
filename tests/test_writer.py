"""Laws of the writer: only changes are written, only our own files are removed, a person's files are never touched."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat import writer
from papercat.errors import Failure
from papercat.page import Page

NAMES = st.sampled_from(["index.md", "papers/a.md", "papers/b.md", "papers/c/d.md", "tags/index.md", "search/t.bin"])
SITES = st.dictionaries(NAMES, st.binary(max_size=20))


def _pages(site: dict[str, bytes]) -> Iterator[Page]:
    return (Page(path, content) for path, content in site.items())


def _tree(docs: Path) -> dict[str, bytes]:
    """Return every file but the writer's own by path."""
    return {
        file.relative_to(docs).as_posix(): file.read_bytes()
        for file in docs.rglob("*")
        if file.is_file() and writer.STATE not in file.parts
    }


def _times(docs: Path) -> dict[str, int]:
    return {str(file): file.stat().st_mtime_ns for file in docs.rglob("*")}


@given(first=SITES, second=SITES)
@settings(max_examples=60)
def test_the_disk_holds_exactly_the_last_pages(
    tmp_path_factory: pytest.TempPathFactory, first: dict[str, bytes], second: dict[str, bytes]
) -> None:
    """After any two runs the folder holds what the second one made, and no empty folder of the first is left."""
    docs = tmp_path_factory.mktemp("docs")
    writer.write(docs, _pages(first))
    written = writer.write(docs, _pages(second))
    assert _tree(docs) == second
    assert set(written.changed) == {path for path in second if first.get(path) != second[path]}
    assert set(written.removed) == first.keys() - second.keys()
    assert all(any(folder.iterdir()) for folder in docs.iterdir() if folder.is_dir())


@given(site=SITES)
@settings(max_examples=30)
def test_a_second_run_writes_nothing(tmp_path_factory: pytest.TempPathFactory, site: dict[str, bytes]) -> None:
    """The same pages again touch neither a file nor a folder, the writer's own included."""
    docs = tmp_path_factory.mktemp("docs")
    writer.write(docs, _pages(site))
    before = _times(docs)
    again = writer.write(docs, _pages(site))
    assert _times(docs) == before
    assert (again.changed, again.removed, again.kept) == ((), (), ())
    assert set(again.same) == site.keys()


@given(persons=SITES, first=SITES, second=SITES)
@settings(max_examples=60)
def test_a_persons_files_stay(
    tmp_path_factory: pytest.TempPathFactory,
    persons: dict[str, bytes],
    first: dict[str, bytes],
    second: dict[str, bytes],
) -> None:
    """What a person wrote is neither overwritten nor removed; it is reported where it stands in a page's way."""
    docs = tmp_path_factory.mktemp("docs")
    for path, content in persons.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_bytes(b"by hand" + content)
    held = _tree(docs)
    writer.write(docs, _pages(first))
    written = writer.write(docs, _pages(second))
    assert _tree(docs) == second | held
    assert set(written.kept) == second.keys() & held.keys()


@given(first=SITES, second=SITES, stop=st.integers(0, 8))
@settings(max_examples=60)
def test_a_killed_run_is_made_good(
    tmp_path_factory: pytest.TempPathFactory, first: dict[str, bytes], second: dict[str, bytes], stop: int
) -> None:
    """Whichever file a run dies at, the next one knows its files again and ends as if nothing had happened."""
    docs = tmp_path_factory.mktemp("docs")
    writer.write(docs, _pages(first))
    count = 0

    def dying(source: str, target: str) -> None:
        nonlocal count
        count += 1
        if count > stop:
            raise KeyboardInterrupt
        Path(source).rename(target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", dying)
        try:
            writer.write(docs, _pages(second))
        except KeyboardInterrupt:
            assert all(content in (first.get(path), second.get(path)) for path, content in _tree(docs).items())
    written = writer.write(docs, _pages(second))
    assert _tree(docs) == second
    assert not written.kept
    writer.write(docs, _pages({}))
    assert _tree(docs) == {}


@pytest.mark.parametrize(
    "path",
    ["../x.md", "/etc/x.md", "a/../../x.md", "a//b.md", "", ".", "a\\b.md", "a\0b.md", ".papercat/manifest.json"],
)
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    """Nothing is written outside `docs`, nor over the writer's own state."""
    with pytest.raises(Failure, match="not below docs"):
        writer.write(tmp_path / "docs", [Page(path, "x")])
    assert _tree(tmp_path) == {}


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A symbolic link among the folders does not carry pages elsewhere."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "papers").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Failure, match="leads out of"):
        writer.write(tmp_path / "docs", [Page("papers/deep/a.md", "x")])
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_deleted_file_comes_back(tmp_path: Path) -> None:
    """A generated file that somebody deleted is made again, though its content did not change."""
    site = {"papers/a.md": b"one", "papers/b.md": b"two"}
    writer.write(tmp_path, _pages(site))
    assert writer.intact(tmp_path)
    (tmp_path / "papers/a.md").unlink()
    assert not writer.intact(tmp_path)
    assert writer.write(tmp_path, _pages(site)).changed == ("papers/a.md",)
    assert _tree(tmp_path) == site


def test_an_edited_file_is_the_persons_now(tmp_path: Path) -> None:
    """A generated file that somebody edited is kept and reported, until they delete it."""
    writer.write(tmp_path, [Page("papers/a.md", "ours"), Page("papers/b.md", "ours")])
    (tmp_path / "papers/a.md").write_text("better")
    assert not writer.intact(tmp_path)
    assert writer.write(tmp_path, [Page("papers/a.md", "ours, new")]).kept == ("papers/a.md",)
    assert writer.write(tmp_path, []).kept == ()
    assert _tree(tmp_path) == {"papers/a.md": b"better"}
    (tmp_path / "papers/a.md").unlink()
    assert writer.write(tmp_path, [Page("papers/a.md", "ours, new")]).changed == ("papers/a.md",)


def test_a_touched_file_is_left_alone(tmp_path: Path) -> None:
    """A new time stamp alone, as a copy or a checkout gives, causes no writing."""
    writer.write(tmp_path, [Page("a.md", "same")])
    os.utime(tmp_path / "a.md", (1, 1))
    assert writer.write(tmp_path, [Page("a.md", "same")]).changed == ()
    assert (tmp_path / "a.md").stat().st_mtime == 1


def test_two_pages_of_one_path_are_an_error(tmp_path: Path) -> None:
    """One would silently replace the other."""
    with pytest.raises(Failure, match=r"two pages want the file 'a.md'"):
        writer.write(tmp_path, [Page("a.md", "x"), Page("a.md", "y")])


@pytest.mark.parametrize("stands", ["papers", "papers/a.md"])
def test_a_file_where_a_folder_is_needed_and_the_reverse(tmp_path: Path, stands: str) -> None:
    """A person's file in the way of a folder, or folder in the way of a file, ends in a clear failure or is kept."""
    path = tmp_path / stands
    if stands == "papers":
        path.write_text("by hand")
        with pytest.raises(Failure, match="cannot write below"):
            writer.write(tmp_path, [Page("papers/a.md", "x")])
        assert path.read_text() == "by hand"
    else:
        path.mkdir(parents=True)
        assert writer.write(tmp_path, [Page("papers/a.md", "x")]).kept == ("papers/a.md",)


def test_text_that_has_no_utf8_is_written_with_a_mark(tmp_path: Path) -> None:
    """A lone surrogate becomes a question mark, not a crash."""
    writer.write(tmp_path, [Page("a.md", "a\ud800b")])
    assert (tmp_path / "a.md").read_bytes() == b"a?b"


def test_a_page_that_stays_needs_no_content(tmp_path: Path) -> None:
    """What a file was made of is remembered, and the file can stay without being made again."""
    writer.write(tmp_path, [Page("a.md", "ours", "one"), Page("b.md", "ours", "one"), Page("c.md", "ours")])
    assert writer.Desk(tmp_path).made_of == {"a.md": "one", "b.md": "one"}
    (tmp_path / "b.md").write_text("mine")
    again = writer.write(tmp_path, [Page("a.md", "", "one", _never), Page("c.md", "ours", "two")])
    assert (again.changed, again.same, again.removed) == ((), ("a.md", "c.md"), ())
    assert writer.Desk(tmp_path).made_of == {"a.md": "one", "c.md": "two"}
    assert _tree(tmp_path) == {"a.md": b"ours", "b.md": b"mine", "c.md": b"ours"}


def test_a_page_that_would_stay_is_made_where_its_file_does_not_lie_as_it_was_left(tmp_path: Path) -> None:
    """What somebody took away comes back, and what a person changed is theirs."""
    writer.write(tmp_path, [Page("a.md", "ours", "one"), Page("b.md", "ours", "one")])
    (tmp_path / "a.md").write_text("mine, and longer")
    (tmp_path / "b.md").unlink()
    again = writer.write(tmp_path, [Page(path, "", "one", lambda: "ours") for path in ("a.md", "b.md")])
    assert (again.changed, again.kept) == (("b.md",), ("a.md",))
    assert _tree(tmp_path) == {"a.md": b"mine, and longer", "b.md": b"ours"}


def _never() -> str:
    pytest.fail("a page that stays was made")
