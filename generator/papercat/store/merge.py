"""Take new records into the catalogue: find each one's paper, say what changed, give ids to the rest.

What a paper's sources said is kept (`said`), and the papers are made anew from it whenever a new record has to do with
them. So they depend on what was said and not on the order in which it came; only the ids do, which are permanent.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from papercat import paths
from papercat.records import Paper
from papercat.store.combine import combine, tidied
from papercat.store.groups import Group, groups
from papercat.store.retelling import Saying, retold
from papercat.store.said import SAID, joined, ordered, sayings
from papercat.store.shelf import Shelf
from papercat.store.valid import valid_id


class Merged(NamedTuple):
    """The catalogue after a merge, and the ids of what came in."""

    papers: tuple[Paper, ...]
    """All papers, sorted by id."""
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    moved: Mapping[str, str] = {}
    """Ids of papers that turned out to be the same as another -> the id of that."""


class _Cluster(NamedTuple):
    """Sayings of one paper."""

    sayings: list[Saying]
    """In the order of `ordered`."""
    made: Paper
    """All of them combined."""
    claims: list[int]
    """Papers of the catalogue that it goes on."""
    as_was: bool = False
    """It is all that the one paper holds, and nothing else."""


def merge(existing: Iterable[Paper], incoming: Iterable[Paper], today: str, reserved: Iterable[str] = ()) -> Merged:
    """Return the catalogue with the new records in it.

    Args:
        existing: the catalogue's papers; their ids stay.
        incoming: records from readers or services; `sources` without `read` get today's date.
        today: YYYY-MM-DD.
        reserved: ids that lead to another paper now; no new one gets them.

    Cost is linear in both. What comes in twice, today or on another day, changes nothing.
    """
    before = tuple(existing)
    news = [tidied(one) for paper in incoming for one in _told_apart(paper)]
    taken = {*reserved, *(paper.id for paper in before)}
    papers: dict[int, Paper] = {}
    moved: dict[str, str] = {}
    met: set[int] = set()
    fresh: list[_Cluster] = []
    for group in groups(before, news):
        clusters, again = _sorted_out(group, before, [news[number] for number in group.news], today)
        met |= again
        for cluster in clusters:
            if not cluster.claims:
                fresh.append(cluster)
                continue
            place = cluster.claims[0]
            if len(cluster.claims) > 1:
                place, *others = sorted(cluster.claims, key=lambda place: _age(before[place]))
                moved.update((before[other].id, before[place].id) for other in others)
            if not cluster.as_was:
                papers[place] = _made(cluster, before[place].id)
    kept = [papers.get(place, paper) for place, paper in enumerate(before) if paper.id not in moved]
    added = [*_entered(fresh, taken)]
    changed = papers.keys()
    return Merged(
        papers=tuple(sorted((*kept, *added), key=lambda paper: paper.id)),
        added=tuple(sorted(paper.id for paper in added)),
        updated=tuple(sorted(before[place].id for place in changed)),
        same=tuple(sorted(before[place].id for place in met - changed if before[place].id not in moved)),
        moved=moved,
    )


def _told_apart(paper: Paper) -> list[Paper]:
    """Return what each source of a new record says; a single one keeps the id that it came with."""
    if SAID not in paper.extra:
        return [paper]
    return [msgspec.structs.replace(one, id=paper.id) for one in sayings(paper)]


def _age(paper: Paper) -> tuple[str, int, str]:
    """Return what tells which of two papers keeps its id: the one that is here longer."""
    return min((source.read for source in paper.sources), default=""), len(paper.id), paper.id


def _sorted_out(
    group: Group, before: Sequence[Paper], news: Sequence[Paper], today: str
) -> tuple[list[_Cluster], set[int]]:
    """Return the papers of a group, and which of the catalogue's were told again as they are."""
    if not group.places and len(news) == 1:
        (alone,) = retold((), news, today).sayings
        return [_Cluster([alone], alone.said, [])], set()
    known = [Saying(said, before[place].id, place) for place in group.places for said in sayings(before[place])]
    told = retold(known, news, today)
    if not any(one.new for one in told.sayings):
        return [], told.met
    return _clusters(told.sayings, Counter(one.place for one in known)), told.met


def _clusters(found: Iterable[Saying], sizes: Mapping[int, int]) -> list[_Cluster]:
    """Return the papers that sayings make: each goes to the first that it fits, those that name it best go first.

    Args:
        found: what was said.
        sizes: by place in the catalogue, how much of it was there before.
    """
    shelf = Shelf()
    members: list[list[Saying]] = []
    claims: dict[int, int] = {}
    sequence = ordered(found, said=lambda one: one.said)
    for one in sequence:
        at = shelf.find(one.said) if members else None
        if at is None:
            at = shelf.put(one.said)
            members.append([one])
        else:
            both = combine(shelf.papers[at], one.said)
            members[at].append(one)
            if one is sequence[-1]:  # nobody looks for it any more
                shelf.papers[at] = both
            else:
                shelf.put(both, at)
        if one.place >= 0:
            claims.setdefault(one.place, at)
    made = [_Cluster(mine, combined, []) for mine, combined in zip(members, shelf.papers, strict=True)]
    for place, at in claims.items():
        made[at].claims.append(place)
    return [one._replace(as_was=_is_as_was(one, sizes)) for one in made]


def _is_as_was(cluster: _Cluster, sizes: Mapping[int, int]) -> bool:
    if len(cluster.claims) != 1 or any(one.new for one in cluster.sayings):
        return False
    (place,) = cluster.claims
    return len(cluster.sayings) == sizes[place] and all(one.place == place for one in cluster.sayings)


def _made(cluster: _Cluster, paper_id: str) -> Paper:
    return joined([one.said for one in cluster.sayings], paper_id, cluster.made)


def _entered(clusters: Iterable[_Cluster], taken: set[str]) -> Iterator[Paper]:
    """Yield new papers with their permanent ids; one of our own records keeps the id it has."""
    for cluster in ordered(clusters, said=lambda one: one.sayings[0].said):
        made = cluster.made
        ids = [one.given for one in cluster.sayings if one.given and valid_id(one.given)]
        given = min((one for one in ids if one not in taken), default="") if ids else ""
        telling = "; ".join(f"{scheme}:{value}" for scheme, value in sorted(made.ids.items()))
        people = "; ".join(author.name for author in made.authors)
        paper_id = given or paths.unique(made.title, taken, telling or people or made.abstract)
        taken.add(paper_id)
        yield _made(cluster, paper_id)
