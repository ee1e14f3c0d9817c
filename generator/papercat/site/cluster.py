"""Work on other machines: the processes of a Dask cluster as an executor (design, law 6)."""

import re
import warnings
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from papercat.errors import Failure, UsageError

if TYPE_CHECKING:
    from distributed import Client

ADDRESS = re.compile(r"(?:(?:tcp|tls|ucx|wss?)://)?(?:[\w.-]+|\[[\da-fA-F:.]+\]):\d{1,5}|inproc://\S+", re.ASCII)
"""Where a scheduler may listen. A client that is given anything else leaves a traceback when it is let go."""
PATIENCE = 10
"""Seconds to wait for an answer of the scheduler, and for a first worker."""


@contextmanager
def executor(address: str) -> Iterator[Executor]:
    """Open the cluster whose scheduler listens at `address` (`tcp://host:8786`), and let it go at the end.

    Raises:
        UsageError: the extra is not installed, or `address` is none.
        Failure: nobody answers there, there are no workers, they have another Papercat, or one of them broke down.
    """
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra
        from distributed.comm import CommClosedError  # noqa: PLC0415 - as above
    except ImportError:
        message = "--cluster needs Dask: python -m pip install 'papercat[cluster]'"
        raise UsageError(message) from None
    if not ADDRESS.fullmatch(address):
        message = f"--cluster: {address!r} is no address of a scheduler, such as tcp://host:8786"
        raise UsageError(message)
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except ValueError as error:
        message = f"--cluster: {address!r} is no address of a scheduler, such as tcp://host:8786: {error}"
        raise UsageError(message) from None
    except OSError as error:
        message = f"no Dask scheduler answers at {address}: {error}"
        raise Failure(message) from None
    with client, warnings.catch_warnings():
        # papers are large, and each is sent once
        warnings.filterwarnings("ignore", message="Sending large graph", category=UserWarning)
        _ready(client, address)
        try:
            yield client.get_executor(pure=False)
        except (KilledWorker, CommClosedError) as error:
            message = f"the cluster at {address} broke down: {error}"
            raise Failure(message) from None


def _ready(client: "Client", address: str) -> None:
    """See that there are workers, and that they would do the same as this machine."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        theirs = set(client.run(version, "papercat").values())
    except TimeoutError:
        message = f"the Dask scheduler at {address} has no workers; start some with: dask worker {address}"
        raise Failure(message) from None
    except PackageNotFoundError:
        theirs = {"none"}
    if theirs != {version("papercat")}:
        message = (
            f"the workers at {address} have Papercat {', '.join(sorted(theirs))}, here it is {version('papercat')}"
        )
        raise Failure(message)
