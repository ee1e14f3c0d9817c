"""People's YAML: every word of theirs can be written to a UTF-8 file again."""

from papercat.store.people import corrections_from, vocabulary_from


def test_escapes_as_json_writes_them_are_one_character() -> None:
    """JSON is YAML, but YAML reads the two halves of an emoji as two characters; a half alone is no character."""
    tags, faults = vocabulary_from(rb'{"smile": {"label": "\ud83d\ude00", "aliases": ["half \ud83d"]}}', "v.yml")
    assert (tags[0].label, tags[0].aliases, faults) == ("😀", ("half �",), ())
    corrected, faults = corrections_from(rb'{"a": {"title": "\ud83d\ude00 \ud83d"}}', "c.yml", {"a"})
    assert (corrected["a"].fields, faults) == ({"title": "😀 �"}, ())
