"""The floors of CONTRIBUTING.md hold: a room imports only from lower floors."""

import ast
from collections.abc import Iterator
from pathlib import Path

from pathspec import GitIgnoreSpec

PACKAGE = Path(__file__).parents[1] / "generator" / "papercat"
FLOORS = [
    {"errors"},
    {"records", "insight", "page", "work", "clock", "words", "formulas"},
    {"paths"},
    {"catalogue", "settings"},
    {"readers", "sources", "store"},
    {"enrich"},
    {"render"},
    {"search", "outputs", "atlas"},
    {"pages"},
    {"writer"},
    {"site", "builder"},
    {"cli", "plugin"},
    {"__main__"},
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
# `site` may lean on `builder`, which is the same straight path made fast; an insight may hold a record's link
ALLOWED = {("site", "builder"), ("insight", "records")}


def _imports(file: Path) -> Iterator[tuple[int, str]]:
    """Yield line and room of each import of this package, those under TYPE_CHECKING included."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: relative import"
            whole = node.module == "papercat"
            names = [f"papercat.{alias.name}" if whole else node.module or "" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "papercat" and len(parts) > 1:
                yield getattr(node, "lineno", 0), parts[1]


def _room(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_rooms_import_only_from_lower_floors() -> None:
    """No room looks up, and rooms of one floor do not know each other."""
    faults = [
        f"{file.relative_to(PACKAGE)}:{line}: {room} (floor {FLOOR[room]}) imports {other} (floor {FLOOR.get(other)})"
        for file in sorted(PACKAGE.rglob("*.py"))
        if (room := _room(file)) != "__init__"
        for line, other in _imports(file)
        if other in FLOOR and other != room and FLOOR[other] >= FLOOR[room] and (room, other) not in ALLOWED
    ]
    assert not faults, "\n".join(faults)


def test_every_room_has_a_floor() -> None:
    """A new room is entered in the house."""
    rooms = {_room(file) for file in PACKAGE.rglob("*.py")} - {"__init__"}
    assert rooms <= set(FLOOR)


def test_files_and_functions_stay_short() -> None:
    """No file over 300 lines, no function over 40 (docstrings apart)."""
    faults = []
    for file in sorted(PACKAGE.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if text.count("\n") > 300:
            faults.append(f"{file.relative_to(PACKAGE)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                doc = ast.get_docstring(node)
                lines = (node.end_lineno or node.lineno) - node.lineno + 1 - (doc.count("\n") + 1 if doc else 0)
                if lines > 40:
                    faults.append(f"{file.relative_to(PACKAGE)}:{node.lineno}: {node.name} has {lines} lines")
    assert not faults, "\n".join(faults)


def test_only_cli_and_plugin_print() -> None:
    """Everything else returns values."""
    printing = {
        _room(file)
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert printing <= {"cli", "plugin"}


def test_git_ignores_nothing_of_the_package() -> None:
    """A rule of .gitignore that also fits a room would leave it out of every clone, while it works here."""
    root = PACKAGE.parents[1]
    ignored = GitIgnoreSpec.from_lines((root / ".gitignore").read_text(encoding="utf-8").splitlines())
    files = [file.relative_to(root).as_posix() for file in PACKAGE.rglob("*") if file.is_file()]
    assert [file for file in files if ignored.match_file(file) and "__pycache__" not in file] == []
