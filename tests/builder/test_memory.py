"""What is taken over from the last site is what a build would make again."""

from pathlib import Path

import pytest

from papercat.builder.memory import Kept, Memory, Note, Usable, encoded, joined, read, untouched, usable

FRAME = Note("hide: [toc]", "papers/a/", (1, 2), "d1")
OTHER = Note("hide: [toc]", "tags/a/", (1,), "d2")


def _kept(markdown: str, frame: int = 0) -> Kept:
    return Kept(markdown, frame, ("top",), (("names/index.md", "bert"),), 3, 4)


MEMORY = Memory(
    "me",
    (FRAME, OTHER),
    {"a.md": _kept("1"), "b.md": _kept("2"), "t.md": _kept("3", 1), "n.md": _kept("")},
    ("x.png", "about.md"),
)
FILES = {"a.md", "b.md", "t.md", "n.md", "x.png", "about.md", "new.md"}


def _usable(maker: str = "me", files: frozenset[str] = frozenset(FILES), same: frozenset[Note] | None = None) -> Usable:
    ours = {"a.md": "1", "b.md": "changed", "t.md": "3", "n.md": "", "new.md": "5"}
    good = {FRAME, OTHER} if same is None else same
    return usable(MEMORY, maker, files, ours, lambda note: note in good)


def test_pages_with_the_same_source_and_frame_are_usable() -> None:
    """A page whose Markdown changed or was never digested is made again."""
    assert set(_usable().pages) == {"a.md", "t.md"}


def test_a_frame_that_comes_out_differently_takes_its_pages_with_it() -> None:
    """A theme, navigation or setting that changes a frame changes all pages in it, and no other."""
    assert set(_usable(same=frozenset({OTHER})).pages) == {"t.md"}


@pytest.mark.parametrize("gone", ["about.md", "x.png"])
def test_after_a_file_is_gone_pages_that_link_to_it_are_made_again(tmp_path: Path, gone: str) -> None:
    """The others stay, whatever names they mention without a link."""
    last = tmp_path / "index.html"
    last.write_bytes(b"abc")
    look = last.stat()
    kept = Kept("1", 0, (), (), look.st_size, look.st_mtime_ns)
    known = _usable(files=frozenset(FILES - {gone}))._replace(pages={"a.md": kept})

    def stays(text: str) -> bool:
        (tmp_path / "a.md").write_text(text, encoding="utf-8")
        return known.stays("a.md", str(tmp_path / "a.md"), str(last)) == kept

    assert stays(f"[A](other.md) {gone} [B](https://example.org/{gone}.html) [C](s{gone})")
    assert not stays(f"[A](other.md), [B]({gone})")
    assert not stays(f"[A](../papers/{gone}#anchor)")


def test_a_generated_page_that_is_gone_takes_no_other_with_it() -> None:
    """What led to it has other Markdown now."""
    assert not _usable(files=frozenset(FILES - {"b.md"})).gone


def test_after_a_file_of_a_strange_name_is_gone_nothing_is_usable() -> None:
    """A link may spell it in several ways."""
    memory = Memory("me", MEMORY.frames, MEMORY.pages, ("a b.png",))
    ours = {"a.md": "1"}
    assert not usable(memory, "me", FILES, ours, lambda _: True).pages
    assert usable(memory, "me", FILES | {"a b.png"}, ours, lambda _: True).pages


def test_other_programs_make_everything_anew() -> None:
    """Another version of anything that makes pages is a reason to make them."""
    assert not _usable("another").pages


def test_what_is_read_is_what_was_written(tmp_path: Path) -> None:
    """The memory survives the disk; anything else in its place is no memory."""
    file = tmp_path / "pages.bin"
    file.write_bytes(encoded(MEMORY))
    assert read(file) == MEMORY
    for broken in (b"", b"\xff", encoded(MEMORY)[:-5], b'{"pages": 1}'):
        file.write_bytes(broken)
        assert read(file) == Memory()
    assert read(tmp_path / "missing") == Memory()


def test_joined_memories_say_of_each_page_what_they_said() -> None:
    """Frames are numbered anew, each once, and those that no page has any longer are forgotten."""
    stayed = Memory("", (FRAME, OTHER), {"t.md": _kept("3", 1)})
    made = [Memory("", (FRAME,), {"a.md": _kept("1")}), Memory("", (OTHER, FRAME), {"b.md": _kept("2", 1)})]
    both = joined("me", [stayed, *made])
    assert {source: both.frames[kept.frame] for source, kept in both.pages.items()} == {
        "t.md": OTHER,
        "a.md": FRAME,
        "b.md": FRAME,
    }
    assert (both.maker, sorted(note.digest for note in both.frames)) == ("me", ["d1", "d2"])
    assert joined("me", [stayed]).frames == (OTHER,)


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
