"""What a site is made with, as a preview sees it, which builds again and again."""

from functools import cache
from pathlib import Path

import pytest

from papercat.settings import Settings
from papercat.site import programs


def test_a_template_that_changes_meanwhile_is_another_maker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs are those that this process began with, templates those that the next build reads."""
    for name in programs.READ:
        (tmp_path / name).mkdir()
    (tmp_path / "code.py").write_text("one", encoding="utf-8")
    monkeypatch.setattr("importlib.resources.files", lambda _: tmp_path)
    # worked out once for a process, which other tests share
    monkeypatch.setattr(programs, "_programs", cache(programs._programs.__wrapped__))
    before = programs.maker(Settings())
    (tmp_path / "code.py").write_text("other", encoding="utf-8")
    assert programs.maker(Settings()) == before
    (tmp_path / "templates" / "paper.md.jinja").write_text("fabricated", encoding="utf-8")
    assert programs.maker(Settings()) != before
