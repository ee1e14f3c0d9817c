"""What mkdocs.yml says: a few keys of MkDocs itself, and ours under `extra.papercat`."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from papercat.errors import SettingsError


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys under `extra.papercat`."""

    fields: dict[str, str] = {}
    """Field map for foreign files: their name for a field -> ours."""
    per_page: int = 100
    """Entries of a list on one page."""
    author_page_from: int = 2
    """An author with at least so many papers gets a page; the others stand in the list of authors."""
    name_page_from: int = 2
    """A name that at least so many papers use gets a page; the others stand in the list of names."""
    related: int = 10
    """Related papers shown, at most."""
    offline: bool = False
    """Also write the search as one script, so that it works in a copy of the site that is opened from a disk."""
    corrections_url: str = ""
    """Where "suggest a correction" leads; by default a new issue at `repo_url`."""


@dataclass(frozen=True)
class Settings:
    """Everything that page makers may know of the site."""

    site_name: str = "Papercat"
    site_url: str = ""
    """With a final slash where given; canonical URLs, feeds and exports need it."""
    site_description: str = ""
    repo_url: str = ""
    language: str = "en"
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
    ours = extra.get("papercat") if isinstance(extra, Mapping) else None
    theme = config.get("theme")
    language = theme.get("language") if isinstance(theme, Mapping) else None
    return Settings(
        site_name=text("site_name") or "Papercat",
        site_url=f"{text('site_url').rstrip('/')}/" if text("site_url") else "",
        site_description=text("site_description"),
        repo_url=text("repo_url").rstrip("/"),
        language=language if isinstance(language, str) else "en",
        options=_options(ours if ours is not None else {}, file),
    )


def _options(ours: object, file: str) -> Options:
    where = f"{file}: extra.papercat"
    if isinstance(ours, Mapping):
        for key in ours:
            if key not in Options.__struct_fields__:
                near = difflib.get_close_matches(str(key), Options.__struct_fields__, n=1)
                hint = f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(Options.__struct_fields__)}"
                message = f"{where}: unknown key {key!r}{hint}"
                raise SettingsError(message)
    try:
        return msgspec.convert(ours, Options)
    except msgspec.ValidationError as error:
        message = f"{where}: {error}"
        raise SettingsError(message) from None
