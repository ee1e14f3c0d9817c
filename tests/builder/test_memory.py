"""What is taken over from the last site is what a build would make again."""

from pathlib import Path

import pytest

from papercat.builder.memory import Kept, Memory, Note, encoded, read, untouched, usable

FRAME = Note("hide: [toc]", "papers/a/", (1, 2), "d1")
OTHER = Note("hide: [toc]", "tags/a/", (1,), "d2")


def _kept(markdown: str, frame: int = 0) -> Kept:
    return Kept(markdown, frame, ("top",), (("names/index.md", "bert"),), 3, 4)


MEMORY = Memory(
    "me", (FRAME, OTHER), {"a.md": _kept("1"), "b.md": _kept("2"), "t.md": _kept("3", 1), "n.md": _kept("")}, ("x.png",)
)
FILES = {"a.md", "b.md", "t.md", "n.md", "x.png", "new.md"}


def _usable(
    maker: str = "me", files: frozenset[str] = frozenset(FILES), same: frozenset[Note] | None = None
) -> set[str]:
    ours = {"a.md": "1", "b.md": "changed", "t.md": "3", "n.md": "", "new.md": "5"}
    good = {FRAME, OTHER} if same is None else same
    return set(usable(MEMORY, maker, files, ours, lambda note: note in good))


def test_pages_with_the_same_source_and_frame_are_usable() -> None:
    """A page whose Markdown changed or was never digested is made again."""
    assert _usable() == {"a.md", "t.md"}


def test_a_frame_that_comes_out_differently_takes_its_pages_with_it() -> None:
    """A theme, navigation or setting that changes a frame changes all pages in it, and no other."""
    assert _usable(same=frozenset({OTHER})) == {"t.md"}


@pytest.mark.parametrize("gone", ["b.md", "x.png"])
def test_after_a_file_is_gone_nothing_is_usable(gone: str) -> None:
    """A link to it may stand anywhere."""
    assert _usable(files=frozenset(FILES - {gone})) == set()


def test_other_programs_make_everything_anew() -> None:
    """Another version of anything that makes pages is a reason to make them."""
    assert _usable("another") == set()


def test_what_is_read_is_what_was_written(tmp_path: Path) -> None:
    """The memory survives the disk; anything else in its place is no memory."""
    file = tmp_path / "pages.bin"
    file.write_bytes(encoded(MEMORY))
    assert read(file) == MEMORY
    for broken in (b"", b"\xff", encoded(MEMORY)[:-5], b'{"pages": 1}'):
        file.write_bytes(broken)
        assert read(file) == Memory()
    assert read(tmp_path / "missing") == Memory()


def test_a_touched_page_is_seen(tmp_path: Path) -> None:
    """Size and time tell whether a file of the last site is as it was left."""
    file = tmp_path / "index.html"
    file.write_bytes(b"abc")
    look = file.stat()
    kept = Kept("1", 0, (), (), look.st_size, look.st_mtime_ns)
    assert untouched(str(file), kept)
    file.write_bytes(b"abcd")
    assert not untouched(str(file), kept)
    assert not untouched(str(tmp_path / "missing"), kept)
