"""Work that is independent per paper goes through an executor (design, law 6).

Locally that is this process with forks of it, on a cluster Dask's `Client.get_executor()`, in tests and for small
catalogues `Inline`.
"""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.sharedctypes import Synchronized

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


class Processes(Inline):
    """This process and forks of it, made anew for each `map`: nothing but results is sent between them.

    What one call asks for by `submit` is done here.
    """

    def __init__(self, jobs: int = 0) -> None:
        """Take so many processes; 0 for one a core."""
        self.jobs = jobs

    def map(
        self,
        fn: Callable[..., T],
        *iterables: Iterable[Any],
        timeout: float | None = None,  # noqa: ARG002 - all results are there when the first is
        chunksize: int = 1,  # noqa: ARG002 - each process takes the next call that is left
    ) -> Iterator[T]:
        """Apply `fn` to the items, in order."""
        return forked(lambda call: fn(*call), list(zip(*iterables, strict=False)), self.jobs)


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


_inherited: Callable[[], Any] | None = None
"""What the processes of `forked` run; they inherit it."""


def forked(function: Callable[[T], R], items: Sequence[T], jobs: int = 0) -> Iterator[R]:
    """Apply any `function`, closures too, to each item; yield the results in order once all are there.

    The processes are this one and forks of it: they inherit all that function and items refer to, the catalogue for
    instance, and only results are sent. For work that needs most of what this process holds; a cluster cannot do it.
    What a fork reads is copied, because Python counts in each value who refers to it: so this process works as well,
    instead of holding a copy of its own while it waits.

    Args:
        function: what to do; its results are picklable.
        items: few and large; each process takes the next one that is left.
        jobs: processes; 1 works here, 0 takes one a core.
    """
    global _inherited  # noqa: PLW0603 - what the processes inherit
    count = processes(len(items), jobs)
    if count == 1:
        with uncollected():
            yield from map(function, items)
        return
    fork = multiprocessing.get_context("fork")
    _inherited = work = partial(_taken, function, items, fork.Value("q", 0))
    release()
    # what is here already is no garbage: not to look for it spares time, and the copying of pages of memory
    gc.freeze()
    try:
        with ProcessPoolExecutor(count - 1, fork, initializer=quiet) as pool:
            others = [pool.submit(_work) for _ in range(count - 1)]
            with uncollected():
                done = work()
            for other in others:
                done |= other.result()
    finally:
        gc.unfreeze()
        _inherited = None
    yield from (done[place] for place in range(len(items)))


def apart(function: Callable[[], bytes]) -> bytes:
    """Run a function in a fork of this process and return its result; all else that it needed of memory goes with it.

    Raises:
        BrokenExecutor: the process was killed.
        Exception: what the function raised.
    """
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    other = fork.Process(target=_answer, args=(function, there))
    other.start()
    there.close()
    try:
        error = here.recv()
        made = here.recv_bytes() if error is None else b""
    except EOFError:
        message = "a process was killed"
        raise BrokenExecutor(message) from None
    except BaseException:
        # nobody waits for it any longer
        other.terminate()
        raise
    finally:
        other.join()
    if error is not None:
        raise error
    return made


def _answer(function: Callable[[], bytes], to: "Connection") -> None:
    """Tell what a function raised, or nothing and its result."""
    quiet()
    # by way of an exception, so that its own processes end, too
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        made = function()
    except Exception as error:  # noqa: BLE001 - raised where the result is awaited
        # the way to it would stay here
        error.add_note(traceback.format_exc())
        to.send(error)
        return
    to.send(None)
    to.send_bytes(made)


def _taken(function: Callable[[T], R], items: Sequence[T], turn: "Synchronized[int]") -> dict[int, R]:
    """Apply the function to the items that are this process's turn; return results by place."""
    made: dict[int, R] = {}
    try:
        while (place := _next(turn)) < len(items):
            made[place] = function(items[place])
    except BaseException:
        # the others need not go on
        turn.value = len(items)
        raise
    return made


def _next(turn: "Synchronized[int]") -> int:
    with turn.get_lock():
        turn.value += 1
        return turn.value - 1


def processes(items: int, jobs: int = 0) -> int:
    """Return how many processes `forked` takes for so many items; one where the system cannot fork."""
    most = (jobs or os.cpu_count() or 1) if hasattr(os, "fork") else 1
    return max(1, min(most, items))


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


def release() -> None:
    """Give memory that nothing uses any longer back to the system, where the C library keeps it and can be told so."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def quiet() -> None:
    """Begin a process that works for another: ctrl-C is for the parent, and it ends before there is much garbage."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # whatever it inherited for that
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.disable()
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    """End this process where its parent was killed: nobody else would, and it holds the catalogue's lock, too."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _work() -> Any:  # noqa: ANN401 - as the function's
    if _inherited is None:
        message = "this process inherited nothing"
        raise RuntimeError(message)
    return _inherited()
