"""Reach into parsed JSON by a path of keys and numbers (`author.0.name`) without believing its shape."""

from typing import Any


def at(value: object, path: str) -> object:
    """Return what stands at a path, or None."""
    for key in path.split(".") if path else ():
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value


def text(value: object, path: str) -> str:
    """Return the text or number at a path as text, white space folded; nothing for anything else."""
    found = at(value, path)
    if isinstance(found, bool) or not isinstance(found, str | int):
        return ""
    return " ".join(str(found).split())


def texts(value: object, path: str) -> list[str]:
    """Return the texts of a list at a path."""
    found = at(value, path)
    return (
        [" ".join(one.split()) for one in found if isinstance(one, str) and one.strip()]
        if isinstance(found, list)
        else []
    )


def things(value: object, path: str) -> list[dict[str, Any]]:
    """Return the objects of a list at a path."""
    found = at(value, path)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
