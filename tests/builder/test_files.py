"""Files that are made quickly are those that MkDocs makes."""

from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.structure.files import File

from papercat.builder.files import quickly

NAMES = st.sampled_from(["a", "index", "README", "a-b_c", "Ä", "a b", ".a", "a.b", "..", "", "search"])
ENDINGS = st.sampled_from([".md", ".MD", ".markdown", ".mkd", ".html", ".bin", ".json.gz", ".7z", ""])
TOLD = ("src_uri", "src_dir", "dest_dir", "use_directory_urls", "inclusion", "name", "dest_uri", "url", "src_path")


@given(folders=st.lists(NAMES, max_size=2), name=NAMES, ending=ENDINGS, urls=st.booleans())
@example(folders=[], name="a", ending=".md", urls=True)
@example(folders=["."], name="a", ending=".bin", urls=True)
def test_a_file_is_as_mkdocs_makes_it(*, folders: list[str], name: str, ending: str, urls: bool) -> None:
    """Whatever its path, all that MkDocs says of it is the same, where it lies and where it goes to included."""
    path = "/".join([*folders, f"{name}{ending}"])
    plain = File(path, "docs", "site", urls)
    with quickly():
        quick = File(path, "docs", "site", urls)
    for word in (*TOLD, "abs_src_path", "abs_dest_path", "dest_path"):
        assert getattr(quick, word) == getattr(plain, word), word
    assert quick.is_documentation_page() == plain.is_documentation_page()


def test_afterwards_files_are_made_as_ever() -> None:
    """Whoever else uses MkDocs in this process finds it as it was."""
    made = File.__init__
    with quickly():
        assert File.__init__ is not made
    assert File.__init__ is made
