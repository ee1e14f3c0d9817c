"""A page for each name: what it stands for, who introduced it, and who uses it in which words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from papercat import paths
from papercat.insight import Mention
from papercat.page import Page
from papercat.pages import charts
from papercat.pages.entries import chips, description, following
from papercat.pages.paged import dated
from papercat.pages.rolls import Entry
from papercat.pages.shelf import Shelf
from papercat.records import Paper
from papercat.render import Md, Templates, escape, inline, opened, shorten

TOGETHER = 12
"""Names shown that are used by the same papers."""
SENTENCE = 400
"""Characters of a sentence shown around a name."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the pages of each name that has its own."""
    for entry in shelf.rolls["names"].entries:
        if entry.own:
            yield from _entry(shelf, entry)


def _entry(shelf: Shelf, entry: Entry) -> Iterator[Page]:
    name = shelf.catalogue.name_by_id[entry.key]
    authors = {paper.id for paper in shelf.catalogue.introduced_by.get(entry.key, ())}
    users = shelf.newest(paper for paper in entry.papers if paper.id not in authors)
    introducing = shelf.newest(paper for paper in entry.papers if paper.id in authors)
    about = {
        "users": len(users),
        "beside": chips(shelf, "names", _beside(shelf, entry), "../"),
        "chart": charts.by_year(entry.papers, shelf.words("Papers by year")),
    }
    per_page = shelf.settings.options.per_page
    for leaf in dated(users, per_page, lambda n: paths.entry("names", entry.key, n), shelf.words):
        lists = {"introduced": introducing if leaf.first else (), "used": leaf.items}
        values = {
            "entry": entry._replace(papers=()),
            "description": description(shelf, "names", entry, chain.from_iterable(lists.values())),
            "name": name,
            "leaf": leaf.bare(),
            "follow": following(shelf, "names", entry, leaf.path),
            # what changes when papers come is for the front alone
            **(about if leaf.first else {"users": 0}),
        }
        uses = {word: _uses(shelf, entry, some, leaf.root) for word, some in lists.items()}
        yield shelf.last.page(leaf.path, (values, uses), partial(_text, shelf.templates))


Uses = Sequence[tuple[Md, Mention]]
"""Cards of papers, each with the place where it uses a name."""


def _uses(shelf: Shelf, entry: Entry, papers: Iterable[Paper], root: str) -> Uses:
    """Return how each paper uses the name."""
    cards, uses = shelf.bare[root], shelf.uses[entry.key]
    return [(cards[paper.id], uses[paper.id]) for paper in papers]


def _text(templates: Templates, told: tuple[Mapping[str, object], Mapping[str, Uses]]) -> Md:
    """Return the page of some values and lists of uses, both by the template's word for them."""
    values, uses = told
    return templates.render("name", **values, **{word: Md("\n".join(map(_line, some))) for word, some in uses.items()})


def _line(use: tuple[Md, Mention]) -> str:
    """Return a card with the sentence that has the name."""
    sentence = _sentence(use[1])
    return f"{use[0]} {sentence}" if sentence else use[0]


def _sentence(mention: Mention) -> Md:
    """Return the sentence with the name in bold, shortened around it; nothing where it is the title itself."""
    if mention.field == "title":
        return Md("")
    text = " ".join(mention.sentence.split())
    place = text.find(mention.surface)
    if place < 0:
        return escape(shorten(text, SENTENCE))
    before, after = text[:place], text[place + len(mention.surface) :]
    if place > SENTENCE // 2:
        before = f"…{before[-SENTENCE // 2 :].partition(' ')[2]}"
    after = f"{shorten(f'|{after}', SENTENCE)[1:]}"
    return opened(f"{inline(before)}**{escape(mention.surface)}**{inline(after)}".strip())


def _beside(shelf: Shelf, entry: Entry) -> list[str]:
    """Return the names that the same papers use, most often first."""
    catalogue = shelf.catalogue
    counts = Counter(
        [
            mention.name
            for paper in entry.papers
            for mention in (*catalogue.introduces.get(paper.id, ()), *catalogue.mentions.get(paper.id, ()))
        ]
    )
    del counts[entry.key]
    return sorted(sorted(counts), key=counts.__getitem__, reverse=True)[:TOGETHER]
