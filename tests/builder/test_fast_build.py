"""The fast build equals `mkdocs build --strict` byte for byte, or says why it leaves the work to MkDocs."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fabricated import catalogue
from papercat import site
from papercat.builder import fast, mkdocs
from papercat.errors import Failure
from papercat.pages import pages
from papercat.settings import Options, Settings
from papercat.writer import write

PROJECT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("PAPERCAT_GENERATED", "1")


def _project(root: Path, count: int, options: Options | None = None) -> tuple[Path, list[str]]:
    """Lay out a project with the demo's mkdocs.yml and a fabricated catalogue; return settings file and pages."""
    text = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    text = text.replace("custom_dir: generator", f"custom_dir: {PROJECT / 'generator'}")
    text = re.sub(
        r"^nav:.*?^(?=\S)",
        "nav:\n  - Home: index.md\n  - Papers: papers/index.md\n",
        text,
        flags=re.MULTILINE | re.DOTALL,
    )
    if not options:
        text = text.replace("  - papercat\n", "")
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    made = list(pages(catalogue(count), Settings(repo_url="https://example.org/r", options=options or Options())))
    write(root / "docs", made)
    return root / "mkdocs.yml", [page.path for page in made if page.path.endswith(".md")]


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.slow
def test_the_fast_site_is_mkdocs_site(tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file of a site with hostile records is the same, made in one process, or in two with our plugin."""
    monkeypatch.setattr(fast, "ALONE", 10)
    monkeypatch.setenv(site.GENERATED, "1")  # the plugin's pages are there
    more = Options(beside=("markdown", "bibtex", "json"), zotero_lists=True) if jobs > 1 else None
    config, ours = _project(tmp_path, 330, more)
    (tmp_path / "docs" / "by-hand.md").write_text("# By hand\n\n[A list](tags/index.md)\n", encoding="utf-8")
    built = fast.build(config, fast.Sites(tmp_path / "fast"), dict.fromkeys(ours, ""), jobs)
    mkdocs.run(mkdocs.opened(config, tmp_path / "plain"))
    assert built.pages > 100
    assert not built.reason
    one, other = dict(_files(tmp_path / "fast")), dict(_files(tmp_path / "plain"))
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("  - attr_list", "  - attr_list\n  - admonition"), "Markdown extension admonition"),
        (("  - toc\n", "  - toc:\n      permalink: true\n"), "settings of Markdown extensions"),
        (("site_name:", "use_directory_urls: false\nsite_name:"), "use_directory_urls: false"),
    ],
)
def test_what_is_not_proven_goes_the_plain_way(tmp_path: Path, change: tuple[str, str], reason: str) -> None:
    """An extension or setting that nobody compared is named."""
    config, ours = _project(tmp_path, 21)
    config.write_text(config.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    built = fast.build(config, fast.Sites(tmp_path / "site"), dict.fromkeys(ours, ""))
    assert reason in built.reason
    assert built.pages == 0


@pytest.mark.parametrize("asks", ["page.markdown", "page.content | length", "page.title | upper", "pages | length"])
def test_a_theme_that_asks_too_much_goes_the_plain_way(tmp_path: Path, asks: str) -> None:
    """An override that looks at more than a frame can hold is noticed, whatever it does with it."""
    config, ours = _project(tmp_path, 21)
    theme = tmp_path / "theme"
    shutil.copytree(PROJECT / "generator" / "papercat" / "theme" / "overrides", theme)
    main = theme / "main.html"
    main.write_text(
        main.read_text(encoding="utf-8") + f"{{% block announce %}}{{{{ {asks} }}}}{{% endblock %}}", encoding="utf-8"
    )
    config.write_text(
        re.sub(r"custom_dir: .*", f"custom_dir: {theme}", config.read_text(encoding="utf-8")), encoding="utf-8"
    )
    built = fast.build(config, fast.Sites(tmp_path / "site"), dict.fromkeys(ours, ""))
    assert built.reason
    assert built.pages == 0


@pytest.mark.parametrize(("link", "says"), [("nowhere.md", "nowhere.md"), ("../index.md#nowhere", "index.md#nowhere")])
def test_a_broken_link_is_left_to_mkdocs(tmp_path: Path, link: str, says: str) -> None:
    """A generated page with a link to nowhere is MkDocs' to warn of, which ends a strict build."""
    config, ours = _project(tmp_path, 21)
    page = tmp_path / "docs" / "papers" / "fabricated-00001.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n[x]({link})\n", encoding="utf-8")
    assert says in fast.build(config, fast.Sites(tmp_path / "site"), dict.fromkeys(ours, ""), 1).reason
    with pytest.raises(Failure, match=r"WARNING.*nowhere"):
        mkdocs.run(mkdocs.opened(config, tmp_path / "site"))
