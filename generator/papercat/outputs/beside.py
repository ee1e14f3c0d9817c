"""One paper in forms for programs, each a file beside its page."""

from collections.abc import Callable, Mapping

import msgspec

from papercat import paths, render
from papercat.catalogue import Catalogue
from papercat.outputs import bibliographies, citing, dumps
from papercat.records import Paper
from papercat.settings import Settings

Form = Callable[[Paper, Catalogue, Settings], str]


def markdown(paper: Paper, catalogue: Catalogue, settings: Settings) -> str:
    """Return the paper as Markdown: title, people, abstract, tags, names, links."""
    entry = dumps.entry(paper, catalogue)
    page = f"{settings.site_url}{paths.paper(paper.id)}" if settings.site_url else citing.address(paper)
    people = ", ".join(author.name for author in paper.authors)
    lists = {"Tags": entry["tags"], "Introduces": entry["introduces"], "Mentions": entry["mentions"]}
    parts = [
        f"# {render.escape(paper.title)}",
        " · ".join(render.escape(fact) for fact in (people, paper.venue, paper.date) if fact),
        render.escape(paper.abstract),
        *(f"{word}: {', '.join(map(render.escape, said))}" for word, said in lists.items() if said),
        *(f"- {render.link(render.escape(one['kind']), render.destination(one['url']))}" for one in entry["links"]),
        f"<{render.destination(page)}>" if page else "",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


FORMS: Mapping[str, tuple[str, str, str, Form]] = {
    "markdown": ("Markdown", ".md.txt", "text/markdown", markdown),
    "bibtex": (
        "BibTeX",
        ".bib",
        "application/x-bibtex",
        lambda paper, _catalogue, _settings: bibliographies.bibtex(paper, whole=True),
    ),
    "json": (
        "JSON",
        ".json",
        "application/json",
        lambda paper, catalogue, _settings: msgspec.json.encode(dumps.entry(paper, catalogue)).decode() + "\n",
    ),
}
"""By form its label, the ending of its file, its media type, and what makes it; a file in `.md` would be a page."""
