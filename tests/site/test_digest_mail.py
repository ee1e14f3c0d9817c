"""Digests by e-mail, handed to a real mail server on loopback: once, whole, and never a secret to a stranger."""

import email.policy
import re
import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from papercat import site, store
from papercat.cli import main
from papercat.insight import Freshness
from papercat.records import Author, Paper, Signal, Source

MONDAY = "1796000000"  # 2026-11-30
HOSTILE = "<script>alert(1)</script> & \u202e {{ 7*7 }}"


class Box:
    """What the server got, and what it says to the next letter."""

    def __init__(self) -> None:
        """Accept everything."""
        self.letters: list[EmailMessage] = []
        self.refusal = ""
        self.logins: list[bytes] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep the letter, or refuse it."""
        if self.refusal:
            return self.refusal
        made = message_from_bytes(envelope.original_content or b"", policy=email.policy.default)
        assert isinstance(made, EmailMessage)
        self.letters.append(made)
        return "250 OK"


@pytest.fixture
def box() -> Iterator[tuple[Box, int]]:
    """Run a mail server on a free port of this machine; yield what it gets and its port."""
    kept = Box()

    def known(
        _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: LoginPassword
    ) -> AuthResult:
        kept.logins.append(data.login)
        return AuthResult(success=data.password == b"p@ss")

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]  # the server tries itself, and cannot with a port that it does not know
    controller = Controller(
        kept, hostname="127.0.0.1", port=port, authenticator=known, auth_require_tls=False, auth_required=False
    )
    controller.start()
    try:
        yield kept, port
    finally:
        controller.stop()


@pytest.fixture
def root(tmp_path: Path, box: tuple[Box, int], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a catalogue into which two fabricated papers came last week, and a mail server in the environment."""
    assert main(["new", str(tmp_path)]) == 0
    papers = [
        Paper(id="", title="A Fabricated Quiet Paper", abstract="Nothing.", sources=(Source("f", "1", "2026-11-24"),)),
        Paper(
            id="",
            title=f"A Fabricated Loud Paper {HOSTILE}",
            abstract="We fabricate noise. " * 40,
            authors=(Author("Ada Fabricated"),),
            signals={"upvotes": Signal(7, "2026-11-25")},
            sources=(Source("f", "2", "2026-11-25"),),
        ),
    ]
    store.update(tmp_path / "docs/catalogue", papers, {}, "2026-11-25")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MONDAY)
    monkeypatch.setenv("PAPERCAT_SMTP", f"smtp://ada:p%40ss@127.0.0.1:{box[1]}")
    monkeypatch.setenv("PAPERCAT_MAIL_FROM", "catalogue@example.org")
    monkeypatch.setenv("PAPERCAT_MAIL_TO", "readers@example.org")
    return tmp_path


def _digest(root: Path, *words: str) -> int:
    return main(["digest", "--root", str(root), *words])


def test_a_digest_is_sent_once(root: Path, box: tuple[Box, int]) -> None:
    """The week that is over goes out in text and HTML, the most noticed paper first; a second run sends nothing."""
    assert _digest(root, "--mail") == 0
    assert _digest(root, "--mail") == 1
    assert _digest(root, "2026-w48", "--mail") == 1
    (letter,) = box[0].letters
    assert box[0].logins == [b"ada"]
    assert (letter["From"], letter["To"]) == ("catalogue@example.org", "readers@example.org")
    assert letter["Subject"].endswith(": Week 48 of 2026")
    assert letter["Message-ID"].startswith("<digest.2026-w48.")
    plain, html = (part.get_content() for part in letter.iter_parts())
    assert plain.index("Loud Paper <script>") < plain.index("Quiet Paper")
    assert "7 upvotes" in plain
    assert "<script>" not in html
    assert "\u202e" not in plain + html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;  {{ 7*7 }}".replace("  ", " ") in html


def test_a_letter_speaks_the_language_of_its_site(root: Path, box: tuple[Box, int]) -> None:
    """Subject, head and numbers are German on a German site, in the letter as on the page and in the feed."""
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("language: en", "language: de")
    config.write_text(re.sub("(?m)^site_url:.*$", "site_url: https://example.org/", text), encoding="utf-8")
    assert _digest(root, "--mail") == 0
    (letter,) = box[0].letters
    assert letter["Subject"].endswith(": Woche 48 von 2026")
    store.note(root / "docs/catalogue", [Freshness("f", "2026-12-01", 2, "2026-12-01")])
    assert main(["generate", "--root", str(root)]) == 0
    feed = (root / "docs/digest/feed.xml").read_text(encoding="utf-8")
    for told in (*(part.get_content() for part in letter.iter_parts()), feed):
        assert "2026-11-29: 2 Artikel" in told
        assert "7 Stimmen" in told
        assert "papers" not in told.replace("/papers/", "")


def test_what_was_claimed_is_sent_by_no_other_run(
    root: Path, box: tuple[Box, int], capsys: pytest.CaptureFixture[str]
) -> None:
    """A run that died between claim and letter sent nothing, and no other run does; a person may, by its name."""
    capsys.readouterr()
    assert _digest(root, "--claim") == 0
    assert capsys.readouterr().out == "2026-w48\n"
    assert _digest(root, "--claim") == 0
    assert capsys.readouterr().out == ""
    assert _digest(root, "--mail") == 1
    assert not box[0].letters
    assert _digest(root, "2026-w48", "--mail") == 0
    assert len(box[0].letters) == 1


@pytest.mark.parametrize("refusal", ["451 try again later", "550 no such list"])
def test_a_refused_letter_can_be_sent_later(
    root: Path, box: tuple[Box, int], refusal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A refusal is exit code 3 with the server's words, and the claim is given back."""
    box[0].refusal = refusal
    assert _digest(root, "--mail") == 3
    assert refusal in capsys.readouterr().err
    box[0].refusal = ""
    assert _digest(root, "--mail") == 0
    assert len(box[0].letters) == 1


def test_no_server_no_letter(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A server that is not there, a wrong password, or settings that are none: said in a line, the password never."""
    monkeypatch.setenv("PAPERCAT_SMTP", "smtp://ada:secret@127.0.0.1:1")
    assert _digest(root, "--mail") == 3
    monkeypatch.setenv("PAPERCAT_SMTP", "ada:secret@127.0.0.1")
    assert _digest(root, "--mail") == 2
    monkeypatch.delenv("PAPERCAT_SMTP")
    assert _digest(root, "--mail") == 2
    told = capsys.readouterr()
    assert "PAPERCAT_SMTP not set" in told.err
    assert "secret" not in told.err + told.out


def test_a_wrong_password_is_the_servers_word(
    root: Path, box: tuple[Box, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letter stays unsent, and can be sent with the right one."""
    right = f"smtp://ada:p%40ss@127.0.0.1:{box[1]}"
    monkeypatch.setenv("PAPERCAT_SMTP", right.replace("p%40ss", "wrong"))
    assert _digest(root, "--mail") == 3
    monkeypatch.setenv("PAPERCAT_SMTP", right)
    assert _digest(root, "--mail") == 0


def test_a_digest_can_be_looked_at(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --mail it is printed; a period without papers is exit code 1 and says which there are."""
    capsys.readouterr()
    assert _digest(root) == 0
    assert "Week 48 of 2026: 2026-11-23 \N{EN DASH} 2026-11-29: 2 papers" in capsys.readouterr().out
    assert _digest(root, "2026-11") == 0
    assert _digest(root, "2025-w01") == 1
    assert "2026-w48" in capsys.readouterr().err
    assert _digest(root, "last week") == 2
    assert "is no week or month" in capsys.readouterr().err
    assert site.due(site.read(root / "mkdocs.yml"), "2026-12-01") == ("2026-w48",)
