"""Work that is independent per paper goes through an executor (design, law 6).

Locally that is a process pool, on a cluster Dask's `Client.get_executor()`, in tests and for small catalogues `Inline`.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from itertools import chain
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")


class Inline(Executor):
    """An executor that runs each call at once, in the caller's process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run `fn` now and return its finished future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001 - carried to the caller by the future, as every executor does
            future.set_exception(error)
        return future


def in_chunks(
    executor: Executor, function: Callable[[Sequence[T]], Sequence[R]], items: Sequence[T], size: int = 500
) -> Iterator[R]:
    """Apply a module-level `function` to runs of `size` items and return the results in order.

    Args:
        executor: where to run; the function and its items must be picklable.
        function: takes a run of items, returns one result for each.
        items: the work.
        size: items sent at once; large enough that sending costs little beside working.
    """
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    return chain.from_iterable(executor.map(function, chunks))
