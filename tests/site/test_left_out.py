"""What is no page of people: what MkDocs leaves out, pages that only lead on, pages that we made ourselves."""

import shutil
from pathlib import Path

from papercat import site
from papercat.site.generating import hand_written
from papercat.writer import STATE


def test_excluded_pages_are_no_pages(tmp_path: Path) -> None:
    """`exclude_docs` and `draft_docs` hold for our own lists, by the rules of .gitignore, as for those of MkDocs."""
    site.new(tmp_path)
    config = tmp_path / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(f"{text}\nexclude_docs: |\n  drafts/\n  !drafts/kept.md\n  /secret.md\ndraft_docs: later.md\n")
    docs = tmp_path / "docs"
    for name in ("drafts/one.md", "secret.md", "deep/secret.md", "later.md", ".hidden.md", "templates/x.md", "told.md"):
        (docs / name).parent.mkdir(exist_ok=True)
        (docs / name).write_text("# Fabricated\n", encoding="utf-8")
    settings = site.read(config).settings
    assert [page.path for page in hand_written(docs, settings.excluded)] == ["about.md", "deep/secret.md", "told.md"]


def test_pages_whose_manifest_is_gone_are_ours_again(tmp_path: Path) -> None:
    """Whoever commits the generated pages, but not the manifest, gets the same files in a clone, and the same again."""
    site.new(tmp_path)
    catalogue = tmp_path / "docs/catalogue"
    (catalogue / "2026.jsonl").write_text('{"id":"new","title":"A Fabricated Paper","date":"2026"}\n', encoding="utf-8")
    project = site.read(tmp_path / "mkdocs.yml")
    site.generate(project, lambda _: None)
    first = _files(project.docs)
    shutil.rmtree(project.docs / STATE)
    (project.docs / "index.md").unlink()
    shutil.rmtree(project.docs / "search")
    again = site.generate(project, lambda _: None).written
    assert _files(project.docs) == first
    assert {"index.md", "search/index.md"} <= {*again.changed}
    assert "papers/new.md" in again.same
    assert not again.kept
    assert not site.generate(project, lambda _: None).written.changed


def _files(docs: Path) -> dict[str, bytes]:
    """Return the files below a folder but those of the writer."""
    files = (file for file in docs.rglob("*") if file.is_file() and STATE not in file.parts)
    return {file.relative_to(docs).as_posix(): file.read_bytes() for file in files}


def test_an_address_that_leads_on_is_not_in_the_sitemap(tmp_path: Path) -> None:
    """Search engines are told where papers are, not where they were."""
    site.new(tmp_path)
    config = tmp_path / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace('!ENV [SITE_URL, ""]', "https://fabricated.example/"))
    catalogue = tmp_path / "docs/catalogue"
    (catalogue / "2026.jsonl").write_text('{"id":"new","title":"A Fabricated Paper","date":"2026"}\n', encoding="utf-8")
    (catalogue / "moved.yml").write_text("old: new\ngone:\n", encoding="utf-8")
    site.generate(site.read(config), lambda _: None)
    told = (tmp_path / "docs/sitemap.xml").read_text(encoding="utf-8")
    assert (tmp_path / "docs/papers/old.md").exists()
    assert "/papers/new/" in told
    assert "/papers/old/" not in told
    assert "/papers/gone/" not in told
