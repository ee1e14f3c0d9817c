"""Pages that need not be made again: the file that the last run left lies there, and was made of the same."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TypeVar

import msgspec

from papercat.page import Page
from papercat.render import Md

T = TypeVar("T")


def _marked(value: object) -> msgspec.msgpack.Ext:
    """Return Markdown as something else than the text that looks like it."""
    if not isinstance(value, Md):
        message = f"a page cannot be made of {type(value)}"
        raise TypeError(message)
    return msgspec.msgpack.Ext(1, value.encode("utf-8", "surrogatepass"))


_encoder = msgspec.msgpack.Encoder(enc_hook=_marked)


def encoded(inputs: object) -> bytes:
    """Return bytes that tell values apart and, where a template would print them otherwise, their types."""
    try:
        return _encoder.encode(inputs)
    except UnicodeEncodeError:  # lone surrogates
        return repr(inputs).encode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class Last:
    """What the last run left, and what pages are made with now."""

    made_of: Mapping[str, str] = field(default_factory=dict)
    """By path below `docs/`, for each file that the last run left there: digest of all that it was made of."""
    maker: str = ""
    """All that is the same for every page: programs, templates, settings; another maker makes every page again."""
    read: Callable[[str], bytes] = lambda _: b""
    """Gives the bytes of such a file as they are now; nothing where it is gone."""

    def page(self, path: str, inputs: T, make: Callable[[T], str | bytes]) -> Page:
        """Return a page, which need not be made where the last run made it of the same.

        Args:
            path: its file.
            inputs: all that it depends on but the maker; what msgspec can encode, and Markdown.
            make: a function of the inputs and the maker alone.
        """
        made_of = self.digest(inputs)
        if self.made_of.get(path) == made_of:
            return Page(path, "", made_of, partial(make, inputs))
        return Page(path, make(inputs), made_of)

    def digest(self, inputs: object) -> str:
        """Return a digest of what something is made of, and of the maker."""
        seen = self._maker.copy()
        seen.update(encoded(inputs))
        return seen.hexdigest()

    def left(self, path: str) -> bytes:
        """Return a file that the last run left, as it is now; nothing where there is none."""
        return self.read(path) if path in self.made_of else b""

    @cached_property
    def _maker(self) -> "hashlib.blake2b":
        return hashlib.blake2b(self.maker.encode("utf-8", "surrogatepass") + b"\0", digest_size=16)
