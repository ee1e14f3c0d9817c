"""The report of the data: what is seen of repairs and faults."""

import dataclasses

from fabricated import catalogue
from papercat.errors import Fault
from papercat.insight import Repair
from papercat.pages import pages
from papercat.settings import Settings


def _page(**what: object) -> str:
    papers = dataclasses.replace(catalogue(4), **what)
    return {page.path: str(page.content) for page in pages(papers, Settings())}["quality/index.md"]


def _repaired(*repairs: Repair) -> str:
    return _page(repairs={catalogue(4).papers[0].id: repairs})


def test_a_repair_that_nobody_sees_is_only_counted() -> None:
    """Before and after look alike where white space changed."""
    spaces = [Repair(rule="white-space", field="title", before=f"a  {n}", after=f"a {n}") for n in range(1200)]
    text = _repaired(*spaces, Repair(rule="dash", field="title", before="one -- two", after="one \N{EN DASH} two"))
    assert "white-space *1,200* ·\ndash *1*\n" in text
    assert "| white-space |" not in text
    assert "| dash |" in text


def test_a_fault_without_a_text_needs_no_column() -> None:
    """Where one has its text, all have the column."""
    remark = Fault(file="a.jsonl", reason="said twice")
    assert "| a.jsonl | said twice |\n" in _page(faults=(remark,)).replace("&#x2e;", ".")
    both = _page(faults=(remark, Fault(file="b.jsonl", line=1, reason="torn", raw="{")))
    assert "| Text |\n|---|---|---|\n" in both
