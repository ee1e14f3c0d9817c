"""What browser tests stand on: a copy of the demo, a static host on the loopback interface, a watch on pages."""

import functools
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 30_000
"""Milliseconds that a test waits for what a busy machine shows late."""
PREFIX = "/papercat/"
"""Sites are served below a folder, as GitHub Pages does it, so that an absolute link shows."""
SITE_URL = f"https://fabricated.example{PREFIX}"
"""Where the sites say that they are, unless their mkdocs.yml knows better."""


@dataclass
class Seen:
    """What a page did that it must not do; empty for a good one."""

    foreign: list[str] = field(default_factory=list)
    """Requests to another host."""
    errors: list[str] = field(default_factory=list)
    """Console errors, uncaught exceptions, failed requests."""

    def watch(self, page: Page, home: str) -> None:
        """Note what this page does from now on."""
        page.on("request", lambda r: None if r.url.startswith((home, "data:", "blob:")) else self.foreign.append(r.url))
        page.on("console", lambda m: self.errors.append(f"{page.url}: {m.text}") if m.type == "error" else None)
        page.on("pageerror", lambda e: self.errors.append(f"{page.url}: {e}"))


def papercat(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command line of this checkout."""
    command = [sys.executable, "-m", "papercat", *map(str, arguments)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000", "SITE_URL": SITE_URL}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def built(root: Path) -> None:
    """Build the site of `root`, or fail with what the command said."""
    done = papercat("build", "--root", root)
    assert done.returncode == 0, done.stdout + done.stderr


Once = Callable[[str, Callable[[Path], None]], Path]
"""`once(name, make)`: a folder that one worker makes and all read."""


def copy_of_the_demo(folder: Path) -> None:
    """Copy what git knows of the demo, so that a site built by hand in the checkout is neither used nor touched."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "mkdocs.yml", "docs"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    # the theme's overrides and the changelog are named by relative paths
    for name in ("generator", "CHANGELOG.md", "CONTRIBUTING.md", "README.md"):
        (folder / name).symlink_to(ROOT / name)


class _Quiet(SimpleHTTPRequestHandler):
    """A static host: below a prefix, with the site's own 404 page, silent."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(PREFIX.rstrip("/")))

    def do_GET(self) -> None:
        if not self.path.endswith("/sitemap.xml"):
            super().do_GET()
            return
        # the address that the site was built for is this one, as far as instant navigation can tell
        text = (Path(self.directory) / "sitemap.xml").read_text(encoding="utf-8")
        here = f"http://{self.headers['Host']}{PREFIX}"
        home = re.search("<loc>(.*?)</loc>", text)
        self._answer(200, text.replace(f"<loc>{home[1] if home else here}", f"<loc>{here}").encode(), "application/xml")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        self._answer(404, page.read_bytes(), "text/html; charset=utf-8")

    def _answer(self, code: int, body: bytes, kind: str) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002 - the base class passes it
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        pass


class _Bare(_Quiet):
    """The same host without the theme's files, which makes pages load ten times as fast."""

    def do_GET(self) -> None:
        if "/assets/" in self.path:
            self._answer(404, b"", "text/plain")
        else:
            super().do_GET()


class _Piecemeal(_Quiet):
    """The same host behind a slow line: a page is parsed, and its scripts run, before all of it is there."""

    def do_GET(self) -> None:
        page = self.send_head() if self.path.endswith("/") else None
        if not page:
            super().do_GET()
            return
        with page:
            for piece in re.split(rb"(?<=</header>)|(?=<footer)", page.read()):
                self.wfile.write(piece)
                time.sleep(0.1)


BELOW = ("papers", "tags", "names", "authors", "venues", "years", "digest", "quality", "map")
"""Folders of pages, of which one page stands for all."""


def kinds(site: Path) -> list[str]:
    """Return the address of one page of each kind: all at the top, by hand too, and one of each folder."""
    top = {path.parent for path in site.glob("*/index.html")} | {site}
    below = {min(site.glob(f"{kind}/*/index.html")).parent for kind in BELOW if any(site.glob(f"{kind}/*/index.html"))}
    return [f"{path.relative_to(site).as_posix()}/".removeprefix("./") for path in sorted(top | below)]


@contextmanager
def served(site: Path, *, bare: bool = False, piecemeal: bool = False) -> Iterator[str]:
    """Serve a folder on the loopback interface and yield its address, final slash included."""
    kind = _Bare if bare else _Piecemeal if piecemeal else _Quiet
    handler = functools.partial(kind, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RUN = """axe.run({resultTypes: ["violations"]}).then(({violations}) => violations.flatMap(
  ({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 120)}`)))"""


def axe(page: Page, url: str) -> list[str]:
    """Open a page, and return what axe-core finds after the page's own scripts have done their work."""
    page.goto(url, wait_until="load")
    page.evaluate("() => new Promise((done) => setTimeout(done, 150))")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN)
    return found


def executable() -> str:
    wanted = [os.environ["PAPERCAT_BROWSER"]] if os.environ.get("PAPERCAT_BROWSER") else BROWSERS
    found = next(filter(None, map(shutil.which, wanted)), None)
    if not found:
        pytest.fail("no Chromium or Chrome: run `make browser`, or set PAPERCAT_BROWSER=/path/to/it", pytrace=False)
    return found


def await_script(page: Page) -> None:
    """Wait until Material's script runs; asked from here, since a page's own policy forbids it to evaluate a text."""
    end = time.monotonic() + PATIENCE / 1000
    while not page.evaluate("'document$' in window"):
        assert time.monotonic() < end, "the theme's script did not come"
        page.wait_for_timeout(50)
