"""Processes to work with: none of their own for a small catalogue, a pool where that pays, a cluster if asked."""

import os
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from typing import NamedTuple

from papercat.site.cluster import executor as cluster_at
from papercat.site.project import Project
from papercat.work import Inline, Processes

POOL_FROM = 2_000
"""Papers from which processes of their own pay for being started."""
BYTES = 1_000
"""A paper's record, roughly."""


class Workers(NamedTuple):
    """Who works on a build."""

    jobs: int = 0
    """Processes of this machine; 1 works in this process, 0 chooses."""
    cluster: str = ""
    """Address of a Dask scheduler whose workers enrich the papers in their stead."""


ALONE = Workers()
"""This machine, as many processes as pay."""


def for_catalogue(project: Project, jobs: int = 0, cluster: str = "") -> AbstractContextManager[Executor]:
    """Return an executor for the papers on disk; `jobs` as for `for_bytes`.

    Args:
        project: whose papers.
        jobs: processes of this machine.
        cluster: address of a Dask scheduler whose workers take their place.
    """
    return cluster_at(cluster) if cluster else for_bytes(_size(project), jobs)


def pays(project: Project) -> bool:
    """Tell whether so many papers lie on the disk that processes of their own pay."""
    return _size(project) >= POOL_FROM * BYTES


def _size(project: Project) -> int:
    """Return the bytes of the records."""
    files = project.catalogue.glob("*.jsonl") if project.catalogue.is_dir() else ()
    return sum(file.stat().st_size for file in files)


def for_bytes(size: int, jobs: int = 0) -> Executor:
    """Return an executor for so many bytes of records.

    Args:
        size: bytes.
        jobs: processes; 1 works in this process, 0 chooses.
    """
    count = jobs or (os.cpu_count() or 1 if size >= POOL_FROM * BYTES else 1)
    return Inline() if count == 1 else Processes(count)
