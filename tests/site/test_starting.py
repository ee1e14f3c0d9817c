"""`papercat new --from`: a filled catalogue that builds at once, and what is said where that cannot be."""

import json
from importlib import metadata
from pathlib import Path

import pytest
import yaml

from papercat import site
from papercat.cli import main
from papercat.settings import Plan
from papercat.words import LANGUAGES, STARTER, Words

# fabricated
BIB = "@article{one, title={A Fabricated Article}, author={Example, Ada}, year={2024}, abstract={We fabricate.}}\n"
AWESOME = (
    "# Awesome fabrications\n\n- [A Fabricated Entry](https://arxiv.org/abs/2401.99999)\n"
    "- [Another Fabricated Entry](https://arxiv.org/abs/2401.99998)\n"
)

LISTING = (
    "Daily Papers\nby AK and the research community\nMar 12\n\nA Fabricated Study of Paper Bridges\n\n"
    "In this paper, we study fabricated bridges made of paper. We fold sheets in three ways, load them with books, and "
    "report which fold carries the most.\n\nWatering by Colour: A Fabricated Study of Gardens\n\nWe fabricate "
    "gardens whose flowers are watered by their colour, and show that red ones, which nobody watered, grow best.\n"
)


@pytest.mark.parametrize(
    ("name", "text", "count"), [("papers.bib", BIB, 1), ("README.md", AWESOME, 2), ("listing.txt", LISTING, 2)]
)
def test_from_a_file(name: str, text: str, count: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file's papers are in, and the site builds."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["new", str(tmp_path / "papers"), "--from", str(tmp_path / name), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["added"] == count
    assert main(["build", "--root", str(tmp_path / "papers")]) == 0
    assert len(list((tmp_path / "papers/site/papers").glob("*/index.html"))) == count
    assert len((tmp_path / "papers/site/badge.svg").read_bytes()) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_speaks_a_language(language: str, tmp_path: Path) -> None:
    """Navigation, description, the switch of colours and the first page are in it, and the site builds."""
    assert main(["new", str(tmp_path / "papers"), "--language", language]) == 0
    said = Words(language)
    config = yaml.load((tmp_path / "papers/mkdocs.yml").read_text("utf-8").replace("!ENV", ""), yaml.SafeLoader)
    assert config["theme"]["language"] == language
    assert [*config["nav"][1]] == [said("Papers")]
    assert [*config["nav"][-1]] == [said("About")]
    assert config["site_description"] == said(STARTER[0])
    assert [one["toggle"]["name"] for one in config["theme"]["palette"]] == [said(STARTER[1]), said(STARTER[2])]
    assert (tmp_path / "papers/docs/about.md").read_text("utf-8") == f"# {said('About')}\n\n{said(STARTER[3])}\n"
    # the site's name is the folder's, whatever word of ours it is
    assert (tmp_path / "papers/README.md").read_text("utf-8").startswith("# Papers\n")
    assert main(["build", "--root", str(tmp_path / "papers")]) == 0
    assert f"lang={language}" in (tmp_path / "papers/site/index.html").read_text("utf-8").replace('"', "")


def test_a_service_that_does_not_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The catalogue is complete, its mkdocs.yml asks the next time, and the report says what happened."""
    assert main(["new", str(tmp_path / "papers"), "--from", "http://127.0.0.1:1/papers.bib"]) == 0
    assert "no news yet, the catalogue builds without" in capsys.readouterr().out
    (plan,) = site.read(tmp_path / "papers/mkdocs.yml").settings.options.sources
    assert plan == Plan(kind="url", url="http://127.0.0.1:1/papers.bib")


@pytest.mark.parametrize(
    ("origin", "plan"),
    [
        (
            'arxiv:cat:cs.CL AND abs:"state space model"',
            Plan(kind="arxiv", query='cat:cs.CL AND abs:"state space model"'),
        ),
        ("arxiv:cat:cs.CL OR cat:cs.LG", Plan(kind="arxiv", categories=("cs.CL", "cs.LG"))),
        ("acl:2025.acl", Plan(kind="acl", venue="2025.acl")),
        ("hugging-face", Plan(kind="hugging-face")),
        ("feed:https://example.org/feed.xml", Plan(kind="feed", url="https://example.org/feed.xml")),
    ],
)
def test_a_question_becomes_a_source(origin: str, plan: Plan, tmp_path: Path) -> None:
    """What is asked is asked again every day; quotes and colons survive YAML."""
    assert site.plan_of(origin) == plan
    site.new(tmp_path, plan)
    assert site.read(tmp_path / "mkdocs.yml").settings.options.sources == (plan,)


@pytest.mark.parametrize(
    ("origin", "told"),
    [
        ("no-such.bib", "no such file"),
        ("arxvi:cat:cs.CL", "did you mean 'arxiv:cat:cs.CL'?"),
        ("acl:", "expected acl:VENUE"),
        ("stars", "no question to a service"),
    ],
)
def test_mistakes_make_nothing(origin: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip is explained before anything is written."""
    assert main(["new", str(tmp_path / "papers"), "--from", origin]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "papers").exists()


@pytest.mark.parametrize(
    ("plan", "kinds"),
    [(None, ["arxiv", "citations", "stars"]), (Plan(kind="hugging-face"), ["hugging-face", "citations", "stars"])],
)
def test_the_sources_that_a_new_catalogue_proposes_are_sources(
    plan: Plan | None, kinds: list[str], tmp_path: Path
) -> None:
    """Without their signs the lines at the end of mkdocs.yml say what they seem to say."""
    site.new(tmp_path, plan)
    file = tmp_path / "mkdocs.yml"
    before, head, proposed = file.read_text(encoding="utf-8").partition("asks; take the signs off.\n")
    file.write_text(
        before
        + head
        + proposed.replace("# sources", "sources")
        .replace("#   -", "  -")
        .replace("# - ", "- ")
        .replace("#     ", "    "),
        encoding="utf-8",
    )
    assert [one.kind for one in site.read(file).settings.options.sources] == kinds


def test_a_start_that_fails_leaves_nothing_in_the_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The next attempt finds no half of a catalogue, and what a person had there is as it was."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "docs").write_text("a person's file where a folder must go", encoding="utf-8")
    assert main(["new", str(folder)]) == 3
    assert capsys.readouterr().err.startswith(f"papercat: cannot make {folder}: ")
    assert [file.name for file in folder.rglob("*") if file.is_file()] == ["docs"]
    (folder / "docs").unlink()
    assert main(["new", str(folder)]) == 0


def test_versions_are_pinned(tmp_path: Path) -> None:
    """What runs here runs there: Papercat and all that it needs, each by its version, and no path of this machine."""
    site.new(tmp_path)
    lines = (tmp_path / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert f"mkdocs=={metadata.version('mkdocs')}" in lines
    assert all("==" in line or line.startswith(("#", "papercat @ git+")) for line in lines)
    assert "file:" not in "".join(lines)
