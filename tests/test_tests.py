"""The tests themselves: what would make them fail to run together."""

from collections import Counter
from pathlib import Path


def test_no_two_test_files_share_a_name() -> None:
    """Pytest imports test files by their bare name, so that two of one name stop the whole run."""
    names = Counter(file.name for file in Path(__file__).parent.rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []
