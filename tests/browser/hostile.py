"""Makes a site of fabricated hostile records: each payload in every field of a paper."""

import json
from collections.abc import Iterator
from pathlib import Path

from stage import built, papercat

CASES = Path(__file__).parent / "cases"
BEACON = "__pwn({number})"
"""What a payload does when it runs; the test's browser counts the calls."""


def payloads() -> list[str]:
    """Return the payloads, each with its own number in the beacon."""
    lines = (CASES / "payloads.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        json.loads(line).replace("PWN", BEACON.format(number=number)).replace("NUM", str(number))
        for number, line in enumerate(lines, 1)
    ]


def _records() -> Iterator[dict]:
    """Yield a harmless paper that shares what papers share, then a paper a payload."""
    for number, bad in enumerate(payloads(), 1):
        yield {
            "title": f"{bad}",
            "abstract": f"This paper is fabricated. {bad} It is about question answering with BERT. {bad}\n\n{bad}",
            "authors": [
                {"name": bad, "affiliation": bad, "orcid": bad},
                {"name": f"Ada {bad}"},
                {"name": "Ada Example"},
            ],
            "date": f"{2000 + number % 20}",
            "venue": bad,
            "ids": {"doi": bad, "arxiv": bad, bad: bad},
            "links": [
                {"url": f"https://example.org/{bad}", "kind": "code", "label": bad},
                {"url": "https://example.org/?" + "".join(bad.split()), "kind": "dataset", "label": bad},
                {"url": "javascript:__pwn(0)", "kind": "project", "label": "a script"},
            ],
            "keywords": [bad, "fabricated"],
            "status": "retracted",
            "status_note": bad,
            "extra": {bad: bad},
        }


def _vocabulary() -> str:
    """Return people's vocabulary with payloads as labels, aliases and ids; the papers have the aliases' words."""
    words = ("question answering", "fabricated", "paper")
    tags = {
        f"tag-{number}": {"label": bad, "aliases": [words[number % 3], f"x {bad}"], "facet": "task", "broader": [bad]}
        for number, bad in enumerate(payloads())
    }
    return json.dumps(tags)


def make(root: Path) -> None:
    """Make a catalogue in `root`, add the records of people with and without ill will, build its site."""
    done = papercat("new", root)
    assert done.returncode == 0, done.stderr
    (root / "docs/catalogue/vocabulary.yml").write_text(_vocabulary(), encoding="utf-8")
    records = root / "hostile.jsonl"
    records.write_text("".join(json.dumps(record) + "\n" for record in _records()), encoding="utf-8")
    for file in (records, CASES / "bad.jsonl"):
        done = papercat("add", file, "--root", root)
        assert done.returncode == 0, done.stdout + done.stderr
    built(root)
