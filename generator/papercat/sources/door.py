"""The one door to the network.

Everything that Papercat asks of a service goes through `Door.ask`: it keeps the service's pace, repeats what may be
repeated, remembers validators (ETag, Last-Modified) and never believes an answer that is empty, cut off or of the wrong
kind.
"""

import hashlib
import json
import random
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import requests

from papercat.errors import PapercatError

BODY_LIMIT = 256 << 20
"""Bytes of one answer."""
CHUNK = 1 << 16
HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
RETRIED = frozenset({406, 408, 425, 429, 500, 502, 503, 504})
"""Status codes that pass: 406 is what arXiv gives to crowded addresses."""
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of this machine, which may be told a secret without encryption."""
GONE = frozenset({404, 410, 451})
"""Status codes of what is not there, whatever one does."""


class Unavailable(PapercatError):  # noqa: N818 - a state of the service
    """A service did not give what was asked of it; what the catalogue holds of it stays as it was."""


class Absent(Unavailable):
    """The service is well and says that it has no such thing."""


class Manners(NamedTuple):
    """A service's published rules."""

    pause: float = 1.0
    """Seconds between two requests to one host."""
    attempts: int = 4
    backoff: float = 2.0
    """Seconds before the second attempt; doubled each time, with jitter."""
    timeout: float = 30.0
    """Seconds to connect, and between two pieces of an answer."""


class Sent(NamedTuple):
    """What goes along with an address."""

    body: bytes = b""
    """JSON; a request with it is a POST, and its answer is not remembered."""
    headers: Mapping[str, str] = {}
    """A key may be among them: no redirect carries it to another host."""


NOTHING = Sent()


class Answer(NamedTuple):
    """What a service said."""

    url: str
    body: bytes
    media: str
    """Media type without parameters."""
    headers: Mapping[str, str]
    unchanged: bool = False
    """The service said 304: the body is the remembered one."""


class Clock(NamedTuple):
    """Time, so that tests need not wait. Monotonic: a wall clock that jumps changes nothing."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Door:
    """A session with one contact, one cache folder and one budget of time."""

    def __init__(
        self, cache: Path, contact: str, seconds: float = 1200.0, clock: Clock | None = None, timeout: float = 0.0
    ) -> None:
        """Open the door.

        Args:
            cache: folder of remembered answers; may be deleted at any time.
            contact: e-mail or URL for the User-Agent, as services ask of robots.
            seconds: after so long nothing new is asked.
            clock: time.
            timeout: seconds that overrule those of the services' manners.
        """
        self._clock = clock or Clock()
        self._cache = cache
        self._timeout = timeout
        self._end = self._clock.now() + seconds
        self._last: dict[str, float] = {}
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"papercat (+{contact or 'no contact given'})"

    def ask(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        manners: Manners = Manners(),  # noqa: B008 - immutable
        media: tuple[str, ...] = (),
        sent: Sent = NOTHING,
    ) -> Answer:
        """Ask for a URL until it is answered or patience ends.

        Args:
            url: http or https.
            params: query.
            manners: the service's rules.
            media: beginnings of the media types that may come; another (an HTML error page, say) is a failure.
            sent: what goes along.

        Raises:
            Absent: there is no such thing.
            Unavailable: no good answer; the text says which host, what happened, and how often it was tried.
        """
        whole = f"{url}?{urlencode(params)}" if params else url
        problem = "no attempt was made"
        for attempt in range(manners.attempts):
            self._keep_pace(whole, manners)
            try:
                return self._once(whole, manners, media, sent)
            except _Passing as passing:
                problem, wait = str(passing), passing.after or manners.backoff * 2**attempt
            if attempt + 1 < manners.attempts:
                self._sleep(wait * random.uniform(1.0, 1.25), problem, whole)  # noqa: S311 - jitter
        message = f"{urlsplit(url).netloc}: {problem} ({manners.attempts} attempts)"
        raise Unavailable(message)

    def _keep_pace(self, url: str, manners: Manners) -> None:
        """Keep the pause between two requests to one host."""
        host = urlsplit(url).netloc
        pause = self._last.get(host, float("-inf")) + manners.pause - self._clock.now()
        if pause > 0:
            self._sleep(pause, "the time for harvesting is over", url)
        self._last[host] = self._clock.now()

    def _sleep(self, seconds: float, problem: str, url: str) -> None:
        if self._clock.now() + seconds > self._end:
            message = f"{urlsplit(url).netloc}: {problem}; no time is left to wait {seconds:.0f} s"
            raise Unavailable(message)
        self._clock.sleep(seconds)

    def _once(self, url: str, manners: Manners, media: tuple[str, ...], sent: Sent) -> Answer:
        known = None if sent.body else self._remembered(url)
        validators = {name: known.headers[name] for name in _VALIDATORS.values() if known and name in known.headers}
        asked = {header: validators[name] for header, name in _VALIDATORS.items() if name in validators}
        kind = {"Content-Type": "application/json"} if sent.body else {}
        try:
            with self._session.request(
                "POST" if sent.body else "GET",
                url,
                data=sent.body or None,
                headers={**asked, **kind, **sent.headers},
                timeout=self._timeout or manners.timeout,
                stream=True,
                allow_redirects=not sent.headers,
            ) as response:
                if response.status_code == requests.codes.not_modified and known:
                    return known._replace(unchanged=True)
                _check_status(response)
                body = self._body(response)
        except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
            raise _Passing(_words(error)) from None
        except requests.RequestException as error:
            message = f"{urlsplit(url).netloc}: {_words(error)}"
            raise Unavailable(message) from None
        answer = Answer(url, body, _media(response), {k.lower(): v for k, v in response.headers.items()})
        _check_body(answer, media)
        if not sent.body:
            self._remember(answer)
        return answer

    def _body(self, response: requests.Response) -> bytes:
        """Read the whole answer; fewer bytes than were promised are a failure that may pass."""
        parts: list[bytes] = []
        size = 0
        for part in response.iter_content(CHUNK):
            parts.append(part)
            size += len(part)
            if size > BODY_LIMIT or self._clock.now() > self._end:
                why = f"the answer has more than {BODY_LIMIT >> 20} MiB" if size > BODY_LIMIT else "it takes too long"
                message = f"{urlsplit(response.url).netloc}: {why}"
                raise Unavailable(message)
        promised = response.headers.get("Content-Length", "")
        if promised.isdecimal() and "Content-Encoding" not in response.headers and size < int(promised):
            reason = f"the answer broke off after {size} of {promised} bytes"
            raise _Passing(reason)
        return b"".join(parts)

    def _remembered(self, url: str) -> Answer | None:
        """Return the remembered answer; one that cannot be read is as good as none."""
        place = self._place(url)
        try:
            head, _, body = place.read_bytes().partition(b"\n")
            note = json.loads(head)
            whole = hashlib.sha256(body).hexdigest() == note["sha256"]
            return Answer(url, body, note["media"], note["headers"]) if whole else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _remember(self, answer: Answer) -> None:
        kept = {name: answer.headers[name] for name in _VALIDATORS.values() if name in answer.headers}
        if not kept:
            return
        note = {"media": answer.media, "headers": kept, "sha256": hashlib.sha256(answer.body).hexdigest()}
        place = self._place(answer.url)
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_suffix(".new")
        beside.write_bytes(json.dumps(note).encode() + b"\n" + answer.body)
        beside.replace(place)

    def _place(self, url: str) -> Path:
        return self._cache / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.answer"


_VALIDATORS = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}


class _Passing(Exception):  # noqa: N818 - a state, told to the caller of `get` only as `Unavailable`
    """Something that may be gone at the next attempt."""

    def __init__(self, problem: str, after: float = 0.0) -> None:
        super().__init__(problem)
        self.after = after


def _check_status(response: requests.Response) -> None:
    code = response.status_code
    if code in RETRIED:
        after = response.headers.get("Retry-After", "")
        # a date is rare and depends on two clocks; the usual backoff will do
        reason = f"status {code}"
        raise _Passing(reason, float(after) if after.isdecimal() else 0.0)
    if code != requests.codes.ok:
        message = f"{urlsplit(response.url).netloc}: status {code} for {response.url}"
        raise (Absent if code in GONE else Unavailable)(message)


def _check_body(answer: Answer, media: tuple[str, ...]) -> None:
    if not answer.body.strip():
        reason = "an empty answer"
        raise _Passing(reason)
    if HTML.match(answer.body):
        reason = "an HTML page instead of data"
        raise _Passing(reason)
    if media and not answer.media.startswith(media):
        reason = f"an answer of type {answer.media or 'unknown'} instead of {' or '.join(media)}"
        raise _Passing(reason)


def _media(response: requests.Response) -> str:
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _words(error: Exception) -> str:
    """Return what went wrong without the library's nesting."""
    if isinstance(error, requests.Timeout):
        return "no answer in time"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "the connection was cut in the middle of the answer"
    if isinstance(error, requests.ConnectionError):
        return "no connection"
    return str(error)
