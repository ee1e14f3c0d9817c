"""The documentation tells the truth: its examples run, its links lead somewhere."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases/docs"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TABLES = {"commands.md"}
"""Shows each command by itself, in no order that could be run; tests/cli holds it."""
FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ELSEWHERE = {"pip", "git"}
"""Commands of examples that need a network or change the machine; everything else is run."""


class Step(NamedTuple):
    """A command and what the page shows below it."""

    command: str
    shown: list[str]


class Given(NamedTuple):
    """A file that the page shows."""

    name: str
    text: str


def _hand_written(page: Path) -> bool:
    listed = subprocess.run(["git", "ls-files", "--error-unmatch", page], cwd=ROOT, capture_output=True, check=False)
    return listed.returncode == 0 or page.name == "README.md"


def _story(text: str) -> Iterator[Step | Given]:
    """Yield what a reader would do, in order: write the files that are shown, type the commands."""
    for language, title, body in FENCE.findall(text):
        if title:
            yield Given(title, body)
        elif language == "console":
            step: Step | None = None
            for line in body.splitlines():
                if line.startswith("$ "):
                    if step:
                        yield step
                    step = Step(re.sub(r"\s+#.*", "", line[2:]), [])
                elif step:
                    step.shown.append(line)
            if step:
                yield step


def _pattern(lines: list[str]) -> re.Pattern[str]:
    """Return what output must look like; `…` stands for anything."""
    return re.compile(".*".join(map(re.escape, "\n".join(lines).split("…"))), re.DOTALL)


def _run(step: Step, where: Path) -> Path:
    """Run one command, compare its output, and return the folder to go on in."""
    words = shlex.split(step.command)
    if words[0] == "cd":
        return where / words[1]
    if words[0] in ELSEWHERE or words[:2] == ["papercat", "serve"]:
        return where
    assert words[0] in {"papercat", "ls", "cat"}, f"unknown command in an example: {step.command}"
    if words[0] == "papercat":
        words[:1] = [sys.executable, "-m", "papercat"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(words, cwd=where, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{step.command}: {done.stdout}{done.stderr}"
    if any(step.shown):
        assert _pattern(step.shown).fullmatch(done.stdout.rstrip("\n")), f"{step.command} printed:\n{done.stdout}"
    return where


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, id=page.name)
        for page in PAGES
        if "```console" in page.read_text() and page.name not in TABLES
    ],
)
def test_examples_run(page: Path, tmp_path: Path) -> None:
    """Each `console` example does what the page says, in a folder where the files that the page shows lie."""
    for sample in CASES.iterdir():
        shutil.copy(sample, tmp_path)
    where = tmp_path
    for part in _story(page.read_text(encoding="utf-8")):
        if isinstance(part, Given):
            (where / part.name).write_text(part.text, encoding="utf-8")
        else:
            where = _run(part, where)


@pytest.mark.parametrize("page", [page for page in PAGES if _hand_written(page)], ids=lambda page: page.name)
def test_links_between_files_lead_somewhere(page: Path) -> None:
    """A relative link in a hand-written page names a file that is there, or one that Papercat makes."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    made = re.compile(r"(papers|tags|names|authors|venues|years|trends|quality|search|map|digest)/|index\.md")
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in target]
    assert [t for t in targets if not (page.parent / t).exists() and not made.match(t)] == []
