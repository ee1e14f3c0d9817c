"""Digests by e-mail: each goes out once, whatever dies on the way.

A run first claims a digest in `docs/catalogue/digests.json`, and only then sends it. In a workflow the claim is pushed
in between: then no other run, and no repetition of this one, sends it again.
"""

import smtplib
import ssl
from collections.abc import Container, Mapping
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from papercat import paths, store
from papercat.errors import Failure, NothingDone, UsageError
from papercat.outputs import letters
from papercat.outputs.digests import Digest, digests, keys, span
from papercat.site.enriching import load
from papercat.site.project import Project
from papercat.sources.door import HERE
from papercat.store.letters import Sent, note, sent

TIMEOUT = 30.0
"""Seconds that a mail server may take for an answer."""
VARIABLES = ("PAPERCAT_SMTP", "PAPERCAT_MAIL_FROM", "PAPERCAT_MAIL_TO")


class Postbox(NamedTuple):
    """Where letters are handed in."""

    server: str
    """`smtp://user:password@host:587` (encrypted as soon as the server can), or `smtps://…` (from the start)."""
    sender: str
    to: str


def postbox(environment: Mapping[str, str]) -> Postbox:
    """Return the mail server and the addresses that the environment names.

    Raises:
        UsageError: one is missing, or is none.
    """
    given = [environment.get(name, "").strip() for name in VARIABLES]
    missing = [name for name, value in zip(VARIABLES, given, strict=True) if not value]
    if missing:
        message = (
            f"no mail can be sent: {', '.join(missing)} not set; expected smtp://user:password@host:587 and addresses"
        )
        raise UsageError(message)
    box = Postbox(*given)
    if urlsplit(box.server).scheme not in {"smtp", "smtps"} or not urlsplit(box.server).hostname:
        message = "PAPERCAT_SMTP: expected smtp://user:password@host:587 or smtps://user:password@host:465"
        raise UsageError(message)
    for name, address in zip(VARIABLES[1:], box[1:], strict=True):
        if "@" not in address or not address.isprintable():
            message = f"{name}: expected an e-mail address"
            raise UsageError(message)
    return box


def due(project: Project, today: str) -> tuple[str, ...]:
    """Return the keys of the periods that ended last and are sent by mail."""
    day = date.fromisoformat(today)
    last = {
        "week": keys(day - timedelta(days=day.weekday() + 1))[0],
        "month": keys(day.replace(day=1) - timedelta(days=1))[1],
    }
    return tuple(last[kind] for kind in project.settings.options.digest_mail)


def known(project: Project) -> dict[str, Digest]:
    """Return the digest of every week and month in which papers came, by key, latest first."""
    return {one.key: one for one in digests(load(project).papers)}


def digest(of: Mapping[str, Digest], key: str) -> Digest:
    """Return a digest.

    Args:
        of: what `known` gives.
        key: a week, `2026-w48`, or a month, `2026-11`.

    Raises:
        UsageError: the key is neither a week nor a month.
        NothingDone: no paper came then.
    """
    if key in of:
        return of[key]
    hint = f"; the last ones: {', '.join([*of][:4])}" if of else ""
    try:
        span(key)
    except ValueError:
        message = f"{key!r} is no week or month, such as 2026-w48 or 2026-11{hint}"
        raise UsageError(message) from None
    message = f"no paper came in {key!r}{hint}"
    raise NothingDone(message)


def claim(project: Project, of: Container[str], today: str) -> tuple[str, ...]:
    """Take it upon this run to send what is due and was not sent; return the keys.

    Args:
        project: whose digests.
        of: keys of weeks and months in which papers came.
        today: YYYY-MM-DD.

    Raises:
        Failure: the disk refuses, or another run holds the catalogue.
    """
    with store.locked(project.catalogue):
        before = sent(project.catalogue)
        mine = tuple(key for key in due(project, today) if key in of and key not in before)
        note(project.catalogue, {**before, **{key: Sent(today) for key in mine}})
    return mine


def mail(project: Project, one: Digest, box: Postbox, today: str) -> bool:
    """Send a digest, unless it was sent; say whether it was sent now.

    Raises:
        Failure: the mail server refused it; then the claim is given back.
    """
    key = one.key
    with store.locked(project.catalogue):
        before = sent(project.catalogue)
        if key in before and before[key].sent:
            return False
        note(project.catalogue, {**before, key: Sent(today)})
        try:
            _send(_message(project, one, box), box)
        except (OSError, smtplib.SMTPException) as error:
            note(project.catalogue, {name: was for name, was in before.items() if name != key})
            message = f"{urlsplit(box.server).hostname}: the digest {key} was not sent: {_words(error)}"
            raise Failure(message) from None
        note(project.catalogue, {**before, key: Sent(today, today)})
    return True


def _message(project: Project, one: Digest, box: Postbox) -> EmailMessage:
    letter = letters.letter(one, project.settings)
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = box.sender, box.to, letter.subject
    made["Date"] = datetime.now(UTC)
    # the same letter has the same name: a list or a reader that gets it twice can tell
    origin = paths.digest(f"{project.settings.site_url} {project.settings.site_name} {box.to}", 16)
    made["Message-ID"] = f"<digest.{one.key}.{origin}@papercat.invalid>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text)
    made.add_alternative(letter.html, subtype="html")
    return made


def _send(message: EmailMessage, box: Postbox) -> None:
    """Hand the letter in; a password is told to a server only through an encrypted line, or to this machine."""
    server = urlsplit(box.server)
    host, context = server.hostname or "", ssl.create_default_context()
    if server.scheme == "smtps":
        line: smtplib.SMTP = smtplib.SMTP_SSL(host, server.port or 465, timeout=TIMEOUT, context=context)
    else:
        line = smtplib.SMTP(host, server.port or 587, timeout=TIMEOUT)
    with line:
        line.ehlo()
        closed = server.scheme == "smtps"
        if not closed and line.has_extn("starttls"):
            line.starttls(context=context)
            line.ehlo()
            closed = True
        if server.username:
            if not closed and host not in HERE:
                reason = "the server offers no encryption, so the password was not told"
                raise smtplib.SMTPException(reason)
            line.login(unquote(server.username), unquote(server.password or ""))
        line.send_message(message)


def _words(error: Exception) -> str:
    """Return what the server said, without the password that a library may repeat."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        return f"{error.smtp_code} {said}"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "the address was refused"
    return str(error) or type(error).__name__
