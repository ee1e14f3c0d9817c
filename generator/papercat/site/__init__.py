"""The straight path, and nothing else: new, add, fetch, check, generate, build, serve, export, show."""

from papercat.site.adding import Added, Upload, add
from papercat.site.budgeting import LIMIT, Budget, budget
from papercat.site.building import GENERATED, Built, build, serve
from papercat.site.checking import check
from papercat.site.correcting import Corrected, correct
from papercat.site.digesting import claim, digest, due, mail, postbox
from papercat.site.exporting import export
from papercat.site.fetching import Fetched, Stale, door, fetch, stale
from papercat.site.generating import Generated, enriched, generate, load
from papercat.site.making import Outcome, make
from papercat.site.moving import Moved, move
from papercat.site.origins import plan_of
from papercat.site.project import Project, find, read
from papercat.site.showing import Shown, show
from papercat.site.starting import Started, new, start
from papercat.site.suggesting import append as append_tags
from papercat.site.suggesting import as_yaml, suggest
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
]
