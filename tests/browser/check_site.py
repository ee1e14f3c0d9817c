"""Looks at any built site as the tests look at the demo: links, HTML, accessibility. `make check-site SITE=folder`.

Of each kind of page it takes the longest, the shortest and some between; `--all` validates every page.
Every finding is a line of its own, and there must be none.
"""

import argparse
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from crawl import broken
from playwright.sync_api import Browser, ViewportSize, sync_playwright
from stage import FLAGS, ROOT, axe, executable, served

SIZES = {"desktop": ViewportSize(width=1280, height=900), "phone": ViewportSize(width=375, height=740)}
SCHEMES = ("light", "dark")
TOGETHER = 500
"""Files that one run of the validator is given."""


def kinds(site: Path) -> Mapping[str, list[Path]]:
    """Return the pages of each kind, the longest first; a page at the top is a kind of its own."""
    found = defaultdict(list)
    for path in sorted(site.rglob("*.html")):
        parts = path.relative_to(site).parts
        paged = "page" if any(re.fullmatch(r"page-\d+", part) for part in parts) else ""
        found[f"{parts[0]}/{paged or '*'}" if len(parts) > 2 else "/".join(parts)].append(path)
    return {kind: sorted(paths, key=lambda path: -path.stat().st_size) for kind, paths in found.items()}


def some(paths: Sequence[Path], count: int) -> list[Path]:
    """Return the first, the last, and as many evenly between as make `count`."""
    if len(paths) <= count:
        return list(paths)
    return [paths[round(i * (len(paths) - 1) / (count - 1))] for i in range(count)]


def invalid(paths: Sequence[Path]) -> Iterator[str]:
    """Yield what the validator finds in these files."""
    for start in range(0, len(paths), TOGETHER):
        files = paths[start : start + TOGETHER]
        command = [Path(sys.executable).with_name("node"), ROOT / "tests/browser/validate.js", *files]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        yield from done.stdout.splitlines()


def inaccessible(browser: Browser, site: Path, paths: Sequence[Path]) -> Iterator[str]:
    """Yield what axe-core finds on these pages, in light and dark, on desktop and phone."""
    with served(site) as home:
        for scheme in SCHEMES:
            for size, viewport in SIZES.items():
                context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
                page = context.new_page()
                for path in paths:
                    address = path.relative_to(site).as_posix().removesuffix("index.html")
                    yield from (f"{address} ({scheme}, {size}): {found}" for found in axe(page, home + address))
                context.close()


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def told(what: str, findings: Iterator[str]) -> int:
    """Print the findings and how many there were; return that."""
    start, count = time.monotonic(), 0
    for line in findings:
        say(line)
        count += 1
    say(f"{what}: {count} findings, {time.monotonic() - start:.0f} s")
    return count


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 1 where anything was found."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("site", type=Path, help="the built folder")
    asked.add_argument("--each", type=int, default=4, help="pages of each kind for axe-core (default: 4)")
    asked.add_argument("--valid", type=int, default=200, help="pages of each kind for the validator (default: 200)")
    asked.add_argument("--all", action="store_true", help="give every page to the validator")
    options = asked.parse_args(arguments)
    site = options.site.resolve()
    found = kinds(site)
    if not found:
        asked.error(f"{site}: there is no page; expected a built site")
    every = [path for paths in found.values() for path in (paths if options.all else some(paths, options.valid))]
    seen = [path for paths in found.values() for path in some(paths, options.each)]
    home = re.search("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    links = broken(site, home[1] if home else "https://example.org/")
    count = told(f"links and anchors of {sum(map(len, found.values()))} pages", links)
    count += told(f"HTML of {len(every)} pages", invalid(every))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        count += told(f"accessibility of {len(seen)} pages", inaccessible(browser, site, seen))
        browser.close()
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(main())
