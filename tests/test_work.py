"""Processes that work for another end with it."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
import time
from papercat.work import forked

def work(number):
    print(number, flush=True)
    time.sleep(100)

list(forked(work, range(2), 2))
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
