"""Lines that give a block its class: what a template says there is no text, and must not be escaped as one."""

import re

from fabricated import catalogue
from papercat import pages
from papercat.settings import Settings

ATTRIBUTES = re.compile(r"\{:(?: (?:[.#][\w-]+|[a-z]+=[\w-]+))+ \}")


def test_every_line_of_attributes_is_one() -> None:
    """On every kind of page a line that begins with `{:` holds classes, an id and values, and nothing else."""
    lines = {
        line
        for page in pages.pages(catalogue(60), Settings())
        if page.path.endswith(".md")
        for line in str(page.content).splitlines()
        if line.startswith("{:")
    }
    assert {"{: .pc-entries .pc-short }", "{: .pc-papers }"} <= lines
    assert [line for line in lines if not ATTRIBUTES.fullmatch(line)] == []
