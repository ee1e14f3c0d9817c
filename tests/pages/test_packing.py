"""Downloads are packed in blocks, and a block of the last file is as good as a new one."""

import gzip

from hypothesis import given
from hypothesis import strategies as st

from papercat.outputs import Piece
from papercat.pages.last import Last
from papercat.pages.packing import Packed, packed

PATH = "downloads/fabricated.txt.gz"
LINES = [f"Line {number} of fabricated text.\n".encode() for number in range(2000)]


NONE = Packed(b"", "")


def _packed(lines: list[bytes], before: Packed = NONE, maker: str = "") -> tuple[Packed, int]:
    """Return the file, and how many of its lines were made for it."""
    made = []

    def make(line: bytes) -> bytes:
        made.append(line)
        return line

    last = Last({PATH: before.made_of}, maker, lambda _: before.content)
    return packed((Piece(make, (line,)) for line in lines), last, PATH), len(made)


def test_a_block_of_the_last_file_is_not_made_again() -> None:
    """One more line costs the block that it comes into; the file is that of a clean run, and unpacks to all lines."""
    before, first = _packed([*LINES[:700], *LINES[701:]])
    after, again = _packed(LINES, before)
    assert first == len(LINES) - 1
    assert 0 < again < len(LINES) // 3
    assert after == _packed(LINES)[0]
    assert gzip.decompress(after.content) == b"".join(LINES)
    assert _packed(LINES, after) == (after, 0)


def test_another_maker_makes_every_block() -> None:
    """What other programs or settings left is not taken over."""
    before, _ = _packed(LINES, maker="one")
    other, made = _packed(LINES, before, "other")
    assert made == len(LINES)
    assert other.content == before.content, "the file itself says nothing of who made it"


def test_a_file_that_was_touched_is_not_read() -> None:
    """Where the last run's file does not lie as it was left, all is made."""
    left = Last({}, "", lambda _: _packed(LINES)[0].content)
    assert left.left(PATH) == b""


@given(st.lists(st.sampled_from(LINES)), st.lists(st.sampled_from(LINES)), st.integers(0, 5000), st.binary(max_size=90))
def test_the_last_file_changes_no_byte(lines: list[bytes], old: list[bytes], cut: int, tail: bytes) -> None:
    """Whatever the last file held, and wherever it was cut off: what is made is what a clean run makes."""
    before, _ = _packed(old)
    clean, _ = _packed(lines)
    assert _packed(lines, before._replace(content=before.content[:cut] + tail))[0] == clean
    assert gzip.decompress(clean.content) == b"".join(lines)
