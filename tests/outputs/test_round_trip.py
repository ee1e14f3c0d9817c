"""What goes out as BibTeX comes back through our own reader."""

from pathlib import Path

import pytest

from papercat import readers, records
from papercat.outputs import bibliographies
from papercat.records import Author, Paper

DEMO = Path(__file__).parents[2] / "docs/catalogue/undated.jsonl"
# fabricated
FULL = Paper(
    id="a-fabricated-study",
    title="A Fabricated Study of mRNA & 5% of C# in Zürich",
    abstract='It costs $5, uses x_1, ~2% of 3^4 and "quotes"; nothing in {here} is real.',
    authors=(Author("Ada Lovelace"), Author("Ludwig van Beethoven"), Author("José Ñandú"), Author("Plato")),
    date="2017-06-12",
    venue="Conference on Fabricated Results",
    ids={"arxiv": "0000.00000", "doi": "10.0000/x_z"},
    keywords=("fabrication", "test data"),
)
PAPERS = (FULL, *map(records.from_line, DEMO.read_bytes().splitlines()))


@pytest.mark.parametrize("field", ["title", "abstract", "authors", "date", "venue", "ids", "keywords"])
def test_bibtex_loses_nothing(field: str) -> None:
    """Every field that BibTeX can hold is the same after a round, on the demo and on a paper with everything."""
    text = "".join(bibliographies.bibtex_file(PAPERS))
    back = readers.read(text.encode(), "round.bib")
    assert back.faults == ()
    assert [getattr(paper, field) for paper in back.papers] == [getattr(paper, field) for paper in PAPERS]
