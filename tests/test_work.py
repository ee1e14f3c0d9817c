"""Processes that work for another end with it."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import BrokenExecutor

import pytest

from papercat.work import Processes, apart, forked, in_chunks, processes

PROGRAM = """
import time
from papercat.work import forked

def work(number):
    # in one piece: without a buffer the end of the line is written by itself, and may follow the other's
    print(f"{number}\\n", end="", flush=True)
    time.sleep(100)

list(forked(work, range(2), 2))
"""

STOPPED = """
import multiprocessing, signal, time
from papercat.work import apart

# a job in the background of a shell ignores it
signal.signal(signal.SIGINT, signal.default_int_handler)

def work():
    # Python tells of one whose process ends at once
    lock = multiprocessing.get_context("spawn").Lock()
    print("works", flush=True)
    time.sleep(100)
    return b""

try:
    apart(work)
except KeyboardInterrupt:
    print("stopped")
"""


@pytest.mark.skipif(os.name != "posix", reason="needs fork")
def test_after_a_kill_no_process_is_left() -> None:
    """A run that is killed takes those with it that work for it; else they would hold the catalogue's lock for ever."""
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert sorted(run.stdout.readline() for _ in range(2)) == ["0\n", "1\n"]
        run.kill()
        # ends when the last process that can write there has
        assert run.communicate(timeout=60)[0] == ""


@pytest.mark.skipif(os.name != "posix", reason="needs fork")
def test_this_process_works_like_the_others_and_results_keep_their_order() -> None:
    """Two processes take part where two are wanted, and this is one of them."""
    both = multiprocessing.get_context("fork").Barrier(2)

    def work(number: int) -> tuple[int, int]:
        both.wait(60)
        return number, os.getpid()

    done = list(forked(work, range(2), 2))
    assert [number for number, _ in done] == [0, 1]
    assert os.getpid() in {process for _, process in done}


def test_a_single_call_needs_no_other_process() -> None:
    """To start one would take longer than the work."""
    with Processes(2) as executor:
        here = os.getpid()
        assert list(executor.map(lambda one, other: (one + other, os.getpid()), [1], [2])) == [(3, here)]
        assert executor.submit(os.getpid).result() == here
        assert list(in_chunks(executor, lambda items: [-one for one in items], range(3), 3)) == [0, -1, -2]
        assert list(executor.map(abs, ())) == []


@pytest.mark.skipif(os.name != "posix", reason="needs fork")
def test_processes_share_what_cannot_be_sent() -> None:
    """A lock, for instance; only results are sent, and they keep their order."""
    both, lock = multiprocessing.get_context("fork").Barrier(2), threading.Lock()

    def work(number: int) -> tuple[int, int]:
        with lock:
            both.wait(60)
        return -number, os.getpid()

    done = list(Processes(2).map(work, range(2)))
    assert [number for number, _ in done] == [0, -1]
    assert len({process for _, process in done}) == len(done)
    assert not multiprocessing.active_children()


def test_one_process_does_all_where_the_system_cannot_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no `fork`."""
    monkeypatch.delattr(os, "fork", raising=False)
    assert processes(10, 4) == 1
    here = os.getpid()
    assert list(Processes(4).map(lambda number: (number, os.getpid()), range(2))) == [(0, here), (1, here)]


@pytest.mark.skipif(os.name != "posix", reason="needs fork")
def test_an_error_ends_all_of_the_work() -> None:
    """What goes wrong in any process is raised here, and no process is left."""

    def work(number: int) -> int:
        return 1 // number

    for places in (range(50), range(50, -1, -1)):
        with pytest.raises(ZeroDivisionError):
            list(forked(work, places, 2))
    assert not multiprocessing.active_children()


@pytest.mark.skipif(os.name != "posix", reason="needs fork")
def test_a_process_apart_tells_its_result() -> None:
    """It is another process, what it changes is not changed here, and it is gone when it has told."""
    seen: list[int] = []

    def work() -> bytes:
        seen.append(1)
        return str(os.getpid()).encode()

    assert int(apart(work)) != os.getpid()
    assert seen == []
    assert not multiprocessing.active_children()


def _killed() -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b"never told"


@pytest.mark.skipif(os.name != "posix", reason="needs fork")
def test_what_goes_wrong_apart_is_raised_here() -> None:
    """An error comes with the way to it; a process that was killed is told from one that answered."""
    with pytest.raises(ZeroDivisionError) as caught:
        apart(lambda: bytes(1 // 0))
    assert "apart(lambda: bytes(1 // 0))" in "".join(caught.value.__notes__)
    with pytest.raises(BrokenExecutor):
        apart(_killed)
    assert not multiprocessing.active_children()


@pytest.mark.skipif(os.name != "posix", reason="needs fork")
def test_whoever_stops_waiting_ends_the_process_apart() -> None:
    """Ctrl-C is not kept waiting by work that nobody wants, which ends in order: no word of what it leaves behind."""
    command = [sys.executable, "-c", STOPPED]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "works\n"
        run.send_signal(signal.SIGINT)
        assert run.communicate(timeout=60) == ("stopped\n", "")
