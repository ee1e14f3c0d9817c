"""Tags learned from keywords are the same whatever the last run left. The papers here are fabricated."""

from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.catalogue import Catalogue
from papercat.enrich import alone, tags, texts
from papercat.enrich.texts import Texts
from papercat.insight import Tag
from papercat.records import Paper
from papercat.work import Inline

SUBJECTS = (
    "the string flutters in the wind",
    "the oven smoulders under the pot",
    "the keel creaks below the deck",
    "the bronze rings over the roofs",
)
"""What the papers of a keyword say; none has the keyword in its text."""
ALWAYS = 200
"""Papers with keywords that never go; so many are needed."""


def paper(number: int) -> Paper:
    """Return a paper: its subject's words and, but for every sixth, its keywords; half of the subjects have two."""
    subject = number % len(SUBJECTS)
    called = (f"invented subject {subject}", *([f"other subject {subject}"] if subject % 2 else []))
    beside = SUBJECTS[number // 7 % len(SUBJECTS)].split()[number % 3]
    abstract = f"We say that {SUBJECTS[subject]} and {beside} of kind {number // 5}."
    keywords = called if number < ALWAYS or number % 6 else ()
    return Paper(id=f"p{number:03}", title=f"Note {number}", abstract=abstract, keywords=keywords)


def run(
    last: tuple[tags.State, Texts], numbers: set[int], *more: Paper, words: tuple[Tag, ...] = ()
) -> tuple[Catalogue, tuple[tags.State, Texts]]:
    """Tag the papers with these numbers, and some more, beside those always there; `words` are people's tags."""
    papers = (*(paper(number) for number in sorted({*range(ALWAYS), *numbers})), *more)
    catalogue = Catalogue(papers=papers, vocabulary=words)
    digests = [alone.digest(each) for each in catalogue.papers]
    read = texts.updated(last[1], catalogue.papers, digests, Inline())
    tagged, state = tags.updated(last[0], catalogue, digests, read, Inline())
    return tagged, (state, read)


@given(st.lists(st.sets(st.integers(ALWAYS, ALWAYS + 60), max_size=40), min_size=2, max_size=3))
@settings(max_examples=12, deadline=None)
def test_any_sequence_of_papers_gives_the_learned_tags_of_a_clean_run(sequence: list[set[int]]):
    """Papers come and go, with keywords and without; two tags that the same papers have are both given each time."""
    last = (tags.State(), Texts())
    for numbers in sequence:
        shown, last = run(last, numbers)
        assert shown.tags == run((tags.State(), Texts()), numbers)[0].tags


def test_papers_without_keywords_move_no_tag():
    """What is known of the tags stays when papers without keywords come, and they get the tags of their words."""
    _, (before, read) = run((tags.State(), Texts()), set())
    shown, (after, _) = run((before, read), {ALWAYS + 4})
    assert after.proposed.tags == before.proposed.tags != ()
    assert [tagging.tag for tagging in shown.tags[f"p{ALWAYS + 4}"]] == ["invented-subject-0"]


def test_a_paper_moves_only_the_tags_of_its_keywords():
    """The other tags are known by the same words as before, so that no paper's likeness to them is asked again."""
    _, (before, read) = run((tags.State(), Texts()), set())
    odd = Paper(id="x", title="Note", abstract=f"We say that {SUBJECTS[2]}.", keywords=("invented subject 0",))
    _, (after, _) = run((before, read), set(), odd)
    assert len({*before.proposed.tags} - {*after.proposed.tags}) == 1


def test_a_tag_whose_words_a_paper_has_no_longer_gets_a_reason_of_its_own():
    """While a person calls the subject by a word of the paper, nobody asks which words tell; later somebody does."""
    called = Tag(id="invented-subject-0", label="Invented subject 0", facet="task", aliases=("flutters",))
    one, numbers = f"p{ALWAYS + 4}", {ALWAYS + 4}
    seen, last = run((tags.State(), Texts()), numbers, words=(called,))
    told, _ = run(last, numbers)
    assert [tagging.why for tagging in seen.tags[one]] == ['first sentence has "flutters"']
    assert [tagging.why for tagging in told.tags[one]] == [
        tagging.why for tagging in run((tags.State(), Texts()), numbers)[0].tags[one]
    ]
    assert told.tags[one][0].why.startswith('papers with this keyword say "')
