"""Rules for LaTeX outside of formulas: fonts, links, citations, shorthands, spacing and escapes."""

import re

from papercat.enrich.text.rule import either, rule

FONTS = (
    "emph|textit|textbf|texttt|textsc|textsf|textsl|textrm|textup|textmd|textnormal|text|underline|uline|ul|mbox|hbox|"
    "fbox|mathrm|mathbf|mathit|mathsf|mathtt|mathcal|mathscr|mathfrak|boldsymbol|bm|pmb|ensuremath|operatorname|protect|"
    "textsuperscript|textsubscript"
)
GLUED_FONTS = "emph|textit|textbf|texttt|textsc|underline|mathrm|mathbf|mathcal|mathit|mathsf|boldsymbol"
SWITCHES = "em|bf|it|sc|tt|sl|sf|rm|bfseries|itshape|scshape|ttfamily|small|large|normalfont|centering"
SILENT = "label|vspace|hspace|thanks|index|pagestyle|thispagestyle"
COMMANDS = (
    "footnotemark|maketitle|noindent|smallskip|medskip|bigskip|centering|xspace|protect|leavevmode|unskip|displaystyle|"
    "textstyle|limits|nolimits|allowbreak|nobreak|newpage|clearpage|pagebreak"
)
GAPS = "quad|qquad|newline|linebreak|par|enspace|thinspace|hfill"
BLOCKS = "itemize|enumerate|description|abstract|center|quote|document"
GROUP = r"\{([^{}]*)\}"
SHORTHANDS = {
    "ie": "i.e.", "eg": "e.g.", "Ie": "I.e.", "Eg": "E.g.", "etal": "et al.", "etc": "etc.", "wrt": "w.r.t.",
    "cf": "cf.", "vs": "vs.", "aka": "a.k.a.", "iid": "i.i.d.", "dof": "d.o.f.", "resp": "resp.",
}  # fmt: skip
LATIN = "|".join(SHORTHANDS)


def _link(match: re.Match[str]) -> str:
    """Write the words and the address, once where they are the same."""
    address, words = (match[1] or match[2] or "").strip(), (match[3] or "").strip()
    bare = re.sub(r"^https?://", "", address)
    return address if words in {address, bare, ""} else f"{words} ({address})"


def _citation(match: re.Match[str]) -> str:
    """Drop it, unless it is part of the sentence and its key tells the name: Graves (1997)."""
    key = re.match(r"([A-Za-z]{3,})[-_:]?((?:19|20)\d\d)", match[2])
    return f" {key[1].capitalize()} ({key[2]})" if match[1] == "t" and key else ""


def _shorthand(match: re.Match[str]) -> str:
    return SHORTHANDS[match[1]] + (" " if match[2] and match[2] != "{}" else "")


ROWS = "align|eqnarray|gather|multline|alignat|flalign"
NUMBERED = re.compile(r"\\label\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])|\\tag\*?\{[^{}]*\}")


def _display(match: re.Match[str]) -> str:
    """Write a formula set apart between dollars, which is what pages typeset."""
    if not match[1] and not match[3]:
        return match[0]
    inner = " ".join(NUMBERED.sub("", match[1] or match[3]).split())
    rows = re.fullmatch(ROWS, match[2] or "") and re.search(r"&|\\\\", inner)
    inner = rf"\begin{{split}}{inner}\end{{split}}" if rows else inner
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return f"{' ' * before.isalnum()}$${inner}$${' ' * (after.isalnum() or after == '{')}"


DISPLAY = rule(
    "latex-display",
    "a formula set apart from the text",
    (r"so that \[ a_i \leq C \] holds", r"so that $$a_i \leq C$$ holds"),
    either(
        r"(?<!\\)\$\$.+?\$\$",
        r"(?<!\\)\\\[\s*(.+?)\s*\\\]",
        rf"\\begin\{{(equation|displaymath|math|{ROWS})\*?\}}(?:\{{\d\}})?\s*(.+?)\s*\\end\{{\2\*?\}}",
    ),
    _display,
    needs=("\\[", "\\begin{"),
)
RULES = (
    rule(
        "latex-link",
        "a web address in LaTeX",
        (
            r"at \url{https://example.org/a_b} and \href{https://example.org}{our page}",
            "at https://example.org/a_b and our page (https://example.org)",
        ),
        rf"\\(?:(?:url|nolinkurl|path)\s*{GROUP}|href\s*{GROUP}\s*{GROUP})",
        _link,
        needs="\\",
    ),
    rule(
        "latex-citation",
        "a reference to a bibliography that is not here; a name in the sentence stays where the key tells it",
        (r"with transformers~\cite{vaswani2017} and \citep[see][]{devlin} more", "with transformers and more"),
        r"[\s~]*\\(?:no|paren|text|foot|auto)?[cC]ite([a-z]{0,7})\*?\s*(?:\[[^\[\]]*\]\s*)*\{([^{}]*)\}",
        _citation,
        needs="\\",
    ),
    rule(
        "latex-label",
        "an anchor or a note's mark, which prints nothing",
        (r"our method\label{sec:method} works\footnotemark", "our method works"),
        rf"\\(?:{SILENT})\*?\{{[^{{}}]*\}}|\\(?:{COMMANDS})(?![A-Za-z])(?:\[\d*\]|\{{\}})?",
        "",
        needs="\\",
    ),
    rule(
        "latex-footnote",
        "a footnote in running text",
        (r"our code\footnote{On request.} runs", "our code (On request.) runs"),
        rf"\s*\\footnote(?:text)?{GROUP}",
        r" (\1)",
        needs="\\",
    ),
    rule(
        "latex-shorthand",
        "the usual macros for Latin abbreviations",
        (
            r"candidate regions (\ie, routed regions) of Li \etal~and others",
            "candidate regions (i.e., routed regions) of Li et al. and others",
        ),
        rf"\\({LATIN})(?![A-Za-z])(?:\.(?!\.)|(\{{\}}|\\?\s+(?=\w)|~))?",
        _shorthand,
        needs="\\",
    ),
    rule(
        "latex-font",
        "emphasis and other fonts",
        (r"this \emph{scan and snap} dynamics of \textsc{Bert}", "this scan and snap dynamics of Bert"),
        rf"\\(?:{FONTS})\*?\s*{GROUP}|\\(?:textcolor|colorbox)\s*\{{[^{{}}]*\}}\s*{GROUP}",
        lambda match: match[1] if match[1] is not None else match[2],
        needs="\\",
    ),
    rule(
        "latex-font-switch",
        "emphasis in the old style",
        (r"a {\em first proper} learning and {\it functional} limits", "a first proper learning and functional limits"),
        either(
            rf"\{{\s*\\(?:{SWITCHES})(?![A-Za-z])\s*([^{{}}]*?)(?:\\/)?\}}",
            rf"\\(?:{SWITCHES})(?![A-Za-z])(?:\{{\}}|\s)*",
            r"\\color\{[^{}]*\}\s*",
        ),
        lambda match: match[1] or "",
        needs="\\",
    ),
    rule(
        "latex-font-without-braces",
        "a font that lost its braces",
        (r"an \emphnon-convex loss in \mathcalO(n)", "an non-convex loss in O(n)"),
        rf"\\(?:{GLUED_FONTS})(?=[A-Za-z])",
        "",
        needs="\\",
    ),
    rule(
        "latex-list",
        "lists of LaTeX",
        (r"\begin{itemize} \item one \item two \end{itemize}", "• one • two"),
        either(
            rf"\s*\\(?:begin|end)\{{?(?:{BLOCKS})\}}?(?:\[[^\[\]]*\])?\s*",
            r"\\item(?![A-Za-z])(?:\[([^\[\]]*)\])?\s*",
        ),
        lambda match: " " if "item" not in match[0][:5] else f"{match[1] or '•'} ",
        needs="\\",
    ),
    rule(
        "latex-space",
        "spaces and line ends of LaTeX",
        (r"in 5\,ms\; and\\ more", "in 5 ms and more"),
        either(
            r"\\[,;:]\s*",
            r"(?<!\\)\\ ",
            r"\s*\\\\(?=\s|[A-Z(])\s*",
            rf"\\(?:{GAPS})(?![A-Za-z])(?:\{{\}})?\s*",
        ),
        " ",
        needs="\\",
    ),
    rule(
        "latex-nothing",
        "places where LaTeX may break a word, and corrections of spacing",
        (r"in\-put of a\!b", "input of ab"),
        r"\\(?:[/!@]|-(?!-))",
        "",
        needs="\\",
    ),
    rule(
        "latex-escape",
        "signs that LaTeX wants escaped",
        (r"a 45\% gain on R\&D \#1 of my\_set", "a 45% gain on R&D #1 of my_set"),
        r"\{\\([%&_#])\}|\\+([%&_#])",
        lambda match: match[1] or match[2],
        needs="\\",
    ),
)
