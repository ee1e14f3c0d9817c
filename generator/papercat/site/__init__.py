"""The straight path, and nothing else: new, add, fetch, check, generate, build, serve, export, show.

Each module is loaded when something of it is asked for: a build that finds nothing to do is over before the others are.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papercat.site.adding import Added, Upload, add
    from papercat.site.budgeting import LIMIT, Budget, budget
    from papercat.site.building import GENERATED, build, serve
    from papercat.site.checking import check
    from papercat.site.correcting import Corrected, correct
    from papercat.site.digesting import claim, digest, due, known, mail, postbox
    from papercat.site.enriching import enriched, load
    from papercat.site.exporting import export
    from papercat.site.fetching import Fetched, Stale, door, fetch, stale
    from papercat.site.generating import Generated, generate
    from papercat.site.making import Outcome, make
    from papercat.site.moving import Moved, move
    from papercat.site.origins import plan_of
    from papercat.site.project import Built, Project, find, read
    from papercat.site.showing import Shown, show
    from papercat.site.starting import Started, new, start
    from papercat.site.suggesting import append_tags, as_yaml, suggest
    from papercat.site.unchanged import where_changed
    from papercat.site.working import Workers, for_bytes, for_catalogue

__all__ = [
    "GENERATED",
    "LIMIT",
    "Added",
    "Budget",
    "Built",
    "Corrected",
    "Fetched",
    "Generated",
    "Moved",
    "Outcome",
    "Project",
    "Shown",
    "Stale",
    "Started",
    "Upload",
    "Workers",
    "add",
    "append_tags",
    "as_yaml",
    "budget",
    "build",
    "check",
    "claim",
    "correct",
    "digest",
    "door",
    "due",
    "enriched",
    "export",
    "fetch",
    "find",
    "for_bytes",
    "for_catalogue",
    "generate",
    "known",
    "load",
    "mail",
    "make",
    "move",
    "new",
    "plan_of",
    "postbox",
    "read",
    "serve",
    "show",
    "stale",
    "start",
    "suggest",
    "where_changed",
]
_NAMES = {
    "adding": "Added Upload add",
    "budgeting": "LIMIT Budget budget",
    "building": "GENERATED build serve",
    "checking": "check",
    "correcting": "Corrected correct",
    "digesting": "claim digest due known mail postbox",
    "enriching": "enriched load",
    "exporting": "export",
    "fetching": "Fetched Stale door fetch stale",
    "generating": "Generated generate",
    "making": "Outcome make",
    "moving": "Moved move",
    "origins": "plan_of",
    "project": "Built Project find read",
    "showing": "Shown show",
    "starting": "Started new start",
    "suggesting": "append_tags as_yaml suggest",
    "unchanged": "where_changed",
    "working": "Workers for_bytes for_catalogue",
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Return what is exported, out of the module that holds it (PEP 562)."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
