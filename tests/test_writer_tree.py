"""What a folder of thousands of files looks like, and how it goes."""

import os
from pathlib import Path

from papercat.writer.tree import Seen, remove, seen


def test_every_file_is_seen_by_its_path(tmp_path: Path) -> None:
    """Files of all depths, links as such; of no folder there are none."""
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/c.html").write_bytes(b"abc")
    (tmp_path / "d.html").write_bytes(b"")
    os.utime(tmp_path / "d.html", ns=(1, 2))
    (tmp_path / "a/link").symlink_to(tmp_path, target_is_directory=True)
    found = dict(seen(tmp_path))
    assert sorted(found) == ["a/b/c.html", "a/link", "d.html"]
    assert (found["a/b/c.html"].size, found["d.html"]) == (3, Seen(0, 2))
    assert not dict(seen(tmp_path / "missing"))


def test_a_folder_goes_with_all_below_it_and_nothing_else(tmp_path: Path) -> None:
    """What a link leads to stays, be it below the folder or the folder itself."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/file").write_bytes(b"x")
    (tmp_path / "ours/a/b").mkdir(parents=True)
    (tmp_path / "ours/a/b/file").write_bytes(b"x")
    (tmp_path / "ours/link").symlink_to(tmp_path / "theirs", target_is_directory=True)
    (tmp_path / "link").symlink_to(tmp_path / "theirs", target_is_directory=True)
    for name in ("ours", "link", "missing"):
        remove(tmp_path / name)
    assert not (tmp_path / "ours").exists()
    assert (tmp_path / "theirs/file").read_bytes() == b"x"
