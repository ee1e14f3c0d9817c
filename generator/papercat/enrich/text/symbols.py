# ruff: noqa: RUF001 - signs that look alike are what this is about
"""Rules for LaTeX's signs outside of formulas: accents, symbols, powers, dashes, quotes and ties."""

import re
from functools import lru_cache

from pylatexenc import latex2text  # type: ignore[import-untyped]  # ships no types

from papercat.enrich.text.markup import lowered, raised
from papercat.enrich.text.rule import either, rule

TEXT_ONLY = {
    "textless": "<", "textgreater": ">", "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\",
    "textbar": "|", "textunderscore": "_", "textdollar": "$", "textpercent": "%", "textendash": "–",
    "textemdash": "—", "textquotesingle": "'", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "texttimes": "×", "textmu": "μ", "textbullet": "•", "textellipsis": "…",
    "textdegree": "°", "textpm": "±", "texteuro": "€", "S": "§", "epsilon": "ε", "varepsilon": "ε", "phi": "φ",
    "varphi": "φ", "sim": "~", "star": "*", "ast": "*", "lvert": "|", "rvert": "|", "vert": "|", "mid": "|",
    "lbrace": "{", "rbrace": "}", "left": "", "right": "", "big": "", "Big": "", "bigl": "", "bigr": "",
    "LaTeX": "LaTeX", "TeX": "TeX", "slash": "/", "colon": ":", "degree": "°", "percent": "%",
}  # fmt: skip
"""What the library leaves out, or writes in a way that people do not search for."""
WORDS = "log|ln|exp|max|min|sup|inf|arg|argmax|argmin|sin|cos|tan|det|dim|Pr|mod|gcd|lim|poly|polylog"
LETTERS = "[oOlLij]|ss|ae|AE|oe|OE|aa|AA|dh|DH|th|TH"
ACCENTED = "mathbb|mathds|tilde|widetilde|hat|widehat|bar|vec|dot|acute|check"
TIGHT = frozenset({"textless", "textgreater", "sim", "textasciitilde"})
"""No space before what follows: `<2MB`."""
# keeps what it does not know: a hole is worse than a macro
_macros = latex2text.get_default_latex_context_db()
_converter = latex2text.LatexNodes2Text(_macros, math_mode="verbatim", keep_comments=True)


@lru_cache(maxsize=4096)
def from_latex(source: str) -> str:
    """Return the text of a short piece of LaTeX, or the source where that fails or leaves nothing."""
    try:
        text = str(_converter.latex_to_text(source)).strip()
    except Exception:  # noqa: BLE001 - the library raises IndexError, TypeError and its own on LaTeX it does not expect
        return source
    return source if not text or "\\" in text else text


def _sign(name: str) -> str | None:
    """Return the sign that a macro without arguments stands for; None where the library knows none."""
    spec = _macros.get_macro_spec(name)
    text = spec.simplify_repl if spec else None
    return text if isinstance(text, str) and text and not re.search(r"[\\%]|\s", text) else None


def _accent(match: re.Match[str]) -> str:
    inner = match[0][1:-1] if match[0].startswith("{") else match[0]
    return from_latex(inner)


def _symbol(match: re.Match[str]) -> str:
    name, tail = match[1], match[2]
    text = TEXT_ONLY.get(name) if name in TEXT_ONLY else _sign(name)
    if text is None:
        return match[0]
    # TeX eats the space after a macro; people who write plain text do not mean it to
    space = " " if tail.isspace() and name not in TIGHT else ""
    return text + space


def _operator(match: re.Match[str]) -> str:
    """Write a name that lost its space or its braces apart from its argument."""
    return f"{match[1]} {match[2]}" if match[2] else match[1]


def _root(match: re.Match[str]) -> str:
    inner = match[1] or match[2]
    if not inner:
        return "√"
    return f"√{inner}" if re.fullmatch(r"[^\W_]", inner) or inner.isdigit() else f"√({inner})"


def _fraction(match: re.Match[str]) -> str:
    parts = [part if re.fullmatch(r"[\w.√]+", part) else f"({part})" for part in (match[1], match[2])]
    return "/".join(parts)


def _letter(match: re.Match[str]) -> str:
    """Return a letter with its mathematical accent or in blackboard bold."""
    return from_latex(f"\\{match[1].removeprefix('wide')}{{{match[2] or match[3]}}}")


RULES = (
    rule(
        "latex-accent",
        "accented letters",
        (r"Erd{\H{o}}s, Andr\'e and {\L}ukasz na\"{\i}ve", "Erdős, André and Łukasz naïve"),
        either(
            r"""\{\\["'`^~=.](?:\{\\?[A-Za-z]\}|\\?[A-Za-z])\}""",
            r"""\\["'`^~=.](?:\{\\?[A-Za-z]\}|\\[ij](?![A-Za-z])|[A-Za-z])""",
            r"\{\\[cvuHdbkrt](?:\{\\?[A-Za-z]\}| [A-Za-z])\}",
            r"\\[cvuHdbkr](?:\{\\?[A-Za-z]\}| [A-Za-z](?![A-Za-z]))",
            rf"\{{\\(?:{LETTERS})(?:\{{\}})?\}}",
            rf"\\(?:{LETTERS})(?![A-Za-z])(?:\{{\}}|\s)?",
        ),
        _accent,
        needs="\\",
    ),
    rule(
        "latex-root",
        "square roots",
        (r"regret of \sqrt{KT} and \sqrtn", "regret of √(KT) and √n"),
        r"\\sqrt\s*(?:\{([^{}\\]*[^{}\\\s])\}|([A-Z0-9]+(?![a-z])|[a-z](?![A-Za-z]))|(?=\\?(?:log|ln)))",
        _root,
        needs="\\",
    ),
    rule(
        "latex-fraction",
        "fractions",
        (r"a \frac{1}{2} and \frac{n+1}{k} share", "a 1/2 and (n+1)/k share"),
        r"\\[dt]?frac\s*\{([^{}\\]+)\}\s*\{([^{}\\]+)\}",
        _fraction,
        needs="\\",
    ),
    rule(
        "latex-letter",
        "letters with a mathematical accent or in blackboard bold",
        (r"\tilde{O}(n) in \mathbbR and \hat x", "Õ(n) in ℝ and x̂"),
        rf"\\({ACCENTED})\s*(?:\{{([A-Za-z])\}}|([A-Za-z](?![a-z])))",
        _letter,
        needs="\\",
    ),
    rule(
        "latex-operator",
        "names of functions",
        (r"O(n \log n) and O(n \logN)", "O(n log n) and O(n log N)"),
        rf"\\({WORDS})(?:([A-Z0-9])(?![a-z])|(?![A-Za-z]))",
        _operator,
        needs="\\",
    ),
    rule(
        "latex-symbol",
        "signs with a name",
        (r"requires \textless2MB, 5 \pm 1, \alpha \rightarrow \infty", "requires <2MB, 5 ± 1, α → ∞"),
        r"\\([A-Za-z]+)((?:\{\}|\s)?)",
        _symbol,
        needs="\\",
    ),
    rule(
        "ordinal",
        "raised endings of ordinals",
        ("k^{th}-order and 2^{nd}", "kth-order and 2nd"),
        r"(?<=\w)\^(?:\{(th|st|nd|rd)\}|(th|st|nd|rd)\b)",
        lambda match: match[1] or match[2],
        needs="^",
    ),
    rule(
        "power",
        "powers and indices outside of a formula",
        ("10^{-3} of n^{k+1} in H_{2}O", "10⁻³ of n^(k+1) in H₂O"),
        r"(?<=[\w)\]}])([\^_])\{([^{}\\]{1,30})\}",
        lambda match: raised(match[2]) if match[1] == "^" else lowered(match[2]),
        needs=("^{", "_{"),
    ),
    rule(
        "tie",
        "LaTeX's no-break space; a tilde that means `about` stays",
        (r"modeling~(MLM) shows~5% to~10% gains with ~20 words", "modeling (MLM) shows 5% to 10% gains with ~20 words"),
        either(
            r"(?:(?<=[A-Za-z]{2})|(?<=[a-z]\.)|(?<=\))|(?<=,)|(?<=\b[Aa]))~(?=[\w(\[\"'“‘`–—<>$\\-])",
            r"(?<=\d)~(?=[A-Za-z])",
        ),
        " ",
        needs="~",
    ),
    rule(
        "dash",
        "dashes typed as hyphens; a `--flag` stays",
        (
            "behaviors -- associated with it -- of pages 1--10 of encoder--decoders---yes",
            "behaviors – associated with it – of pages 1–10 of encoder–decoders—yes",
        ),
        either(
            r"(?<=\s)---?(?=\s)",
            r"(?<=[^\s<!-])---?(?=[^\s>-])",
            r"(?<=[a-z,)])---?(?=\s)",
            r"(?<=\s)---(?=[A-Za-z])",
        ),
        lambda match: "—" if len(match[0]) > len("--") else "–",
        needs="--",
    ),
    rule(
        "tex-quotes",
        "quotes typed as TeX wants them",
        ("``index-retrieve-then-rank'' and `why' in ``one\"", "“index-retrieve-then-rank” and ‘why’ in “one”"),
        r"``([^`\"]{1,300}?)(?:''|\"|”)|``|(?<![\w`'])`([^`'\n]{1,80})'(?![\w'])",
        lambda match: f"“{match[1]}”" if match[1] else f"‘{match[2]}’" if match[2] else "“",
        needs="`",
    ),
    rule(
        "closing-tex-quotes",
        "a closing TeX quote whose opening is a real one",
        ("“low energy'' and \"high energy'' configurations", '“low energy” and "high energy" configurations'),
        r"([“\"])([^“”\"]{1,200}?)''",
        lambda match: f"{match[1]}{match[2]}{'”' if match[1] == '“' else match[1]}",
        needs="''",
    ),
)
