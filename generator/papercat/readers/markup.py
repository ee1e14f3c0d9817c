"""The one door for XML: no entities, no external references, no network; a broken document gives what came before."""

from collections.abc import Iterator

from lxml import etree

from papercat.errors import Fault, excerpt

Element = etree._Element  # noqa: SLF001 - lxml names its element class so; there is no public alias


def parse(text: str, file: str) -> tuple[Element | None, tuple[Fault, ...]]:
    """Return the root of an XML document and what was wrong with it.

    Entities stay unexpanded (billion laughs, external files); a document that breaks off keeps the elements before the
    break, with a fault. lxml's own limits on depth and size stay on (`huge_tree=False`).
    """
    parser = etree.XMLParser(
        encoding="utf-8",  # a declared encoding no longer holds: the text is already decoded
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, (Fault(file=file, reason=f"not readable as XML: {error}", raw=excerpt(text, 500)),)
    faults = tuple(
        Fault(
            file=file,
            line=problem.line,
            reason=f"the XML is damaged: {problem.message}",
            guess="what could be read was",
        )
        for problem in list(parser.error_log)[:1]
    )
    return root, faults


def line_of(element: Element) -> int:
    """Return the line on which an element begins; 0 where lxml does not know."""
    line: object = element.sourceline  # typed as `...` by the stubs
    return line if isinstance(line, int) else 0


def local(element: Element) -> str:
    """Return the element's name without its namespace; a damaged document has prefixes that stand for none."""
    tag: object = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def find_all(element: Element, name: str) -> Iterator[Element]:
    """Yield all descendants of a name, whatever their namespace."""
    return element.iter(f"{{*}}{name}", name)


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element below `element` along a path of names, whatever their namespaces."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def children(element: Element | None, name: str) -> list[Element]:
    """Return the direct children of a name."""
    return [] if element is None else [inner for inner in element if local(inner) == name]


def text_of(element: Element | None) -> str:
    """Return all text within an element, white space folded; an entity that nobody declared has none."""
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None and local(element) else ""


def text_at(element: Element | None, *path: str) -> str:
    """Return the text of the first element along a path, or nothing."""
    return text_of(child(element, *path))


def marked_at(element: Element | None, *path: str) -> str:
    """Return the text of the first element along a path with its exponents and indices: `10<sup>-3</sup>`."""
    found = child(element, *path)
    return " ".join("".join(_marked(found)).split()) if found is not None else ""


def _marked(element: Element) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        # an entity that nobody declared has no name and no text
        name, within = local(inner), "".join(_marked(inner)) if local(inner) else ""
        yield f"<{name}>{within}</{name}>" if name in {"sub", "sup"} and within else within
        yield inner.tail or ""
