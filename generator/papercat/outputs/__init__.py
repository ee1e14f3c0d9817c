"""The catalogue in other forms: bibliographies and dumps, by the name of the format."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from papercat.catalogue import Catalogue
from papercat.outputs import bibliographies, citing, dumps, reading
from papercat.records import Paper
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


class Piece(NamedTuple):
    """A piece of a file, yet to be made."""

    make: Callable[..., bytes]
    of: tuple[Any, ...]
    """Its arguments: all that it is made of."""


def _bibtex(catalogue: Catalogue, _: Settings) -> Iterator[Piece]:
    """Yield an entry a paper, without abstracts: they would be three quarters of it, and the records have them."""
    keys = citing.keys(catalogue.papers)
    for number, paper in enumerate(catalogue.papers):
        yield Piece(_entry, ("\n" if number else "", paper, keys[paper.id]))


def _entry(gap: str, paper: Paper, key: str) -> bytes:
    return (gap + bibliographies.bibtex(paper, key)).encode()


def _made(export: Export, catalogue: Catalogue, settings: Settings) -> Iterator[Piece]:
    return (Piece(bytes, (piece,)) for piece in export(catalogue, settings))


DOWNLOADS: Mapping[str, Callable[[Catalogue, Settings], Iterator[Piece]]] = {
    **{form: partial(_made, export) for form, export in EXPORTS.items()},
    "bibtex": _bibtex,
}
"""The same for readers of the site, who fetch the file."""
