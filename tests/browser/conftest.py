"""What browser tests share: sites built once, and a real Chromium."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from stage import FLAGS, PATIENCE, Once, Seen, built, copy_of_the_demo, executable, served


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return `once(name, make)`: the folder `name`, made by one of pytest-xdist's workers and shared by all."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent

    def make_once(name: str, make: Callable[[Path], None]) -> Path:
        folder = shared / f"site-{name}"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (shared / f"{name}.ok").exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                (shared / f"{name}.ok").touch()
        return folder

    return make_once


@pytest.fixture(scope="session")
def demo(once: Once) -> Path:
    """Build the demo catalogue once, and return its root; the site is in `site/`."""

    def make(folder: Path) -> None:
        copy_of_the_demo(folder)
        built(folder)

    return once("demo", make)


@pytest.fixture(scope="session")
def demo_url(demo: Path) -> Iterator[str]:
    """Serve the demo site."""
    with served(demo / "site") as url:
        yield url


expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; a machine without one fails here rather than to skip."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a fresh profile with a desktop's window."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light", reduced_motion="reduce")
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture
def demo_page(context: BrowserContext, demo_url: str) -> Iterator[Page]:
    """Open a tab for the demo; whatever the test does, no request leaves and no error is logged."""
    page, seen = context.new_page(), Seen()
    seen.watch(page, demo_url)
    yield page
    page.close()
    assert seen == Seen()
