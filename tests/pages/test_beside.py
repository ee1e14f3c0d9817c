"""The same paper as Markdown, BibTeX and JSON beside its page, by a setting."""

import json
import re
from pathlib import Path

from fabricated import catalogue
from papercat import pages
from papercat.outputs import beside, bibliographies
from papercat.settings import Options, Settings
from papercat.site import budgeting, project

FORMS = ("markdown", "bibtex", "json")


def _made(*forms: str) -> dict[str, str]:
    options = Options(beside=forms)  # type: ignore[arg-type]
    return {page.path: str(page.content) for page in pages.pages(catalogue(30), Settings(options=options))}


def test_nothing_lies_beside_a_page_unless_asked_for() -> None:
    """The default costs no byte."""
    assert not [path for path in _made() if re.fullmatch(r"papers/.*\.(?:md\.txt|bib|json)", path)]


def test_each_form_lies_beside_the_page_and_the_page_leads_there() -> None:
    """Every paper has its three files, its head names each with its type, and a reader finds a link."""
    made = _made(*FORMS)
    for paper in catalogue(30).papers:
        page = made[f"papers/{paper.id}.md"]
        assert made[f"papers/{paper.id}.bib"] == bibliographies.bibtex(paper, whole=True)
        assert json.loads(made[f"papers/{paper.id}.json"])["source"]["id"] == paper.id
        assert made[f"papers/{paper.id}.md.txt"].startswith("# ")
        for _, ending, kind, _ in beside.FORMS.values():
            assert f"({paper.id}{ending})" in page
            assert rf"rel=\"describedby\" type=\"{kind}\"" in page


def test_the_budget_shows_what_they_cost(tmp_path: Path) -> None:
    """They are a kind of their own, with the setting that leaves them out."""
    for name in ("papers/x/index.html", "papers/x.bib", "papers/x.json"):
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x" * 10)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    told = budgeting.budget(project.read(tmp_path / "mkdocs.yml"))
    assert told.kinds["papers' other forms"] == (2, 20)
    assert told.kinds["papers"] == (1, 10)
    assert any("extra.papercat.beside" in line for line in told.advice)
