"""The page about the commands and the commands agree."""

import re
from pathlib import Path

import pytest

from papercat import outputs
from papercat.cli.commands import papercat

PAGE = (Path(__file__).parents[2] / "docs/commands.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## papercat (\S+)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE))


def test_every_command_has_its_section_and_no_other() -> None:
    """A new command is documented, a removed one leaves the page."""
    assert set(SECTIONS) == set(papercat.commands)


@pytest.mark.parametrize("name", sorted(papercat.commands))
def test_a_section_shows_the_command(name: str) -> None:
    """It begins with the command's own first sentence, has an example, and names every option and no other."""
    command = papercat.commands[name]
    assert SECTIONS[name].strip().splitlines()[0] == (command.help or "").splitlines()[0]
    assert re.search(rf"^\$ papercat {name}\b", SECTIONS[name], re.MULTILINE)
    everywhere = {"--root", "--json", "--help"}
    options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
    told = set(re.findall(r"--[a-z]+", SECTIONS[name]))
    assert options - everywhere <= told <= options | everywhere


def test_examples_use_options_that_exist() -> None:
    """Every `papercat …` in a console block is a known command."""
    blocks = "".join(re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL))
    assert set(re.findall(r"papercat (\w+)", blocks)) <= set(papercat.commands)


def test_every_export_is_explained() -> None:
    """The table of formats is the formats."""
    assert set(re.findall(r"^\| `(\w+)` \|", SECTIONS["export"], re.MULTILINE)) == set(outputs.EXPORTS)
