"""The catalogue on disk: nothing is lost, whatever happens to the run or to the files."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from papercat import store
from papercat.errors import Failure, Fault
from papercat.records import Author, Link, Paper, Source, as_line
from papercat.store import atomic

DAY, LATER = "2026-01-01", "2026-02-02"


def paper(title: str, date: str = "", **fields: object) -> Paper:
    """Return a fabricated record."""
    told = {"sources": (Source("fabricated.jsonl", title),), "authors": (Author("Ann Lee"),), **fields}
    return Paper(id="", title=title, date=date, **told)  # type: ignore[arg-type]  # by name


def content(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_papers_lie_by_year_and_come_back(tmp_path: Path) -> None:
    """What was saved is loaded; a paper without a date lies with the undated; a second run changes no byte."""
    papers = [paper("Ice on seas", "2019-05"), paper("Salt in water", "2020"), paper("No date at all")]
    faults = {"fabricated.jsonl": [Fault(file="fabricated.jsonl", line=3, reason="bad", raw="x")]}
    merged = store.update(tmp_path, papers, faults, DAY)
    before = content(tmp_path)
    assert sorted(before) == ["2019.jsonl", "2020.jsonl", "faults/fabricated-jsonl.jsonl", "undated.jsonl"]
    stored = store.load(tmp_path)
    assert stored.papers == merged.papers
    assert stored.faults == tuple(faults["fabricated.jsonl"])
    assert len(store.update(tmp_path, papers, faults, LATER).same) == 3
    assert content(tmp_path) == before


def test_faults_of_a_source_are_renewed(tmp_path: Path) -> None:
    """Reading a source again replaces its faults, and without any its file goes; other sources' faults stay."""
    store.save(tmp_path, (), {"a": [Fault(file="a", reason="one")], "b": [Fault(file="b", reason="two")]})
    store.save(tmp_path, (), {"a": [Fault(file="a", reason="three")]})
    assert [fault.reason for fault in store.load(tmp_path).faults] == ["three", "two"]
    store.save(tmp_path, (), {"a": []})
    assert [fault.reason for fault in store.load(tmp_path).faults] == ["two"]
    assert not (tmp_path / "faults" / "a.jsonl").exists()


def test_a_bad_line_is_a_fault_and_stays(tmp_path: Path) -> None:
    """A line that a person broke is named with place and guess, and every save carries it along."""
    store.update(tmp_path, [paper("Ice on seas", "2019")], {}, DAY)
    bad = ['{"id":"x","titel":"A"}', '{"id":"../x","title":"A"}', '{"id":"y","title":"A","authors":[{"name":3}]}', "{"]
    bad += ['{"id":"z","title":"A","links":[{"url":"javascript:alert(1)"}]}', '{"id":"w","title":"A","date":"soon"}']
    with (tmp_path / "2019.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n".join(bad) + "\n")
    faults = list(map(str, store.load(tmp_path).faults))
    assert len(faults) == len(bad)
    assert "2019.jsonl:2" in faults[0]
    assert "did you mean 'title'?" in faults[0]
    assert "$.authors[0].name" in faults[2]
    store.update(tmp_path, [paper("Another of 2019", "2019")], {}, LATER)
    lines = (tmp_path / "2019.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines[2:] == bad
    assert len(store.load(tmp_path).papers) == 2


def test_a_file_by_another_name_is_told_of(tmp_path: Path) -> None:
    """Records in `2O24.jsonl`, or a list that somebody put beside them, are read by nobody."""
    for name in ("2O24.jsonl", "papers.bib", "2024.jsonl"):
        (tmp_path / name).write_text('{"id":"x","title":"A"}\n', encoding="utf-8")
    stored = store.load(tmp_path)
    assert len(stored.papers) == 1
    assert [fault.file for fault in store.own(stored.faults)] == ["2O24.jsonl", "papers.bib"]
    assert "expected a year such as 2024.jsonl, or undated.jsonl" in str(stored.faults[0])


def test_an_unknown_field_is_kept_and_reported(tmp_path: Path) -> None:
    """What a person wrote under a name that we do not know goes to `extra`."""
    (tmp_path / "2019.jsonl").write_text('{"id":"x","title":"A","wenue":"ICML"}\n', encoding="utf-8")
    stored = store.load(tmp_path)
    assert stored.papers[0].extra == {"wenue": "ICML"}
    assert "did you mean 'venue'?" in str(stored.faults[0])


def test_a_default_that_was_written_out_is_no_loss(tmp_path: Path) -> None:
    """A line that says `"kind":"other"` of a link, which is the default, is a record like one that does not say it."""
    said = b'{"id":"ice","title":"Ice","links":[{"url":"https://fabricated.example/","kind":"other"}],"status":""}\n'
    (tmp_path / "2019.jsonl").write_bytes(said)
    stored = store.load(tmp_path)
    assert stored.faults == ()
    assert [link.kind for one in stored.papers for link in one.links] == ["other"]


def test_records_of_another_process_give_the_same_bytes() -> None:
    """Files are read by several processes: a default that came back from one of them is as absent as any other."""
    one = paper("Ice", links=(Link("https://fabricated.example/", "other"),))
    assert b"kind" not in as_line(pickle.loads(pickle.dumps(one)))  # noqa: S301 - what was just made


@pytest.mark.parametrize("extra", [{}, {"a": [1, {"b": None}]}, {"half a character": "\ud800"}, {"large": 2**70}])
def test_a_record_is_the_same_in_another_process(extra: dict[str, object]) -> None:
    """Whatever a source left in it, a record travels between processes unchanged."""
    one = paper("Ice", ids={"arxiv": "2001.00001"}, keywords=("ice", "snow"), extra=extra)
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - what was just made


def test_a_killed_run_that_left_a_paper_twice_is_healed(tmp_path: Path) -> None:
    """A paper in two year files is one paper; the next save leaves it in one."""
    (tmp_path / "2019.jsonl").write_text('{"id":"x","title":"Ice","date":"2019"}\n', encoding="utf-8")
    (tmp_path / "2020.jsonl").write_text('{"id":"x","title":"Ice","date":"2020"}\n', encoding="utf-8")
    stored = store.load(tmp_path)
    assert [p.date for p in stored.papers] == ["2020"]
    store.save(tmp_path, stored.papers)
    assert sorted(content(tmp_path)) == ["2020.jsonl"]


def test_papers_that_change_places_are_never_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped after any number of files, a save that moves papers between years has both of them on disk."""
    store.save(tmp_path, [Paper(id="a", title="A", date="2019"), Paper(id="b", title="B", date="2020")])
    moved = [Paper(id="a", title="A", date="2020"), Paper(id="b", title="B", date="2019")]
    replace, done = Path.replace, 0

    def stopping(self: Path, target: Path) -> Path:
        nonlocal done
        made = replace(self, target)
        done += 1
        assert {p.id for p in store.load(tmp_path).papers} == {"a", "b"}, done
        return made

    monkeypatch.setattr(Path, "replace", stopping)
    store.save(tmp_path, moved)
    assert done >= 2
    assert [p.date for p in store.load(tmp_path).papers] == ["2020", "2019"]


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that refuses is one clear failure; the old files are whole and no temporary file is left."""
    store.update(tmp_path, [paper("Ice on seas", "2019")], {}, DAY)
    before = content(tmp_path)

    def full(path: Path, content: bytes) -> None:
        if path.name.endswith("2021.jsonl"):
            raise OSError(28, "No space left on device")
        path.write_bytes(content)

    monkeypatch.setattr(atomic, "_write", full)
    with pytest.raises(Failure, match="No space left on device"):
        store.update(tmp_path, [paper("Salt in water", "2020"), paper("Late", "2021")], {}, DAY)
    assert content(tmp_path) == before


def test_a_second_run_waits_and_says_for_whom(tmp_path: Path) -> None:
    """The lock names its holder, ends with its process, and leaves no file behind."""
    code = f"import pathlib, papercat.store as s\nwith s.locked(pathlib.Path({str(tmp_path)!r}), 0.2): pass"
    with store.locked(tmp_path):
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert f"in use by process {os.getpid()}" in run.stderr
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert content(tmp_path) == {}


def test_corrections_are_applied_and_checked(tmp_path: Path) -> None:
    """Fields take the people's word, lists may be short, and what leads nowhere is a fault with a guess."""
    store.update(tmp_path, [paper("Ice on seas", "2019")], {}, DAY)
    (tmp_path / "corrections.yml").write_text(
        "ice-on-seas:\n  date: 2019-06-12\n  authors: [Bo Xu, {name: Ann Lee, orcid: 0000-0000-0000-0001}]\n"
        "  ids: {arxiv: 1706.03760}\n  tags: {add: [ice], remove: [sea]}\n  titel: x\n  links: ['javascript:x']\n"
        "ice-on-sea:\n  venue: ICML\n",
        encoding="utf-8",
    )
    stored = store.load(tmp_path)
    (made,) = store.corrected(stored.papers, stored.corrections)
    assert made.date == "2019-06-12"
    assert made.ids == {"arxiv": "1706.03760"}
    assert [author.name for author in made.authors] == ["Bo Xu", "Ann Lee"]
    assert made.links == ()
    assert stored.corrections["ice-on-seas"].tags.add == ("ice",)
    told = "\n".join(map(str, stored.faults))
    assert "did you mean 'title'?" in told
    assert "did you mean 'ice-on-seas'?" in told
    assert "javascript" in told
    assert len(stored.faults) == 3


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            b"ice-on-seas: {date: yesterday}",
            "corrections.yml:1: ice-on-seas: date: 'yesterday' is no date; expected YYYY",
        ),
        (b"ice-on-seas: {title: [", "corrections.yml:2: no YAML: expected"),
        (b"\xff", "corrections.yml: no YAML: no UTF-8 text"),
        (b"ice-on-seas: \x07", "corrections.yml: no YAML: a character"),
        (b"- x", "corrections.yml:1: an entry without the id of a paper"),
    ],
)
def test_a_broken_correction_is_one_line_and_changes_nothing(written: bytes, told: str, tmp_path: Path) -> None:
    """It says where and what was expected, and the paper stays as its sources have it."""
    store.update(tmp_path, [paper("Ice on seas", "2019")], {}, DAY)
    (tmp_path / "corrections.yml").write_bytes(written + b"\n")
    stored = store.load(tmp_path)
    (fault,) = stored.faults
    assert str(fault).startswith(told)
    assert "\n" not in str(fault)
    assert store.corrected(stored.papers, stored.corrections) == stored.papers


def test_a_vocabulary_is_read_and_checked(tmp_path: Path) -> None:
    """Tags by id; an unknown facet is a fault with a guess, broken YAML one with its line."""
    file = tmp_path / "vocabulary.yml"
    file.write_text("sea-ice:\n  aliases: [floe]\n  facet: domain\nbad:\n  facet: domian\n", encoding="utf-8")
    stored = store.load(tmp_path)
    assert [(tag.id, tag.label, tag.facet, tag.aliases) for tag in stored.vocabulary] == [
        ("sea-ice", "sea ice", "domain", ("floe",))
    ]
    assert "did you mean 'domain'?" in str(stored.faults[0])
    file.write_text("a: [b\nc: d\n", encoding="utf-8")
    assert str(store.load(tmp_path).faults[0]).startswith("vocabulary.yml:2: no YAML")
