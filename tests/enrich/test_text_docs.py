"""The table of rules in docs/text-repair.md is the table in the code.

After changing a rule: `python tests/enrich/test_text_docs.py` writes the table anew.
"""

import re
from pathlib import Path

from papercat.enrich import text

PAGE = Path(__file__).parents[2] / "docs" / "text-repair.md"
TABLE = re.compile(r"(<!-- rules: begin.*?-->\n)(.*?)(<!-- rules: end -->)", re.DOTALL)


def _shown(sample: str) -> str:
    """Return a sample as code in a table cell; characters that cannot be seen are named."""
    visible = "".join(char if char.isprintable() else f"⟨{ord(char):04X}⟩" for char in sample)
    fence = "``" if "`" in visible else "`"
    fence = "```" if "``" in visible else fence
    room = " " if "`" in visible else ""
    return f"{fence}{room}{visible}{room}{fence}".replace("|", "\\|")


def _table() -> str:
    rows = [f"| {one.name} | {one.what} | {_shown(one.before)} | {_shown(one.after)} |" for one in text.RULES]
    return "\n".join(["| rule | what it mends | before | after |", "|---|---|---|---|", *rows, ""])


def test_the_documented_rules_are_the_rules():
    """Every rule stands in the documentation with its example, and no other."""
    match = TABLE.search(PAGE.read_text(encoding="utf-8"))
    assert match
    assert match[2] == _table()


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(TABLE.sub(lambda match: match[1] + _table() + match[3], page), encoding="utf-8")
