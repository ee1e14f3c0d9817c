"""Authors in one text or a list: who they are, where they work, and what is no name. All of them are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.readers.people import people

NAMES = {
    "Ann Lee, Bob Ray and Cy Day": "Ann Lee; Bob Ray; Cy Day",
    "Ann Lee & Bob Ray": "Ann Lee; Bob Ray",
    "Ann Lee | Bob Ray": "Ann Lee; Bob Ray",
    "Ann Lee\nBob Ray": "Ann Lee; Bob Ray",
    # surname first
    "Lee, Ann": "Ann Lee",
    "van Ray, Bob": "Bob van Ray",
    "Lee, Ann and Ray, Bob": "Ann Lee; Bob Ray",
    "Lee, A., Ray, B. C.": "A. Lee; B. C. Ray",
    "Lee, Ann, Ray, Bob": "Ann Lee; Bob Ray",
    "Lee, Ann Marie, de la Ray, Bob C., O'Day, Cy": "Ann Marie Lee; Bob C. de la Ray; Cy O'Day",
    "Lee, Ann, Ray, Bob, and Fox, Eve": "Ann Lee; Bob Ray; Eve Fox",
    "Fabrico, OpenFab, DeepFake, MADEUP": "Fabrico; OpenFab; DeepFake; MADEUP",
    # suffixes and degrees
    "King, Jr., Martin Luther and Smith, J.": "Martin Luther King Jr.; J. Smith",
    "King, Martin Luther, Jr.": "Martin Luther King Jr.",
    "Bob Ray, Jr., Ann Lee": "Bob Ray Jr.; Ann Lee",
    "Zoë Ångström, PhD": "Zoë Ångström",
    "Ann Lee, Ph.D., Bob Ray, MD, and Cy Day, M.Sc.": "Ann Lee; Bob Ray; Cy Day",
    "Lee, A., Ray, MD": "A. Lee; MD Ray",
    "Ann Lee, MD PhD, Prof Bob Ray": "Ann Lee; Prof Bob Ray",
    # numbers of databases
    "Lee, Ann (57199999999); Ray, Bob (57199999998)": "Ann Lee; Bob Ray",
    # marks and addresses
    "Ann Lee¹, Bob Ray¹,² and Eve Fox*": "Ann Lee; Bob Ray; Eve Fox",
    "Ann Lee1,2, Bob Ray3* and Cy Day1": "Ann Lee; Bob Ray; Cy Day",
    "Lee†": "Lee",
    "Team 42": "Team 42",
    "Ann Lee et al.": "Ann Lee",
    "Ann Lee, Bob Ray, and others": "Ann Lee; Bob Ray",
    "Bob Ray <bob@example.org>; Ann Lee (ann@example.org)": "Bob Ray; Ann Lee",
    "bob@example.org": "bob",
    # entities
    "Anna M&uuml;ller, Bob Ray": "Anna Müller; Bob Ray",
    # the family's name first
    "王小明、李华": "王小明; 李华",
    "王小明, 李华": "王小明; 李华",
    "李, 华": "李华",
    # brackets that hold another name
    "Ann Lee (Day)": "Ann Lee (Day)",
    "Xi (Eve) Fox, Ann Lee": "Xi (Eve) Fox; Ann Lee",
    "Ann Lee (corresponding author)": "Ann Lee",
}
PLACES = {
    "Ann Lee (MIT, USA); Bob Ray (ETH)": {"Ann Lee": "MIT, USA", "Bob Ray": "ETH"},
    "Bob (ETH Zürich, Switzerland)": {"Bob": "ETH Zürich, Switzerland"},
    "Lee, Ann (MIT); Ray, Bob (ETH; Ulm)": {"Ann Lee": "MIT", "Bob Ray": "ETH; Ulm"},
    "Ann Lee (Fabrico), Bob Ray (Madeup)": {"Ann Lee": "Fabrico", "Bob Ray": "Madeup"},
    "Cy Day [1,2], Eve Fox² and Ann Lee\n[1] ETH\n[2] Ulm, Germany": {
        "Cy Day": "ETH; Ulm, Germany",
        "Eve Fox": "Ulm, Germany",
        "Ann Lee": "",
    },
}
NAME = st.from_regex(
    r"[A-Z][a-zé]{2,5}( [A-Z]\.)? ([vd]an |de la )?[A-Z][a-zü]{3,6}(-[A-Z][a-z]{3,5})?", fullmatch=True
)


@pytest.mark.parametrize("text", NAMES)
def test_names_of_a_text(text: str) -> None:
    """Each person once, the given name first, without what stands around it."""
    made = people(text)
    assert "; ".join(author.name for author in made) == NAMES[text]
    assert not any(author.affiliation for author in made)


@pytest.mark.parametrize("text", PLACES)
def test_brackets_and_footnotes_are_affiliations(text: str) -> None:
    """Where people work belongs to them, and commas in there part nobody."""
    assert {author.name: author.affiliation for author in people(text)} == PLACES[text]


@given(st.lists(NAME, min_size=1, max_size=5), st.sampled_from(["; ", ", ", " and ", "\n", "、", " | "]))
def test_whole_names_come_back_whatever_stands_between(names: list[str], between: str) -> None:
    """Names with a given name and a surname are told apart by any of the usual signs."""
    assert [author.name for author in people(between.join(names))] == names
    assert [author.name for author in people(names)] == names


@given(st.lists(NAME, min_size=2, max_size=5))
def test_whole_names_with_brackets_come_back(names: list[str]) -> None:
    """Affiliations with commas behind each name change no name."""
    made = people(", ".join(f"{name} (Fabrico, Ulm)" for name in names))
    assert [(author.name, author.affiliation) for author in made] == [(name, "Fabrico, Ulm") for name in names]


def test_an_orcid_behind_a_name_is_the_persons() -> None:
    """It leaves the name for its own place."""
    made = people("Ann Lee (0000-0000-0000-0001), Bob Ray https://orcid.org/0000-0000-0000-002X")
    assert [(author.name, author.orcid) for author in made] == [
        ("Ann Lee", "0000-0000-0000-0001"),
        ("Bob Ray", "0000-0000-0000-002X"),
    ]


def test_entries_of_a_list_are_names() -> None:
    """Marks and degrees leave an entry, `Jr.` joins the one before, others are nobody."""
    made = people(["Ann Lee, PhD", "Bob Ray", "Jr.", "Eve Fox* (ETH Zürich)", "et al."])
    assert [author.name for author in made] == ["Ann Lee", "Bob Ray Jr.", "Eve Fox"]
    assert made[2].affiliation == "ETH Zürich"
    (author,) = people([{"given": "华", "family": "李"}])
    assert author.name == "李华"
