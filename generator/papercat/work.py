"""Work that is independent per paper goes through an executor (design, law 6).

Locally that is a process pool, on a cluster Dask's `Client.get_executor()`, in tests and for small catalogues `Inline`.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain
from typing import Any, ParamSpec, TypeVar

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


_inherited: Callable[[Any], Any] | None = None
"""What the processes of `forked` run; they inherit it."""


def forked(function: Callable[[T], R], items: Sequence[T], jobs: int = 0) -> Iterator[R]:
    """Apply any `function`, closures too, to each item; yield the results in order.

    The processes are forks of this one: they inherit all that the function refers to, the catalogue for instance,
    and only items and results are sent. For work that needs most of what this process holds; a cluster cannot do it.

    Args:
        function: what to do.
        items: picklable, as are the results; few and large.
        jobs: processes; 1 works here, 0 takes one a core.
    """
    global _inherited  # noqa: PLW0603 - what the processes inherit
    count = processes(len(items), jobs)
    if count == 1:
        yield from map(function, items)
        return
    _inherited = function
    # what is here already is no garbage: not to look for it spares time, and the copying of pages of memory
    gc.freeze()
    try:
        with ProcessPoolExecutor(count, multiprocessing.get_context("fork"), initializer=quiet) as pool:
            yield from pool.map(_call, items)
    finally:
        gc.unfreeze()
        _inherited = None


def processes(items: int, jobs: int = 0) -> int:
    """Return how many processes `forked` takes for so many items."""
    return max(1, min(jobs or os.cpu_count() or 1, items))


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: values hold no circles, and to look through a large catalogue takes long."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def quiet() -> None:
    """Begin a process that works for another: ctrl-C is for the parent, and it ends before there is much garbage."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    """End this process where its parent was killed: nobody else would, and it holds the catalogue's lock, too."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _call(item: Any) -> Any:  # noqa: ANN401 - as the function's
    if _inherited is None:
        message = "this process inherited nothing"
        raise RuntimeError(message)
    return _inherited(item)
