"""The week's and the month's papers: a page each, and the list of them."""

from collections.abc import Iterator

from papercat import paths
from papercat.outputs.digests import Digest
from papercat.page import Page
from papercat.pages import news
from papercat.pages.paged import leaves
from papercat.pages.shelf import Shelf
from papercat.render import Md, escape, link


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the page of each week and month in which papers came, and the list of them, latest first."""
    made = shelf.digests
    for months in (False, True):
        row = [one for one in made if ("w" not in one.key) == months]
        for newer, one, older in zip((None, *row), row, (*row[1:], None), strict=False):
            yield _page(shelf, one, newer, older)
    for leaf in leaves(made, shelf.settings.options.per_page, lambda n: paths.listing(news.KIND, n), shelf.words):
        lines = Md(
            "\n".join(
                f"- {_link(shelf, one, f'{leaf.root}{news.KIND}/')} *{shelf.count(one.total, 'paper')}*"
                for one in leaf.items
            )
        )
        head = news.alternates(shelf, "" if leaf.first else "../")
        yield Page(leaf.path, shelf.templates.render("digests", leaf=leaf, lines=lines, head=head))
    yield from news.feed_pages(shelf)


def _page(shelf: Shelf, one: Digest, newer: Digest | None, older: Digest | None) -> Page:
    told = ((noticed.paper, escape(noticed.told(shelf.words))) for noticed in one.papers)
    lines = [Md(f"{shelf.told(paper, '../')}{f' *{why}*' if why else ''}") for paper, why in told]
    text = shelf.templates.render(
        "digest",
        head=news.alternates(shelf, "../"),
        one=one,
        title=one.title(shelf.words),
        told=one.head(shelf.words),
        ranked=any(noticed.heat for noticed in one.papers),
        cards=Md("\n".join(lines)),
        newer=_link(shelf, newer, "") if newer else "",
        older=_link(shelf, older, "") if older else "",
    )
    return Page(paths.source(paths.entry(news.KIND, one.key)), text)


def _link(shelf: Shelf, one: Digest, root: str) -> Md:
    return link(escape(one.title(shelf.words)), f"{root}{one.key}.md")
