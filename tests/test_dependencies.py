"""docs/dependencies.md names each direct dependency, and nothing else."""

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAME = re.compile(r"[A-Za-z0-9._-]+")
ROW = re.compile(r"^\| (\S+) \| ([^|]+) \| ([^|]+) \|", re.MULTILINE)


def _declared() -> set[str]:
    """Return the names in pyproject.toml and package.json."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lists = [
        config["project"]["dependencies"],
        *config["project"]["optional-dependencies"].values(),
        *config["dependency-groups"].values(),
    ]
    python = {match[0] for specs in lists for spec in specs if (match := NAME.match(spec))}
    return python | set(json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"])


def test_every_dependency_is_explained() -> None:
    """Why it is here and under which licence stands on the page, for each and for no other."""
    rows = ROW.findall((ROOT / "docs/dependencies.md").read_text(encoding="utf-8"))
    explained = {name for name, _, _ in rows if name not in {"package", "---"} and not name.startswith("|")}
    assert explained == _declared()


def test_lock_files_name_no_place() -> None:
    """The locks hold versions and hashes, so that they work with every registry."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if "resolved" in entry or "integrity" not in entry] == []
    for name in ("site.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"^\s*(-i|-f|--(extra-)?index-url|--find-links)\b|@ (file|https?):", text, re.MULTILINE)
