"""Measure the map in a real Chromium: from the address to the first picture, and frames while it is moved.

The papers are fabricated: only their number matters. Usage: bench/map.py [PAPERS]
"""

import functools
import os
import shutil
import sys
import tempfile
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from papercat import atlas
from papercat.catalogue import Catalogue
from papercat.insight import Tag, Tagging
from papercat.pages import maps
from papercat.records import Paper
from papercat.words import Words

PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="map.css">
<body data-md-color-scheme="default"><div class="pc-map"></div>
<script src="map.js"></script><script src="bench.js"></script>"""
SCRIPT = """addEventListener("load", async () => {
  window.chart = await window.mountMap(document.querySelector(".pc-map"), "points.bin")
  requestAnimationFrame(() => requestAnimationFrame(() => { window.drawn = performance.now() }))
})"""
MOVE = """async seconds => {
  const { chart } = window
  const [start, spent] = [performance.now(), []]
  let last = start, longest = 0, frames = 0
  while (performance.now() - start < seconds * 1000) {
    await new Promise(requestAnimationFrame)
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    chart.view.pan(Math.cos(frames / 20) * 6, Math.sin(frames / 20) * 6)
    chart.draw()
    spent.push(performance.now() - now)
    frames++
  }
  spent.sort((one, other) => one - other)
  const at = share => spent[Math.floor(spent.length * share)]
  return { fps: frames / (performance.now() - start) * 1000, median: at(0.5), p95: at(0.95), longest }
}"""


def catalogue(count: int) -> tuple[Catalogue, atlas.Atlas]:
    """Return so many fabricated papers, and a map of clouds of points."""
    rng = np.random.default_rng(1)
    papers = tuple(
        Paper(id=f"fabricated-{i:07d}", title=f"Fabricated {i}", date=str(2000 + i % 26)) for i in range(count)
    )
    group = rng.integers(0, 40, count)
    centres = rng.uniform(8_000, 57_000, (40, 2))
    places = (centres[group] + rng.normal(0, 3_000, (count, 2))).clip(0, atlas.SIDE).astype(np.uint16)
    tags = {paper.id: (Tagging(f"tag-{one}", ""),) for paper, one in zip(papers, group.tolist(), strict=True)}
    vocabulary = tuple(Tag(id=f"tag-{one}", label=f"Fabricated tag {one}") for one in range(40))
    topics = tuple(
        atlas.Topic(f"Fabricated tag {one}", (), int(x), int(y), int((group == one).sum()))
        for one, (x, y) in enumerate(centres)
    )
    return Catalogue(papers=papers, vocabulary=vocabulary, tags=tags), atlas.Atlas(places, topics, topics[:9])


def lay_out(folder: Path, count: int) -> int:
    """Write the page and its files; return the bytes of the points."""
    data = maps.points(*catalogue(count), np.arange(count), count)
    (folder / "points.bin").write_bytes(data)
    (folder / "map.css").write_bytes(files("papercat.atlas").joinpath("js", "map.css").read_bytes())
    script = maps.script(Words()).replace("})()\n", "window.mountMap = mount\n})()\n")
    (folder / "map.js").write_text(script, encoding="utf-8")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "bench.js").write_text(SCRIPT, encoding="utf-8")
    return len(data)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    """Print a line for each size of the window."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    browser = shutil.which(os.environ.get("PAPERCAT_BROWSER", "chromium"))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        size = lay_out(Path(name), count)
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=name))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"{count:,} points, {size:,} bytes, load {os.getloadavg()[0]:.1f}, {time.strftime('%Y-%m-%d')}")
        started = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for what, width, height, dense in (("desktop", 1280, 900, 1), ("phone", 390, 844, 3)):
            page = started.new_page(viewport={"width": width, "height": height}, device_scale_factor=dense)
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            page.wait_for_function("window.drawn")
            figures = page.evaluate(MOVE, 4)
            print(
                f"{what}: first picture {page.evaluate('window.drawn'):.0f} ms, {figures['fps']:.0f} frames/s, "
                f"drawing {figures['median']:.1f} ms (p95 {figures['p95']:.1f}), longest {figures['longest']:.0f} ms"
            )
        started.close()
        server.shutdown()


if __name__ == "__main__":
    main()
