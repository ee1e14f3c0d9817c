"""The workflows of a new catalogue: their own steps, taken from the YAML, run against a bare repository."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from services_that_misbehave import Server, services

from papercat import site
from papercat.cli import main
from papercat.site.fetching import KEYS

HOSTILE = (
    "A Fabricated $(touch owned) `touch owned` ${{ github.token }} \"'; touch owned; # Title\n### Which paper?\nowned"
)
ISSUE = "### Which paper?\n\npapers/{paper}/\n\n### Which field?\n\n{field}\n\n### What should it say?\n\n{value}\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Run the services on loopback."""
    with services() as running:
        yield running


class Repository:
    """A bare repository with a new catalogue, and what GitHub's runner would give a step."""

    def __init__(self, folder: Path, server: Server) -> None:
        """Make the catalogue and push it."""
        self.folder, self.bare = folder, folder / "remote.git"
        (folder / "bin").mkdir()
        for name in ("pip", "gh"):
            (folder / "bin" / name).write_text(f'#!/bin/sh\necho {name} "$@" >> "{folder}/called.txt"\n')
            (folder / "bin" / name).chmod(0o755)
        assert main(["new", str(folder / "first"), "--from", f"{server.url}/file/list.json"]) == 0
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.bare))
        self.git("init", "--quiet", "--initial-branch=main", at="first")
        self.commit("first", "A new catalogue")

    def git(self, *words: str, at: str = ".") -> str:
        """Run git and return what it says."""
        done = subprocess.run(
            ["git", *words], cwd=self.folder / at, env=self.environment({}), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (words, done.stderr)
        return done.stdout.strip()

    def commit(self, at: str, message: str) -> None:
        """Commit and push everything in a clone."""
        self.git("add", "--all", at=at)
        self.git("-c", "user.name=Fabricated", "-c", "user.email=f@example.org", "commit", "-qm", message, at=at)
        self.git("push", "--quiet", str(self.bare), "HEAD:main", at=at)

    def environment(self, more: dict[str, str]) -> dict[str, str]:
        """Return the variables of a step."""
        path = f"{self.folder}/bin:{Path(sys.executable).parent}:{os.environ['PATH']}"
        given = {"PATH": path, "HOME": str(self.folder), "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C.UTF-8"}
        files = {"GITHUB_OUTPUT": "output.txt", "GITHUB_STEP_SUMMARY": "summary.md"}
        told = {name: str(self.folder / file) for name, file in files.items()}
        return given | {"RUNNER_TEMP": str(self.folder), "GITHUB_ACTIONS": "true"} | told | more

    def clone(self, name: str) -> str:
        """Check the repository out as the runner does: one commit deep."""
        self.git("clone", "--quiet", "--depth", "1", self.bare.as_uri(), name)
        return name

    def run(self, workflow: str, at: str, *, before_push: str = "", fails: bool = False, **more: str) -> str:
        """Run the steps of the workflow's first job, expressions filled in from what GitHub would know.

        Returns what they print.
        """
        text = (self.folder / at / ".github/workflows" / f"{workflow}.yml").read_text(encoding="utf-8")
        job = next(iter(yaml.safe_load(text)["jobs"].values()))
        known = {"MAIL": "false", **dict.fromkeys(("PAPERCAT_SMTP", "PAPERCAT_MAIL_FROM", "PAPERCAT_MAIL_TO"), "")}
        known |= dict.fromkeys(KEYS.values(), "")
        known |= {"TOKEN": "t", "GH_TOKEN": "t", "GH_REPO": "o/r", "NUMBER": "7", "BRANCH": "main"}
        known |= {"REMOTE": self.bare.as_uri(), "SITE_URL": "https://example.org/"}
        said, failed = b"", False
        for step in job["steps"]:
            # those with a condition are for a run that failed
            if "run" not in step or failed != ("if" in step):
                continue
            assert "${{" not in step["run"], "an expression in a script"
            if step["name"] == "push" and before_push:
                self.commit(before_push, "Somebody pushes meanwhile")
            given = {name: known[name] for name in step.get("env", {})}
            command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
            done = subprocess.run(
                command, cwd=self.folder / at, env=self.environment(given | more), capture_output=True, check=False
            )
            failed = failed or done.returncode != 0
            assert failed <= fails, (step["name"], done.stdout, done.stderr)
            said += done.stdout
        assert failed == fails
        return said.decode()

    def log(self) -> list[str]:
        """Return the subjects of the published history, newest first."""
        return self.git("log", "--format=%s", "main", at="remote.git").splitlines()


def test_a_catalogue_lives(tmp_path: Path, server: Server) -> None:
    """New, built, news, a push meanwhile, a bad day, a correction: each leaves one commit that reads well."""
    repository = Repository(tmp_path, server)
    assert main(["build", "--root", str(tmp_path / "first")]) == 0
    assert len(list((tmp_path / "first/site/papers").glob("*/index.html"))) == 2
    server.count = 3
    other = repository.clone("other")
    (tmp_path / other / "docs/about.md").write_text("# About\n\nFabricated.\n", encoding="utf-8")
    said = tmp_path / other / "docs/catalogue/sources.json"
    # the same line that the harvest changes: git keeps both, and the later one counts
    said.write_text(said.read_text(encoding="utf-8").replace('"came":2', '"came":9'), encoding="utf-8")

    repository.run("harvest", repository.clone("one"), before_push=other)
    assert "Harvest of" in repository.log()[0]
    assert repository.log()[1:] == ["Somebody pushes meanwhile", "A new catalogue"]
    assert "url: 1 added, 0 updated, 2 same" in repository.git("log", "-1", "--format=%b", "main", at="remote.git")
    assert (tmp_path / "output.txt").read_text().startswith("commit=")
    assert "    url: 1 added, 0 updated, 2 same" in (tmp_path / "summary.md").read_text()

    (tmp_path / "output.txt").unlink()
    server.fault = "changed schema"
    repository.run("harvest", repository.clone("two"))
    server.fault = ""
    changed = repository.git("show", "--format=", "--name-only", "main", at="remote.git").splitlines()
    assert changed == ["docs/catalogue/sources.json"]

    paper = "a-fabricated-paper-of-url-number-0"
    event = {"issue": {"number": 7, "body": ISSUE.format(paper=paper, field="title", value=HOSTILE)}}
    (tmp_path / "event.json").write_text(json.dumps(event), encoding="utf-8")
    three = repository.clone("three")
    repository.run("correction", three, GITHUB_EVENT_PATH=str(tmp_path / "event.json"))
    assert repository.log()[0] == "Correct a paper as issue #7 says"
    assert "gh issue close 7" in (tmp_path / "called.txt").read_text()
    assert not list(tmp_path.rglob("owned"))
    kept = yaml.safe_load(repository.git("show", "main:docs/catalogue/corrections.yml", at="remote.git"))
    assert kept == {paper: {"title": HOSTILE.splitlines()[0]}}
    assert main(["build", "--root", str(tmp_path / three)]) == 0
    assert "A Fabricated $(touch owned)" in (tmp_path / three / f"site/papers/{paper}/index.html").read_text()


def test_a_correction_that_is_refused_is_answered(tmp_path: Path, server: Server) -> None:
    """The run fails, nothing is pushed, and the issue stays open with the reason in it, as text that does nothing."""
    repository = Repository(tmp_path, server)
    event = {"issue": {"number": 7, "body": ISSUE.format(paper="no-such-paper", field="title", value=HOSTILE)}}
    (tmp_path / "event.json").write_text(json.dumps(event), encoding="utf-8")
    repository.run("correction", repository.clone("one"), fails=True, GITHUB_EVENT_PATH=str(tmp_path / "event.json"))
    assert repository.log() == ["A new catalogue"]
    assert "gh issue comment 7" in (tmp_path / "called.txt").read_text()
    assert "close" not in (tmp_path / "called.txt").read_text()
    assert "\n    papercat: no paper with the id 'no-such-paper'" in (tmp_path / "comment.md").read_text()
    assert not list(tmp_path.rglob("owned"))


def test_a_push_that_is_refused_says_what_may_be_wrong(tmp_path: Path, server: Server) -> None:
    """A protected branch takes no push: git's reason and ours are in the log."""
    repository = Repository(tmp_path, server)
    hook = repository.bare / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho protected branch\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    server.count = 4
    said = repository.run("harvest", repository.clone("one"), fails=True)
    server.count = 2
    assert "::error::main takes no push" in said


def _files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_fresh_checkout_builds_only_what_changed(tmp_path: Path, server: Server) -> None:
    """What the last run of `publish.yml` packed is enough: pages and site stay, and equal those of a clean build."""
    server.fault = ""
    repository = Repository(tmp_path, server)
    at = repository.clone("runner")
    assert "0 same" in repository.run("publish", at)
    other = repository.clone("other")
    record = '{"id":"more","title":"One Fabricated Paper More","date":"2020","sources":[{"name":"x"}]}\n'
    (tmp_path / other / "docs/catalogue/2020.jsonl").write_text(record, encoding="utf-8")
    repository.commit(other, "One more")

    shutil.rmtree(tmp_path / at)
    changed = int(re.findall(r"pages (\d+) changed", repository.run("publish", repository.clone(at)))[0])
    quick = _files(tmp_path / at / "site")
    (tmp_path / "built.tar").unlink()
    shutil.rmtree(tmp_path / at)
    whole = int(re.findall(r"pages (\d+) changed", repository.run("publish", repository.clone(at)))[0])
    assert changed < whole
    assert quick == _files(tmp_path / at / "site")
    assert "papers/more/index.html" in quick


def test_a_catalogue_begins_with_a_question_to_arxiv(tmp_path: Path, server: Server) -> None:
    """What `papercat new --from arxiv:…` writes down is asked of the service, builds, and is the same the next day."""
    question = 'arxiv:cat:cs.CL AND abs:"state space model"'
    site.new(tmp_path / "papers", site.plan_of(question))
    config = tmp_path / "papers/mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("kind: arxiv\n", f"kind: arxiv\n        base: {server.url}\n"), encoding="utf-8")
    root = ["--root", str(tmp_path / "papers")]
    server.fault = ""
    assert main(["fetch", *root]) == 0
    assert "abs%3A%22state+space+model%22" in server.asked[-1]
    before = {file: file.read_bytes() for file in (tmp_path / "papers/docs/catalogue").glob("2*.jsonl")}
    assert main(["fetch", *root]) == 0
    assert before == {file: file.read_bytes() for file in (tmp_path / "papers/docs/catalogue").glob("2*.jsonl")}
    assert main(["build", *root]) == 0
    assert len(list((tmp_path / "papers/site/papers").glob("*/index.html"))) == 2


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", "A right title", 0),
        ("authors", "Ada Fabricated\nBo Madeup", 0),
        ("date", "2026-01-31", 0),
        ("abstract", "Two lines:\n- one\u0007\n# two é 😀", 0),
        ("status", "retracted", 0),
        ("status", "Retracted", 0),
        ("status", "wonderful", 2),
        ("id", "other", 2),
        ("links", "javascript:alert(1)", 2),
        ("title", "", 2),
    ],
)
def test_a_correction_fits_its_field_or_is_refused(field: str, value: str, code: int, tmp_path: Path) -> None:
    """What fits is read back as it was meant; what does not changes nothing."""
    folder = tmp_path / "catalogue"
    assert main(["new", str(folder)]) == 0
    (folder / "docs/catalogue/2026.jsonl").write_text('{"id":"a-paper","title":"A Fabricated Paper","date":"2026"}\n')
    file = folder / "docs/catalogue/corrections.yml"
    before = file.read_bytes()
    (tmp_path / "issue.md").write_text(ISSUE.format(paper="a-paper", field=field, value=value), encoding="utf-8")
    assert main(["correct", str(tmp_path / "issue.md"), "--root", str(folder)]) == code
    if code:
        assert file.read_bytes() == before
    else:
        assert file.read_bytes().startswith(before)
        assert main(["correct", str(tmp_path / "issue.md"), "--root", str(folder)]) == 2


def test_a_correction_joins_the_others_of_its_paper(tmp_path: Path) -> None:
    """What people wrote in the file stays as it is, comments included."""
    assert main(["new", str(tmp_path)]) == 0
    (tmp_path / "docs/catalogue/2026.jsonl").write_text('{"id":"a-paper","title":"A Fabricated Paper","date":"2026"}\n')
    file = tmp_path / "docs/catalogue/corrections.yml"
    file.write_text("# ours\na-paper:\n  venue: Fabrica # sure\n", encoding="utf-8")
    (tmp_path / "issue.md").write_text(ISSUE.format(paper="a-paper", field="date", value="2025"), encoding="utf-8")
    assert main(["correct", str(tmp_path / "issue.md"), "--root", str(tmp_path)]) == 0
    assert file.read_text(encoding="utf-8") == '# ours\na-paper:\n  date: "2025"\n  venue: Fabrica # sure\n'


@pytest.mark.parametrize(
    ("paper", "field", "told"),
    [
        ("https://example.org/cat/papers/a-paper/?from=list#abstract", "title", "a-paper: title: Right"),
        ("<https://example.org/papers/a-paper/index.html>", "title", "a-paper: title: Right"),
        ("old-paper", "title", "a-paper: title: Right"),
        ("a-papre", "title", "no paper with the id 'a-papre'; did you mean 'a-paper'?"),
        ("A Fabricated Paper", "title", "expected the id of a paper or the address of its page, found 'A Fabricated"),
        ("a-paper", "colour", "expected one of title, abstract, authors"),
    ],
)
def test_a_paper_is_known_as_readers_name_it(
    paper: str, field: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its page's address as a browser copies it, also an old one; else the answer says what was expected."""
    assert main(["new", str(tmp_path)]) == 0
    catalogue = tmp_path / "docs/catalogue"
    (catalogue / "2026.jsonl").write_text('{"id":"a-paper","title":"A Fabricated Paper","date":"2026"}\n')
    (catalogue / "moved.yml").write_text("old-paper: a-paper\n", encoding="utf-8")
    text = ISSUE.replace("papers/{paper}/", "{paper}").format(paper=paper, field=field, value="Right")
    (tmp_path / "issue.md").write_text(text, encoding="utf-8")
    main(["correct", str(tmp_path / "issue.md"), "--root", str(tmp_path)])
    assert told in "".join(capsys.readouterr())
