"""Texts cut the fast way, their few special words apart, come to the same as cut slowly. The texts are fabricated."""

import re
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from papercat.enrich import odd, sentences, vocabulary, words
from papercat.enrich.duplicates import blocks
from papercat.enrich.names import evidence
from papercat.records import Paper

TEXTS = st.lists(
    st.sampled_from([*"aZé1 .,!?+#_-\\\n\xa0\u0300ﬁ一あ\u2019²İ。", ". ", "C++", "We ", "word "]), max_size=30
).map("".join)


@given(TEXTS)
def test_pieces_make_the_text(text: str):
    """Pieces are the text in order, cut at spaces; those said to be plain are."""
    pieces = list(odd.apart(text, odd.FOREIGN))
    assert "".join(piece for _, piece in pieces) == text
    assert all(foreign is not piece.isascii() for foreign, piece in pieces)
    assert all(" " not in piece.strip(" ") or not foreign for foreign, piece in pieces)


@given(TEXTS)
def test_words_are_those_of_the_pattern(text: str):
    """Words, and a text in small letters, are what one pattern or one look at each character finds."""
    assert vocabulary.cut(text) == re.findall(rf"[{words.UNSPACED}]|[^\W_{words.UNSPACED}]+(?:\+\+|#)?", text)
    small = [c.lower()[:1] if c.isalnum() or c == "_" else " " for c in text]
    assert evidence.plain(text) == f" {''.join(small)} "


@given(TEXTS)
def test_tokens_of_a_text_are_those_of_its_lines(text: str):
    """A space parts tokens, whatever stands on both sides."""
    text = text.replace("\\", "")
    assert words.tokens(text) == [token for piece in text.split(" ") for token in words.tokens(piece)]


@given(TEXTS)
def test_sentences_end_at_dots_as_at_other_stops(text: str):
    """A text with nothing but dots is cut as one with question marks is, and hashed by what stands between stops."""
    text = text.replace("!", "").replace("?", "")
    # a mark at the very end makes no sentence, but has the whole text looked through
    assert sentences.spans(f"{text}x")[:-1] == sentences.spans(f"{text}x!")[:-1]
    long = [part for part in re.split(r"[.!?。]\s", text * 3) if len(part) >= blocks.LONG]
    made = blocks.sentences(Paper(id="p", title="", abstract=text * 3))
    assert made == b"".join(crc32(part.casefold().encode()).to_bytes(4, "little") for part in long)
