"""The workflows keep the promises of docs/publishing.md; `make check` lints them besides."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
TEXTS = [pytest.param(path.read_text(encoding="utf-8"), id=path.name) for path in WORKFLOWS]
PIN = re.compile(r"[\w-]+/[\w-]+(/[\w-]+)*@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def _jobs(text: str) -> dict[str, dict]:
    return yaml.safe_load(text)["jobs"]


def _steps(text: str) -> list[dict]:
    return [step for job in _jobs(text).values() for step in job["steps"]]


@pytest.mark.parametrize("text", TEXTS)
def test_actions_are_pinned_by_commit(text: str) -> None:
    """A tag can be moved, a commit cannot; the comment says which version it is."""
    used = re.findall(r"uses: (.+)", text)
    assert used
    assert [line for line in used if not PIN.fullmatch(line)] == []


@pytest.mark.parametrize("text", TEXTS)
def test_permissions_are_least(text: str) -> None:
    """Nothing by default; each job names what it needs, and only a deployment may write."""
    assert yaml.safe_load(text)["permissions"] == {}
    for name, job in _jobs(text).items():
        writes = {scope for scope, level in job["permissions"].items() if level == "write"}
        assert writes == ({"pages", "id-token"} if name == "deploy" else set())


@pytest.mark.parametrize("text", TEXTS)
def test_no_token_stays_behind(text: str) -> None:
    """A checkout leaves no credentials in the folder where the project's code runs."""
    checkouts = [step for step in _steps(text) if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("text", TEXTS)
def test_jobs_end(text: str) -> None:
    """Each job has a time limit, and runs of one kind do not pile up."""
    assert all(job["timeout-minutes"] <= 60 for job in _jobs(text).values())
    assert yaml.safe_load(text)["concurrency"]["group"]


def test_ci_covers_every_python_of_the_package() -> None:
    """The matrix starts at `requires-python` and has no hole."""
    text = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    needs = re.search(r'requires-python = ">=3\.(\d+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert needs
    versions = [int(version.split(".")[1]) for version in _jobs(text)["test"]["strategy"]["matrix"]["python"]]
    assert versions == list(range(int(needs[1]), 15))


def test_people_and_ci_use_the_same_commands() -> None:
    """What CI runs is a target of the Makefile, so that a failure can be repeated at home."""
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in WORKFLOWS:
        runs = [step["run"] for step in _steps(path.read_text(encoding="utf-8")) if "run" in step]
        assert runs or path.name != "ci.yml"
        for run in runs:
            last = run.strip().splitlines()[-1]
            assert last.split()[0] == "make", f"{path.name}: {last}"
            assert last.split()[1] in targets
