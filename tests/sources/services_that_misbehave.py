"""A local server that speaks each service's protocol and misbehaves on command; every paper in it is fabricated."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

FAULTS = (
    "429 with Retry-After", "429", "406", "500", "503", "time-out", "cut connection", "half a body", "empty", "HTML",
    "changed schema", "page that repeats",
)  # fmt: skip
PATHS = {
    "/api/query": "arxiv", "/oai": "oai", "/atom": "rss", "/api/daily_papers": "hugging-face", "/notes": "openreview",
    "/acl-org": "acl", "/works": "crossref", "/graph/v1/paper/batch": "citations", "/graphql": "stars",
    "/repos": "repository", "/graph": "semantic-scholar", "/file": "url", "/feed": "feed",
}  # fmt: skip
Json = dict[str, Any] | list[Any]


def _papers(kind: str, count: int = 2) -> list[tuple[str, str, str]]:
    """Return key, title and abstract of fabricated papers."""
    number = sum(map(ord, kind)) % 90 + 10
    return [
        (f"2401.{number}{i:03}", f"A Fabricated Paper of {kind}, Number {i}", f"We invent {kind} {i} for a test.")
        for i in range(count)
    ]


def _xml(kind: str, *, endless: bool) -> str:
    papers = _papers("arxiv" if kind in {"oai", "rss"} else kind)
    if kind == "feed":
        items = "".join(
            f"<item><title>{title}</title><link>https://example.org/{key}</link><description>{text}</description></item>"
            for key, title, text in papers
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    if kind in {"arxiv", "rss"}:
        entries = "".join(
            f"<entry><id>http://arxiv.org/abs/{key}v1</id><published>2026-01-05T00:00:00Z</published>"
            f"<title>{title}</title><summary>{text}</summary><author><name>Ada Fabricated</name></author></entry>"
            for key, title, text in papers
        )
        total = 100_000 if endless else len(papers)
        count = f'<o:totalResults xmlns:o="http://a9.com/-/spec/opensearch/1.1/">{total}</o:totalResults>'
        return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{count}{entries}</feed>'
    if kind == "oai":
        records = "".join(
            f"<record><header><identifier>oai:arXiv.org:{key}</identifier></header><metadata>"
            f'<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>{key}</id><created>2026-01-05</created>'
            f"<title>{title}</title><abstract>{text}</abstract></arXiv></metadata></record>"
            for key, title, text in papers
        )
        token = "<resumptionToken>again</resumptionToken>" if endless else ""
        return f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{records}{token}</ListRecords></OAI-PMH>'
    listed = "".join(
        f'<paper id="{i}"><title>{title}</title><abstract>{text}</abstract><url>2026.fab-main.{i}</url></paper>'
        for i, (_, title, text) in enumerate(papers, 1)
    )
    return f'<collection id="2026.fab"><volume id="main"><meta><year>2026</year></meta>{listed}</volume></collection>'


def _json(kind: str, *, endless: bool) -> Json:
    page = {"openreview": 1000, "crossref": 200, "openalex": 200}.get(kind, 2) if endless else 2
    papers = _papers(kind, page)
    if kind == "hugging-face":
        return [
            {"paper": {"id": key, "title": title, "summary": text, "publishedAt": "2026-01-05", "upvotes": 3}}
            for key, title, text in papers
        ]
    if kind == "openreview":
        return {
            "notes": [
                {"id": key, "forum": key, "content": {"title": {"value": title}, "abstract": {"value": text}}}
                for key, title, text in papers
            ],
            "count": 10**6 if endless else page,
        }
    if kind == "crossref":
        items = [{"DOI": f"10.9999/{key}", "title": [title], "abstract": text} for key, title, text in papers]
        return {"message": {"items": items, "total-results": 10**6 if endless else page, "next-cursor": "again"}}
    if kind == "openalex":
        results = [
            {"id": f"https://openalex.org/W{key.replace('.', '')}", "title": title, "publication_date": "2026-01-05"}
            for key, title, _ in papers
        ]
        return {"meta": {"count": 10**6 if endless else page, "next_cursor": "again"}, "results": results}
    if kind == "semantic-scholar":
        data = [{"paperId": key, "title": title, "abstract": text} for key, title, text in papers]
        return {"total": page, "data": data, **({"token": "again"} if endless else {})}
    message = f"no such service: {kind}"
    raise ValueError(message)


def numbers(kind: str, body: bytes, number: int) -> tuple[str, bytes]:
    """Return media type and body of a service that counts; nobody knows what is called `unknown`."""
    if kind == "repository":
        return "application/json", json.dumps({"stargazers_count": number}).encode()
    asked = json.loads(body)
    if kind == "citations":
        told = [None if "unknown" in name else {"paperId": name, "citationCount": number} for name in asked["ids"]]
        return "application/json", json.dumps(told).encode()
    named = re.findall(r'(r\d+): repository\(owner: "([^"]+)", name: "([^"]+)"\)', asked["query"])
    data = {at: None if name == "unknown" else {"stargazerCount": number} for at, _, name in named}
    lost = [{"type": "NOT_FOUND", "path": [at]} for at, found in data.items() if found is None]
    return "application/json", json.dumps({"data": data, **({"errors": lost} if lost else {})}).encode()


def answer(kind: str, *, endless: bool = False, count: int = 2) -> tuple[str, bytes]:
    """Return media type and body of a good answer, or of one that always promises more."""
    if kind in {"arxiv", "oai", "rss", "acl", "feed"}:
        return "application/xml", _xml(kind, endless=endless).encode()
    if kind == "url":
        code = "https://github.com/fabricated/url-"
        listed = [
            {"id": key, "title": title, "abstract": text, "code": f"{code}{at}"}
            for at, (key, title, text) in enumerate(_papers(kind, count))
        ]
        return "application/json", json.dumps(listed).encode()
    return "application/json", json.dumps(_json(kind, endless=endless)).encode()


class Server(ThreadingHTTPServer):
    """All services on one loopback port."""

    daemon_threads = True
    fault = ""
    """One of `FAULTS`; nothing where the services are well."""
    only = ""
    """Path's beginning on which the fault shows; all where empty."""
    count = 2
    """Papers of the list at `/file/`; a third one is news."""
    number = 7
    """Citations of every paper, and stars of all code."""
    times = 10**9
    """Requests that meet the fault; then the services are well again."""

    def __init__(self) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        self.agents: list[str] = []
        self.sent: list[dict[str, str]] = []
        """The keys that came with each request, by the name of their header."""
        self.ended = threading.Event()

    @property
    def url(self) -> str:
        """Return the address of all services."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """Answer a service's question of many things at once."""
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def do_GET(self) -> None:
        """Answer as the path's service does, or as the fault wants it."""
        self._answer(b"")

    def _answer(self, asked: bytes) -> None:
        server, path = self.server, urlsplit(self.path).path
        server.asked.append(self.path)
        server.sent.append({name: self.headers[name] for name in ("Authorization", "x-api-key") if self.headers[name]})
        server.agents.append(self.headers["User-Agent"])
        kind = next((name for start, name in PATHS.items() if path.startswith(start)), "")
        if kind == "crossref" and "search" in parse_qs(urlsplit(self.path).query):
            kind = "openalex"
        fault = server.fault if path.startswith(server.only) and server.times > 0 and path != "/file/well.json" else ""
        server.times -= bool(fault)
        if kind in {"citations", "stars", "repository"}:
            media, body = numbers(kind, asked, server.number)
        else:
            media, body = answer(kind, endless=fault == "page that repeats", count=server.count)
        if path.endswith("/unknown"):
            self._send(404, media, b'{"message": "Not Found"}')
            return
        self._behave(fault, media, body)

    def _behave(self, fault: str, media: str, body: bytes) -> None:
        """Send the answer as the fault wants it."""
        if fault[:3].isdigit():
            self._send(int(fault[:3]), media, body, {"Retry-After": "7"} if "After" in fault else {})
        elif fault == "time-out":
            self.server.ended.wait(20)
        elif fault == "cut connection":
            self._send(200, media, body[: len(body) // 2], {"Content-Length": str(len(body))})
        elif fault == "half a body":
            self._send(200, media, body[: len(body) // 2])
        elif fault == "empty":
            self._send(200, media, b"")
        elif fault == "HTML":
            self._send(200, "text/html", b"<!DOCTYPE html><html><h1>We will be back soon</h1></html>")
        elif fault == "RATE_LIMITED":
            self._send(200, media, b'{"errors": [{"type": "RATE_LIMITED"}]}')
        elif fault == "changed schema":
            self._send(200, media, re.sub(rb'title(?=[">])|Count(?=")|_count(?=")', b"heading", body))
        else:
            self._send(200, media, body, {} if fault else {"ETag": '"fabricated"'})

    def _send(self, code: int, media: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        if headers and headers.get("ETag") and headers["ETag"] == self.headers["If-None-Match"]:
            code, body = 304, b""
        self.send_response(code)
        for name, value in {"Content-Type": media, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def services() -> Iterator[Server]:
    """Run the server in a thread."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
