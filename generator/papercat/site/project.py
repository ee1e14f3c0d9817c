"""Where a catalogue lies and what its mkdocs.yml says."""

import os
from collections.abc import Hashable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import yaml

from papercat import settings
from papercat.errors import Failure, SettingsError, UsageError
from papercat.settings import Settings

CACHE = Path(".cache", "papercat")
"""Below the folder of mkdocs.yml; may be deleted or carried to another machine at any time."""
CONFIGS = ("mkdocs.yml", "mkdocs.yaml")


class Project(NamedTuple):
    """A catalogue's folder; made from its mkdocs.yml by `read`."""

    config: Path
    """The mkdocs.yml itself, absolute."""
    docs: Path
    site: Path
    settings: Settings
    mapping: Mapping[str, object] = MappingProxyType({})
    """All keys of mkdocs.yml, those that it inherits included; tags of other programs are read as nothing."""

    @property
    def root(self) -> Path:
        """Return the folder of mkdocs.yml."""
        return self.config.parent

    @property
    def catalogue(self) -> Path:
        """Return the folder of the records."""
        return self.docs / "catalogue"


class Built(NamedTuple):
    """A site that was put in place."""

    site: Path
    files: int
    size: int
    """Bytes of all files."""
    plain: str
    """Why MkDocs alone built it, where it did."""
    digest: str = ""
    """Of the names, sizes and times of its files."""


def find(start: Path, *, upward: bool) -> Path:
    """Return the mkdocs.yml in `start`, or in the nearest folder above it if `upward`.

    Raises:
        UsageError: there is none.
    """
    folder = start.absolute()
    if not folder.is_dir():
        what = "is a file, not a folder" if folder.exists() else "does not exist"
        message = f"{start} {what}; --root takes the folder that holds mkdocs.yml"
        raise UsageError(message)
    for place in (folder, *folder.parents) if upward else (folder,):
        for name in CONFIGS:
            if (place / name).is_file():
                return place / name
    message = f"no mkdocs.yml in {folder}{' or above it' if upward else ''}; `papercat new DIR` makes a catalogue"
    raise UsageError(message)


def read(config: Path) -> Project:
    """Read the settings and folders that a mkdocs.yml names.

    Raises:
        SettingsError: it is no YAML, or a key that Papercat needs has a wrong value.
    """
    mapping = _mapping(config)

    def folder(key: str, default: str) -> Path:
        value = mapping.get(key)
        if value is not None and not isinstance(value, str):
            message = f"{config.name}: {key}: expected a folder, not {value!r}"
            raise SettingsError(message)
        return config.parent / (value or default)

    docs = folder("docs_dir", "docs").absolute()
    if mapping.get("docs_dir") and not docs.is_dir():
        # a slip there would begin an empty catalogue beside the real one
        message = f"{config.name}: docs_dir: no such folder: {mapping['docs_dir']}"
        raise SettingsError(message)
    return Project(
        config=config.absolute(),
        docs=docs,
        site=folder("site_dir", "site").absolute(),
        settings=settings.from_mapping(mapping, config.name),
        mapping=mapping,
    )


class _Tolerant(yaml.SafeLoader):
    """YAML without the objects that MkDocs and its plugins make from tags: those are read as nothing."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    """Return what MkDocs makes of `!ENV NAME` and `!ENV [NAME, OTHER, default]`."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(str(loader.construct_scalar(node)))
    if not isinstance(node, yaml.SequenceNode):
        return None
    names = loader.construct_sequence(node)
    default = names.pop() if len(names) > 1 else None
    return next((os.environ[str(name)] for name in names if str(name) in os.environ), default)


def _nothing(_loader: yaml.SafeLoader, _suffix: str, _node: yaml.Node) -> None:
    """Read an unknown tag as nothing; MkDocs will judge it."""


_Tolerant.add_constructor("!ENV", _environment)
_Tolerant.add_multi_constructor("", _nothing)


def _mapping(config: Path, seen: frozenset[Path] = frozenset()) -> dict[str, object]:
    """Return the keys of a mkdocs.yml, on top of those of the file that it inherits from."""
    try:
        text = config.read_text(encoding="utf-8-sig")
        value = yaml.load(text, _Tolerant)  # noqa: S506 - a subclass of SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        message = f"{_place(config, error)}: not YAML: {getattr(error, 'problem', '') or error}"
        raise SettingsError(message) from None
    except OSError as error:
        message = f"cannot read {config}: {error.strerror}"
        raise Failure(message) from None
    if not isinstance(value, dict):
        message = f"{config.name}: expected keys such as `site_name: My papers`, found {value!r}"
        raise SettingsError(message)
    parent = value.pop("INHERIT", None)
    if parent is None:
        return value
    above = (config.parent / str(parent)).absolute()
    if above in seen or not above.is_file():
        message = f"{config.name}: INHERIT: {'goes in a circle' if above in seen else f'no such file: {parent}'}"
        raise SettingsError(message)
    return _merged(_mapping(above, seen | {above}), value)


def _place(config: Path, error: Exception) -> str:
    """Return file and line of a YAML error."""
    mark = getattr(error, "problem_mark", None)
    return f"{config.name}:{mark.line + 1}" if isinstance(mark, yaml.Mark) else config.name


def _merged(below: dict[str, object], above: dict[Hashable, object]) -> dict[str, object]:
    """Return `below` with the keys of `above` laid over it, mapping by mapping, as MkDocs does."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(str(key))
        merged[str(key)] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
