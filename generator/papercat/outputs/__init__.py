"""The catalogue in other forms: bibliographies and dumps, by the name of the format."""

from collections.abc import Callable, Iterator, Mapping

from papercat.catalogue import Catalogue
from papercat.outputs import bibliographies, dumps, reading
from papercat.settings import Settings

Export = Callable[[Catalogue, Settings], Iterator[bytes]]

EXPORTS: Mapping[str, Export] = {
    "jsonl": lambda catalogue, _: dumps.enriched(catalogue),
    "bibtex": lambda catalogue, _: map(str.encode, bibliographies.bibtex_file(catalogue.papers)),
    "ris": lambda catalogue, _: map(str.encode, bibliographies.ris_file(catalogue.papers)),
    "csl": lambda catalogue, _: map(str.encode, bibliographies.csl_file(catalogue.papers)),
    "markdown": lambda catalogue, settings: map(str.encode, reading.markdown(catalogue, settings)),
    "sqlite": lambda catalogue, _: dumps.sqlite(catalogue),
    "parquet": lambda catalogue, _: dumps.parquet(catalogue),
}
"""Each takes the enriched catalogue and yields the file in pieces."""
DOWNLOADS: Mapping[str, Export] = {
    **EXPORTS,
    # the abstracts would be three quarters of it, and the records have them
    "bibtex": lambda catalogue, _: map(str.encode, bibliographies.bibtex_file(catalogue.papers, whole=False)),
}
"""The same for readers of the site, who fetch the file."""
