# ruff: noqa: RUF001 - signs that look alike are what this is about
"""Rules for HTML, JATS and Markdown in running text: entities, tags and asterisks that are certainly markup."""

import html
import re
import unicodedata

from papercat.enrich.text.rule import either, rule

# paired tags only: `<s>`, `<mask>` and `<b>` alone are tokens that papers write about
BLOCKS = "p|div|section|blockquote|ul|ol|li|h[1-6]|jats:p|jats:sec"
PAIRED = f"{BLOCKS}|i|b|em|strong|italic|bold|sub|sup|span|a|abbr|font|sc|u|tt|small|jats:[a-z-]+"
BLOCK = re.compile(BLOCKS)
RAISED = dict(zip("0123456789+-−=()nit", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵗ", strict=True))
LOWERED = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
SIMPLE = re.compile(r"[^\W_]+|.")


def raised(text: str) -> str:
    """Return the text as an exponent: in raised digits where Unicode has them, else `^x`, `^(x + y)`."""
    if re.fullmatch("st|nd|rd|th", text):
        return text
    if all(char in RAISED for char in text):
        return "".join(RAISED[char] for char in text)
    return f"^{text}" if SIMPLE.fullmatch(text) else f"^({text})"


def lowered(text: str) -> str:
    """Return the text as an index: in lowered digits where Unicode has them, else `_x`, `_(x + y)`."""
    if all(char in LOWERED for char in text):
        return "".join(LOWERED[char] for char in text)
    return f"_{text}" if SIMPLE.fullmatch(text) else f"_({text})"


def _entity(match: re.Match[str]) -> str:
    char = html.unescape(match[0])
    sound = all(unicodedata.category(one)[0] != "C" for one in char)
    return char if sound else match[0]


def _tag(match: re.Match[str]) -> str:
    name, inner = match[1].lower(), match[2]
    if name in {"sub", "sup"}:
        return lowered(inner) if name == "sub" else raised(inner)
    if name == "jats:title" and inner.strip().lower() == "abstract":
        return ""
    return f" {inner} " if BLOCK.fullmatch(name) else inner


RULES = (
    # tags first: an entity inside is a sign of the text, `&lt;`, and no tag
    rule(
        "html-tag",
        "paired tags of HTML and JATS; a lone `<mask>` is somebody's token",
        ("<jats:p>A <i>large</i> H<sub>2</sub>O model</jats:p>", "A large H₂O model"),
        # what is inside may hold a sign of comparison, but no tag: the innermost goes first
        rf"(?i)<({PAIRED})(?:\s[^<>]*)?>([^<]*(?:<(?!/?(?:{PAIRED})[\s/>])[^<]*)*)</\1\s*>",
        _tag,
        needs="<",
    ),
    rule(
        "html-break",
        "line breaks of HTML",
        ("First line<br/>second line", "First line second line"),
        r"\s*<br\s*/?>\s*",
        " ",
        needs="<",
    ),
    rule(
        "html-entity",
        "a character spelled for HTML",
        ("R&amp;D in four dimensions&mdash;efficiency and more", "R&D in four dimensions—efficiency and more"),
        r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});",
        _entity,
        needs="&",
    ),
    rule(
        "lost-entity",
        "an HTML quote that lost its ampersand",
        ("dubbed ldquomaking-artifacts,rdquo computers", "dubbed “making-artifacts,” computers"),
        r"\bldquo(?=\w)|(?<=[\w.,)])rdquo\b",
        lambda match: "“" if match[0] == "ldquo" else "”",
        needs="dquo",
    ),
    rule(
        "markdown-emphasis",
        "words between the asterisks of Markdown",
        ("our **FabriNet** *adapts and learns*, as A* does", "our FabriNet adapts and learns, as A* does"),
        r"(?<![^\s(\[“\"'—-])(\*{1,3})(?=[^\W_])([^*\n$\\=<>|]{1,80}?)(?<=[\w).!?%])\1(?![^\s.,;:!?)\]”\"'—-])",
        lambda match: match[2],
        needs="*",
    ),
    rule(
        "page-furniture",
        "what a web page or an index writes before and behind an abstract",
        ("Abstract—We fabricate a shorter proof. Show More", "We fabricate a shorter proof."),
        either(
            r"^Abstract(?:\s?[:—–.]\s*(?=[A-Z\"“‘(])|[\s-](?=(?:We|In this|This paper|This work)\b))",
            r"(?<=[.!?…])\s*(?:(?:Show|Read|View) (?:More|Less|more|less)|[▽△] (?:More|Less))$",
            r"(?<=[.!?…])\s*(?:©|Copyright (?:©|\([cC]\))|\([cC]\)) ?(?:19|20)\d\d\b.{0,160}$",
        ),
        "",
        needs=("Abstract", "Show ", "Read ", "View ", "▽", "△", "©", "(C)", "(c)"),
    ),
)
