"""What Papercat reads of mkdocs.yml, and that the starter's keeps up with ours."""

import subprocess
import sys
from pathlib import Path

import pytest

from papercat import site
from papercat.site import generating, project

ROOT = Path(__file__).parents[2]
FOREIGN = """\
INHERIT: base.yml
site_url: !ENV [NO_SUCH_VARIABLE, SITE_URL, "https://example.org"]
site_description: !ENV NO_SUCH_VARIABLE
markdown_extensions:
  - toc:
      slugify: !!python/object/apply:pymdownx.slugs.slugify
        kwds: {case: lower}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      at: !relative $docs_dir
"""


def test_settings_are_read_whatever_plugins_put_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tags of other programs, an inherited file and variables of the environment do not stop Papercat."""
    (tmp_path / "base.yml").write_text("site_name: Base\nextra: {papercat: {per_page: 7}}\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(FOREIGN, encoding="utf-8")
    monkeypatch.setenv("SITE_URL", "https://example.com/papers")
    (tmp_path / "deep/down").mkdir(parents=True)
    read = site.read(site.find(tmp_path / "deep/down", upward=True))
    assert read.root == tmp_path
    assert read.settings.site_name == "Base"
    assert read.settings.site_url == "https://example.com/papers/"
    assert read.settings.site_description == ""
    assert read.settings.options.per_page == 7


def test_the_starter_keeps_up_with_our_own_site(tmp_path: Path) -> None:
    """A new catalogue has the theme, the extensions and the hidden folders of this repository's mkdocs.yml."""
    site.new(tmp_path / "new")
    ours, theirs = (project._mapping(folder / "mkdocs.yml") for folder in (ROOT, tmp_path / "new"))
    # the plugin brings the theme's overrides to those who have only the package
    assert isinstance(ours["theme"], dict)
    ours["theme"].pop("custom_dir")
    for key in ("theme", "markdown_extensions", "not_in_nav", "extra_css", "plugins", "validation"):
        assert ours[key] == theirs[key], key


def test_new_never_overwrites(tmp_path: Path) -> None:
    """In a folder that has files of the starter's names already, those stay as they are."""
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    made = site.new(tmp_path)
    assert "README.md" not in made
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"
    assert "mkdocs.yml" in made


@pytest.mark.parametrize("name", ["it's: [a] #1", "-", "x" * 50, "\u00e9\u4e2d"])
def test_a_site_is_named_after_its_folder(tmp_path: Path, name: str) -> None:
    """Whatever the folder is called, the settings stay valid and the title readable."""
    site.new(tmp_path / name)
    assert site.read(tmp_path / name / "mkdocs.yml").settings.site_name


def test_git_ignores_what_is_generated(tmp_path: Path) -> None:
    """Both in this repository and in a new catalogue, no generated file waits to be committed by mistake."""
    site.new(tmp_path)
    made = [*site.generate(site.read(tmp_path / "mkdocs.yml"), lambda _: None).written.changed]
    made += ["papers/x.md", "tags/x.md", "names/x.md", "authors/x.md", "venues/x.md", "years/x.md", "search/x.bin"]
    for ignored in (ROOT / ".gitignore", tmp_path / ".gitignore"):
        rules = ignored.read_text(encoding="utf-8").splitlines()
        seen = [path for path in made if not any(f"docs/{path}".startswith(rule) for rule in rules if rule)]
        assert seen == [], ignored


def test_every_piece_of_the_path_is_where_it_is_said_to_be() -> None:
    """Each exported name is found, as the very object of its module; another is an error as everywhere."""
    assert all(getattr(site, name) is not None for name in site.__all__)
    assert site.generate is generating.generate
    with pytest.raises(AttributeError, match="no attribute 'generated'"):
        _ = site.generated


def test_a_build_without_news_loads_little() -> None:
    """Neither MkDocs nor the libraries of enrichment are loaded before something is known to have changed."""
    code = "import sys, papercat.cli.commands as c; c.site.make; print({'numpy', 'mkdocs', 'jinja2'} & {*sys.modules})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
