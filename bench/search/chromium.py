"""Measure in a real Chromium: chromium.py FOLDER QUESTIONS.jsonl [--pagefind]; prints lines of JSON.

Time from a question to its results through the worker, warm; frames of the page's thread over 50 ms; the heap of the
engine with its caches. With `--pagefind`: Pagefind's quality, bytes and times on the same records.
"""

import functools
import http.server
import json
import os
import resource
import subprocess
import sys
import threading
from collections import defaultdict
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
HTML = '<!doctype html><meta charset=utf-8><title>x</title><script src="search/box.js"></script>'
TIMES = """async questions => {
  const long = []
  new PerformanceObserver(list => long.push(...list.getEntries().map(e => e.duration))).observe({type: "longtask"})
  for (const text of questions) await papercatSearch.ask(text, {})
  const times = []
  for (const text of questions) {
    const start = performance.now()
    await papercatSearch.ask(text, {})
    times.push(performance.now() - start)
  }
  await new Promise(done => setTimeout(done, 200))
  times.sort((a, b) => a - b)
  return {p50: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)], max: times.at(-1),
    long_frames: long.length, longest_frame: Math.max(0, ...long)}
}"""
HEAP = """async questions => {
  const {open} = await import("/search/engine.js")
  globalThis.engine = open(async path => new Uint8Array(await (await fetch("/search/" + path)).arrayBuffer()))
  for (const text of questions) await engine.query(text)
}"""
PAGE = "<!doctype html><html lang=en><title>{title}</title><h1>{title}</h1><p>{authors}</p><p>{abstract}</p>"
PAGEFIND = """async ([texts, wanted]) => {
  globalThis.pagefind ??= await import("/pagefind/pagefind.js")
  const made = []
  for (const [i, text] of texts.entries()) {
    const start = performance.now()
    const {results} = await pagefind.search(text)
    const found = await Promise.all(results.slice(0, 10).map(async one => (await one.data()).url))
    const place = found.findIndex(url => url.includes(`/${wanted[i]}/`))
    made.push([place < 0 ? 0 : 1 / (place + 1), performance.now() - start])
  }
  return made
}"""


def serve(folder: Path) -> tuple[http.server.ThreadingHTTPServer, str]:
    """Serve the folder on a free port of this machine."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/"


def ours(page: Page, texts: list[str]) -> dict[str, object]:
    """Return times and heap of our engine."""
    times = page.evaluate(TIMES, texts)
    page.reload()
    page.evaluate(HEAP, texts)
    client = page.context.new_cdp_session(page)
    client.send("HeapProfiler.collectGarbage")
    metrics = {item["name"]: item["value"] for item in client.send("Performance.enable") or () if item}
    metrics = {item["name"]: item["value"] for item in client.send("Performance.getMetrics")["metrics"]}
    return {"engine": "papercat", **times, "heap_mb": metrics["JSHeapUsedSize"] / 1e6}


def pagefind_index(folder: Path) -> dict[str, object]:
    """Build Pagefind's index of the same records, from the barest pages that it takes."""
    with TemporaryDirectory() as pages:
        for record in json.loads((folder / "records.json").read_text(encoding="utf-8")):
            title, authors, abstract = (escape(record[key]) for key in ("title", "authors", "abstract"))
            page = Path(pages, record["id"], "index.html")
            page.parent.mkdir()
            page.write_text(PAGE.format(title=title, authors=authors, abstract=abstract), encoding="utf-8")
        command = [sys.executable, "-m", "pagefind", "--site", pages, "--output-path", str(folder / "pagefind")]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    size = sum(path.stat().st_size for path in (folder / "pagefind").rglob("*") if path.is_file())
    cpu = used.ru_utime + used.ru_stime
    return {"engine": "Pagefind", "index_bytes": size, "build_cpu": cpu, "build_mb": used.ru_maxrss / 1024}


def theirs(page: Page, questions: list[dict[str, str]]) -> dict[str, object]:
    """Return Pagefind's quality, and the bytes of the first question."""
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(int(response.headers.get("content-length", 0))))
    scores: defaultdict[str, list[float]] = defaultdict(list)
    times = []
    first: dict[str, int] = {}
    for question in questions:
        ((score, spent),) = page.evaluate(PAGEFIND, [[question["text"]], [question["paper"]]])
        first = first or {"first_bytes": sum(sizes), "first_requests": len(sizes)}
        scores[question["kind"]].append(score)
        times.append(spent)
    means = {kind: sum(values) / len(values) for kind, values in scores.items()}
    times.sort()
    return {
        "engine": "Pagefind",
        "score": means,
        "mean": sum(means.values()) / len(means),
        "p95_ms": times[int(len(times) * 0.95)],
        **first,
    }


def main(folder: Path, file: Path, *, pagefind: bool) -> None:
    """Print what was measured."""
    questions = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    (folder / "index.html").write_text(HTML, encoding="utf-8")
    if pagefind:
        print(json.dumps(pagefind_index(folder)), flush=True)
    server, url = serve(folder)
    try:
        with sync_playwright() as playwright:
            path = os.environ.get("PAPERCAT_BROWSER") or "/usr/bin/chromium"
            page = playwright.chromium.launch(executable_path=path, args=FLAGS).new_page()
            page.goto(url)
            if pagefind:
                print(json.dumps(theirs(page, questions)))
            else:
                print(json.dumps(ours(page, [question["text"] for question in questions][:400])))
    finally:
        server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), pagefind="--pagefind" in sys.argv)
