"""What mkdocs.yml says: a few keys of MkDocs itself, and ours under `extra.papercat`."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal, get_args, get_type_hints

import msgspec
from pathspec import GitIgnoreSpec

from papercat.errors import SettingsError

Kind = Literal[
    "arxiv", "hugging-face", "openreview", "acl", "crossref", "openalex", "semantic-scholar", "url", "feed",
    "citations", "stars",
]  # fmt: skip
RECORDS = "catalogue/undated.jsonl"
"""One of the files of records; the others lie beside it."""
COUNTS: tuple[Kind, ...] = ("citations", "stars")
"""Kinds that bring no papers, but a number for those that are there; each is the name of the number."""
WORDS = {
    "int": "a whole number",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "keys with values",
}
"""What people call the kinds of values."""
NEEDS: Mapping[str, tuple[str, ...]] = {
    "arxiv": ("query", "categories", "authors"),
    "openreview": ("venue",),
    "acl": ("venue",),
    "crossref": ("query",),
    "openalex": ("query",),
    "semantic-scholar": ("query",),
    "url": ("url",),
    "feed": ("url",),
}
"""Of each kind, what a source must say, one of these at least."""


class Plan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry under `extra.papercat.sources`: what `papercat fetch` asks a service for."""

    kind: Kind
    name: str = ""
    """What reports and records call it; by default the kind."""
    query: str = ""
    """In the service's own query language."""
    categories: tuple[str, ...] = ()
    """Of arXiv."""
    authors: tuple[str, ...] = ()
    venue: str = ""
    """OpenReview: venue id; ACL Anthology: collection, for instance `2025.acl`."""
    url: str = ""
    """Of any file that Papercat reads."""
    format: str = ""
    """Of what lies at `url`, where it cannot be recognised."""
    since: Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-\d\d-\d\d)?$")] = ""
    """First day of the first harvest, YYYY-MM-DD; by default thirty days back."""
    most: Annotated[int, msgspec.Meta(ge=1)] = 2000
    """Papers of one harvest, at most; those that a kind of `COUNTS` asks for in a run."""
    stale_days: Annotated[int, msgspec.Meta(ge=1)] = 14
    """Days without success after which the source counts as stale: `papercat fetch --stale` names it."""
    base: str = ""
    """Another address of the service: a mirror, a test."""

    @property
    def label(self) -> str:
        """Return what reports and records call it."""
        return self.name or self.kind


MANY = 1000
"""Papers beyond which each one's page says less: it is then the number of pages that makes a site heavy."""


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys under `extra.papercat`."""

    fields: dict[str, str] = {}
    """Field map for foreign files: their name for a field -> ours."""
    per_page: Annotated[int, msgspec.Meta(ge=1)] = 100
    """Entries of a list on one page."""
    author_page_from: Annotated[int, msgspec.Meta(ge=1)] = 5
    """An author with at least so many papers here gets a page; the search finds the others."""
    name_page_from: Annotated[int, msgspec.Meta(ge=1)] = 2
    """A name that at least so many papers use gets a page; the others stand in the list of names, if it is not long."""
    feeds_from: Annotated[int, msgspec.Meta(ge=0)] = 20
    """A tag, name, author or venue with at least so many papers gets a feed; 0 leaves feeds to the site alone."""
    feed_entries: Annotated[int, msgspec.Meta(ge=1)] = 50
    """Papers in a feed, at most."""
    downloads: tuple[Literal["records", "jsonl", "bibtex", "ris", "csl", "markdown"], ...] = ("records", "bibtex")
    """Forms in which the whole catalogue is offered, packed by gzip; `records` where `docs/catalogue/` is left out."""
    beside: tuple[Literal["markdown", "bibtex", "json"], ...] = ()
    """Forms of each paper beside its page: `papers/<id>.md.txt`, `.bib`, `.json`."""
    zotero_lists: bool = False
    """Tell Zotero of each paper in a list; a list then weighs about twice as much."""
    map: bool = True
    """Draw the map of all papers."""
    related: Annotated[int, msgspec.Meta(ge=0)] | None = None
    """Related papers shown, at most; by default 6, and 4 where there are more than `MANY` papers."""
    offline: bool = False
    """Also write the search as one script, so that it works in a copy of the site that is opened from a disk."""
    search_languages: Annotated[
        tuple[Literal["da", "de", "en", "es", "fi", "fr", "it", "nl", "no", "ro", "ru", "sv", "tr"], ...],
        msgspec.Meta(min_length=1),
    ] = ("en",)
    """Languages whose word forms and stop words the search knows."""
    sources: tuple[Plan, ...] = ()
    """Services that `papercat fetch` asks for news."""
    policy: str = ""
    """Content-Security-Policy of every page, instead of the strict one; for sites that show what lies elsewhere."""
    contact: str = ""
    """E-mail or URL that `papercat fetch` tells the services, as their rules ask; by default `repo_url`."""
    fetch_minutes: Annotated[int, msgspec.Meta(ge=1)] = 20
    """After so many minutes `papercat fetch` asks for nothing more."""
    digest_mail: tuple[Literal["week", "month"], ...] = ("week",)
    """Digests that `papercat digest --mail` sends when their time is over."""
    corrections_url: str = ""
    """Where "suggest a correction" leads; by default a new issue at `repo_url`."""

    def related_shown(self, papers: int) -> int:
        """Return how many related papers a page shows at most where the catalogue has so many papers."""
        return self.related if self.related is not None else (6 if papers <= MANY else 4)


@dataclass(frozen=True)
class Settings:
    """Everything that page makers may know of the site."""

    site_name: str = "Papercat"
    site_url: str = ""
    """With a final slash where given; canonical URLs, feeds and exports need it."""
    site_description: str = ""
    repo_url: str = ""
    language: str = "en"
    excluded: str = ""
    """`exclude_docs` and `draft_docs`, one pattern a line."""
    records: bool = True
    """Whether the site publishes `docs/catalogue/`."""
    options: Options = field(default_factory=Options)


def from_mapping(config: Mapping[str, object], file: str = "mkdocs.yml") -> Settings:
    """Validate the parsed mkdocs.yml.

    Raises:
        SettingsError: an unknown key or a wrong value; the text names file, key, what was expected and a guess.
    """

    def text(key: str) -> str:
        value = config.get(key)
        if value is not None and not isinstance(value, str):
            message = f"{file}: {key}: expected text, not {value!r}"
            raise SettingsError(message)
        return value or ""

    extra = config.get("extra")
    if extra is not None and not isinstance(extra, Mapping):
        message = f"{file}: extra: expected keys such as `papercat:`, found {extra!r}"
        raise SettingsError(message)
    ours = extra.get("papercat") if isinstance(extra, Mapping) else None
    theme = config.get("theme")
    language = theme.get("language") if isinstance(theme, Mapping) else None
    return Settings(
        site_name=text("site_name") or "Papercat",
        site_url=f"{text('site_url').rstrip('/')}/" if text("site_url") else "",
        site_description=text("site_description"),
        repo_url=text("repo_url").rstrip("/"),
        language=language if isinstance(language, str) else "en",
        excluded="\n".join((text("exclude_docs"), text("draft_docs"))),
        records=not GitIgnoreSpec.from_lines(text("exclude_docs").splitlines()).match_file(RECORDS),
        options=_options(ours if ours is not None else {}, file),
    )


def _options(ours: object, file: str) -> Options:
    where = f"{file}: extra.papercat"
    if isinstance(ours, Mapping):
        _known(where, "key", ours, Options.__struct_fields__)
        listed = ours.get("sources")
        for number, one in enumerate(listed if isinstance(listed, list) else (), 1):
            _plan(f"{where}.sources, entry {number}", one)
    try:
        options = msgspec.convert(msgspec.to_builtins(ours), Options)  # YAML makes days of `2026-01-31`
    except msgspec.ValidationError as error:
        message = f"{where}.{_wrong(ours, str(error))}"
        raise SettingsError(message) from None
    labels = [plan.label for plan in options.sources]
    for label in labels:
        if labels.count(label) > 1:
            message = f"{where}.sources: two sources are called {label!r}; give each a `name` of its own"
            raise SettingsError(message)
    return options


def _wrong(ours: object, said: str) -> str:
    """Return what msgspec says of a value in words: the key, what was expected, what was found, a guess."""
    problem, _, path = said.partition(" - at `$")
    value = ours
    for name, place in re.findall(r"\.(\w+)|\[(\d+)\]", path):
        value = value[name] if name and isinstance(value, Mapping) else value
        value = value[int(place)] if place and isinstance(value, list) else value
    key = re.sub(r"\[.*", "", path.strip(".`"))
    kinds = "|".join(map(re.escape, WORDS))
    expected = re.sub(f"`(?:{kinds})(?: \\| null)?`", lambda found: WORDS[found[0].strip("`").split(" ")[0]], problem)
    expected = expected.partition(", got")[0].removeprefix("Expected ")
    expected = expected.replace("of length >=", "with at least").replace(">=", "of at least")
    guess = ""
    if problem.startswith("Invalid enum value"):
        choices = re.findall(r"'([\w-]+)'", str(get_type_hints(Options).get(key, "")))
        near = difflib.get_close_matches(str(value), choices, n=1)
        expected = " or ".join([", ".join(choices[:-1]), *choices[-1:]])
        guess = f"; did you mean {near[0]!r}?" if near else ""
    # which of several sources it is, and which of its keys
    deeper = re.fullmatch(r"(\w+)\[(\d+)\]\.(\w+).*", path.strip(".`"))
    where = f"{deeper[1]}, entry {int(deeper[2]) + 1}: {deeper[3]}" if deeper else key or "keys"
    return f"{where}: expected {expected}, found {value!r}{guess}"


def _plan(where: str, one: object) -> None:
    """Check the keys, the kind and the day of one source."""
    if not isinstance(one, Mapping):
        message = f"{where}: expected keys such as `kind: arxiv`, found {one!r}"
        raise SettingsError(message)
    _known(where, "key", one, Plan.__struct_fields__)
    kind = one.get("kind")
    _known(where, "kind", [kind], get_args(Kind))
    needs = NEEDS.get(str(kind), ())
    if needs and not any(one.get(key) for key in needs):
        message = f"{where}: a source of kind {kind} needs {' or '.join(f'`{key}`' for key in needs)}"
        raise SettingsError(message)
    try:
        date.fromisoformat(str(one.get("since") or "2000-01-01"))
    except ValueError:
        message = f"{where}: since: expected a day such as 2026-01-31, found {one.get('since')!r}"
        raise SettingsError(message) from None


def _known(where: str, what: str, keys: Iterable[object], known: tuple[str, ...]) -> None:
    for key in keys:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}"
            message = f"{where}: unknown {what} {key!r}{hint}"
            raise SettingsError(message)
