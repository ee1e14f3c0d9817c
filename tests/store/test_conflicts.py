"""What a merge by git leaves in the catalogue's files. The papers are fabricated."""

from pathlib import Path

from papercat import store
from papercat.insight import Freshness

ICE, SNOW = '{"id":"ice","title":"Ice","date":"2019"%s}', '{"id":"snow","title":"Snow","date":"2019"}'


def test_both_sides_of_a_conflict_in_the_records_are_read(tmp_path: Path) -> None:
    """The two versions of a paper become one, each mark is named with its line, and the next save leaves marks out."""
    sides = [ICE % ',"venue":"ICML"', "||||||| base", ICE % "", "=======", ICE % ',"keywords":["cold"]', SNOW]
    lines = ["<<<<<<< HEAD", *sides, ">>>>>>> 1a2b3c4 (Harvest)"]
    (tmp_path / "2019.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    stored = store.load(tmp_path)
    assert [(one.id, one.venue, one.keywords) for one in stored.papers] == [
        ("ice", "ICML", ("cold",)),
        ("snow", "", ()),
    ]
    assert [fault.line for fault in stored.faults] == [1, 3, 5, 8]
    assert "2019.jsonl:1: a mark of a merge conflict; both sides are read" in str(stored.faults[0])
    store.save(tmp_path, stored.papers)
    assert store.load(tmp_path) == (stored._replace(faults=()))


def test_a_conflict_in_what_people_write_is_named(tmp_path: Path) -> None:
    """YAML says "mapping values are not allowed here"; the person learns what it is, and where it begins."""
    (tmp_path / "2019.jsonl").write_text(ICE % "" + "\n", encoding="utf-8")
    text = "# mine\n<<<<<<< HEAD\nice:\n  title: A\n=======\nice:\n  title: B\n>>>>>>> other\n"
    (tmp_path / store.CORRECTIONS).write_text(text, encoding="utf-8")
    (fault,) = store.load(tmp_path).faults
    assert str(fault).startswith("corrections.yml:2: no YAML: a merge conflict begins here")
    assert store.unread([fault]) == fault


def test_what_is_known_of_sources_outlives_a_merge(tmp_path: Path) -> None:
    """Of a file with both sides in it the whole lines count, the later attempt of each source."""
    a, b = Freshness("arxiv", "2026-01-01", 3, "2026-01-01"), Freshness("url", "2026-01-02", 1, "2026-01-02")
    store.note(tmp_path, [a, b])
    ours = (tmp_path / "sources.json").read_text(encoding="utf-8")
    store.note(tmp_path, [late := Freshness("arxiv", "2026-01-03", 5, "2026-01-03")])
    theirs = (tmp_path / "sources.json").read_text(encoding="utf-8")
    (tmp_path / "sources.json").write_text(f"<<<<<<< x\n{theirs}=======\n{ours}>>>>>>> y\n", encoding="utf-8")
    assert store.freshness(tmp_path) == (late, b)
    store.note(tmp_path, [b])
    assert (tmp_path / "sources.json").read_text(encoding="utf-8") == theirs
