"""The only owner of ids, slugs and URLs.

URLs are folders below the site's root (`papers/<id>/`); their Markdown source is `papers/<id>.md`.
"""

import hashlib
import re
from collections.abc import Container, Iterable
from functools import lru_cache
from urllib.parse import quote

from slugify import slugify

SLUG_LIMIT = 80
"""Characters; leaves room for a suffix in file names, which end at 255 bytes."""
ID_LIMIT = 50
"""Characters of a paper's id that come from its title. It stands some twenty times in the pages of a site; of fifty
thousand titles one in five hundred shares its beginning with another."""
SHARP = re.compile(r"(?<=\b[A-Za-z])#")
PLAIN = re.compile(r"[A-Za-z0-9 .-]*")
GAPS = re.compile(r"[ .-]+")
ADDRESS = re.compile(r"[A-Za-z0-9_.~/-]*")
RESERVED = re.compile(r"index|page-\d+")


@lru_cache(maxsize=1 << 18)
def slug(text: str, limit: int = SLUG_LIMIT) -> str:
    """Return a URL-safe name: ASCII, lower case, hyphens; text without letters or digits gets a hash.

    Two texts may share a slug; `unique` tells them apart where that matters.

    Args:
        text: what people read.
        limit: characters; what is longer ends after a word.
    """
    spelled = text[:2000]
    if "+" in spelled or "#" in spelled:
        # "C++" and "C#" are other things than "C"
        spelled = SHARP.sub(" sharp ", spelled.replace("++", " plus plus "))
    if len(spelled) < limit and PLAIN.fullmatch(spelled):
        # what slugify makes of most names, at a twentieth of its time
        made = GAPS.sub("-", spelled.lower()).strip("-")
    else:
        # the same letters wherever this runs; and to look for another table at each call takes longest
        made = slugify(spelled, max_length=limit, word_boundary=True, save_order=True, backend="text-unidecode")
    # a list's own files are called so
    return f"x-{made or digest(text)}" if not made or RESERVED.fullmatch(made) else made


def slugs(texts: Iterable[str]) -> dict[str, str]:
    """Return the slug of each of many texts, names of people for instance: plain ones are made all at once."""
    every = {*texts}
    plain = [text for text in every if len(text) < SLUG_LIMIT and PLAIN.fullmatch(text)]
    # no plain text has a line break
    made = [one.strip("-") for one in GAPS.sub("-", "\n".join(plain).lower()).split("\n")]
    known = {text: one for text, one in zip(plain, made, strict=False) if one and not RESERVED.fullmatch(one)}
    return known | {text: slug(text) for text in every if text not in known}


def digest(text: str, length: int = 8) -> str:
    """Return the first hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def unique(text: str, taken: Container[str], distinguish: str = "") -> str:
    """Return an id for a paper: a slug of its title that is not in `taken`.

    Args:
        text: the title.
        taken: ids in use.
        distinguish: what tells it from its namesake (an identifier, the authors, the abstract); part of the slug
            only where there is a collision, so that the result does not depend on the order of arrival more than
            it must.
    """
    base = slug(text, ID_LIMIT)
    if base not in taken:
        return base
    count = 0
    while (made := f"{base}-{digest(f'{distinguish}{count or str()}', 6)}") in taken:
        count += 1
    return made


def paper(paper_id: str) -> str:
    """Return the URL of a paper."""
    return f"papers/{paper_id}/"


def entry(kind: str, key: str, page: int = 0) -> str:
    """Return the URL of one tag, name, author, venue or year (`kind` is the plural folder), or of a numbered page.

    Pages are counted from the oldest papers, so that older ones stay where they are.
    """
    return f"{kind}/{key}/page-{page}/" if page else f"{kind}/{key}/"


def listing(kind: str, page: int = 1) -> str:
    """Return the URL of the list of all papers, tags, names, authors, venues or years, or of its n-th page."""
    return f"{kind}/" if page == 1 else f"{kind}/page-{page}/"


def source(url: str) -> str:
    """Return the Markdown file of a URL: `papers/x/` is made from `papers/x.md`, a kind's list from its `index.md`."""
    if url.count("/") == 1:
        return f"{url}index.md"
    return f"{url.rstrip('/')}.md" if url else "index.md"


def address(file: str) -> str:
    """Return the URL of a Markdown file, as MkDocs does: `about.md` is `about/`, `x/index.md` is `x/`."""
    folder, _, name = file.removesuffix(".md").rpartition("/")
    if name in {"index", "README"}:
        return f"{folder}/" if folder else ""
    page = file.removesuffix(".md")
    # of our own files nothing is to be quoted, and to look takes a third of the time that quoting does
    return f"{page if ADDRESS.fullmatch(page) else quote(page, safe='/~', errors='surrogateescape')}/"


def relative(to: str, start: str) -> str:
    """Return the link from the Markdown file `start` to the file `to`, both relative to `docs/`."""
    folders, parts = start.split("/")[:-1], to.split("/")
    same = 0
    while same < min(len(folders), len(parts) - 1) and folders[same] == parts[same]:
        same += 1
    return "../" * (len(folders) - same) + "/".join(parts[same:])
