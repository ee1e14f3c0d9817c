"""A fabricated catalogue for tests and for looking at pages: every paper, person, name and number in it is invented.

Import it as `from fabricated import catalogue`; `pythonpath` in pyproject.toml makes that work from every test folder.
"""

import random
from collections import defaultdict
from typing import get_args

from papercat.catalogue import Catalogue
from papercat.errors import Fault
from papercat.insight import Facet, FoundLink, Lineage, Mention, Name, Related, Repair, Tag, Tagging, Unsure
from papercat.records import Author, Link, LinkKind, Paper, Signal, Source

HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7*7 }} {% raw %} ${x}",
    "**bold** _it_ `code` [a](javascript:alert(1)) ![x](https://example.org/x.png)",
    '"><img src=x onerror=alert(1)>',
    "--8<-- 'mkdocs.yml' {: onclick=alert(1) } :smile: ^[note] [^1]",
    "\u202egnitirw\u202c \x02wzxhzdk:0\x03 \x00\x1b[31m",
    "---\ntitle: other\n---",
    "../../x",
    "# heading\n\n- list\n\n    code\n\n| a | b |\n|---|---|\n| c | d |",
    "😀 שלום العربية 数学 Ωµé",
)
"""Texts that mean something to some program on the way to the reader."""

_FIRST = ("Ada", "Bo", "Chidi", "Dalia", "Emre", "Fumiko", "Goran", "Hana", "Idris", "Jana", "Kofi", "Lena")
_LAST = ("Fabricated", "Imaginario", "Inventée", "Madeup", "Notreal", "Pretend", "Fiktiv", "Ersonnen")
_VENUES = ("Conference on Invented Systems", "Journal of Made-Up Results", "FABRICA", "")
_NAMES = ("FabriBERT", "MockNet", "PretendQA", "InventBench", "Sham-2", "Fauxformer", "GhostSpeech", "NullRank")
_TOPICS = (
    "token pruning",
    "dense retrieval",
    "crystal design",
    "speech synthesis",
    "driving scenes",
    "protein folding",
)
_METHODS = ("contrastive learning", "next-token prediction", "graph attention", "diffusion", "distillation")


def catalogue(count: int = 60, seed: int = 1, *, bare: bool = False) -> Catalogue:
    """Return `count` invented papers with everything that enrichment can find; equal arguments give equal catalogues.

    Args:
        count: how many papers; the first ten of them are hostile where there are more than twenty.
        seed: another one gives another catalogue.
        bare: only titles and abstracts, like papers copied from a listing.
    """
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    vocabulary = _vocabulary()
    names = tuple(
        Name(id=n.lower(), label=n, long_form=f"{n} Is Fabricated" if i % 2 else "") for i, n in enumerate(_NAMES)
    )
    papers = tuple(sorted((_paper(rng, i, count, bare=bare) for i in range(count)), key=lambda paper: paper.id))
    introduces: defaultdict[str, list[Mention]] = defaultdict(list)
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    known: set[str] = set()
    for paper in papers:
        for name in names:
            start = paper.abstract.find(name.label)
            if start >= 0:
                sentence = paper.abstract[start:].split(". ")[0]
                where = mentions if name.id in known else introduces
                where[paper.id].append(Mention(name.id, name.label, sentence, "abstract", start))
                known.add(name.id)
    return Catalogue(
        papers=papers,
        faults=(Fault(file="fabricated.csv", line=7, reason="no title", expected="text in 'title'", raw="a,|b|,<i>"),),
        vocabulary=vocabulary,
        names=names,
        repairs={p.id: (Repair("tex-percent", "abstract", r"45\%", "45%"),) for p in papers[::7]},
        tags={p.id: _taggings(rng, vocabulary) for p in papers},
        introduces={key: tuple(value) for key, value in introduces.items()},
        mentions={key: tuple(value) for key, value in mentions.items()},
        links={p.id: _found(p) for p in papers},
        related={p.id: _related(rng, p, papers) for p in papers},
        lineage={papers[0].id: (Lineage("version of", papers[1].id, "same invented title"),)} if count > 1 else {},
        unsure=(Unsure(papers[0].id, papers[-1].id, "titles are alike"),) if count > 1 else (),
    )


def _found(paper: Paper) -> tuple[FoundLink, ...]:
    start = paper.abstract.find("https://")
    url = paper.abstract[start:].split()[0].rstrip(".")
    return (FoundLink(Link(url, "code"), url, "Code is there.", "abstract", start),)


def _vocabulary() -> tuple[Tag, ...]:
    labels = dict.fromkeys((*_TOPICS, *_METHODS))
    facets = get_args(Facet)
    tags = [
        Tag(id=label.replace(" ", "-"), label=label, facet=facets[i % len(facets)]) for i, label in enumerate(labels)
    ]
    wide = Tag(id="invented-learning", label="Invented learning", facet="method", aliases=("fabricated learning",))
    return (
        wide,
        *(Tag(id=t.id, label=t.label, facet=t.facet, broader=(wide.id,)) if t.facet == "method" else t for t in tags),
    )


def _paper(rng: random.Random, i: int, count: int, *, bare: bool) -> Paper:
    name, other = rng.sample(_NAMES, 2)
    topic, method = rng.choice(_TOPICS), rng.choice(_METHODS)
    title = f"{name}: {method.capitalize()} for {topic.capitalize()} ({i})"
    abstract = (
        f"Work on {topic} is invented here for tests. We introduce {name} (a fabricated name), which uses {method} and "
        f"is compared with {other} on {rng.randint(2, 9)} imaginary data sets, 45% better than chance. "
        f"Code is at https://example.org/{name.lower()}/{i}."
    )
    if count > 20 and i < len(HOSTILE):
        title, abstract = f"{HOSTILE[i]} {i}", f"{abstract} {HOSTILE[i]}"
    paper = Paper(id=f"fabricated-{i:05d}", title=title, abstract=abstract)
    return paper if bare else _dressed(rng, paper, i)


def _dressed(rng: random.Random, paper: Paper, i: int) -> Paper:
    people = [f"{rng.choice(_FIRST)} {rng.choice(_LAST)}" for _ in range(rng.randint(1, 5))]
    venue, year = rng.choice(_VENUES), rng.randint(2018, 2025)
    code = Link(f"https://example.org/{i}/code", "code")
    return Paper(
        id=paper.id,
        title=paper.title,
        abstract=paper.abstract,
        authors=tuple(Author(name, affiliation="Nowhere University") for name in dict.fromkeys(people)),
        date=f"{year}-{rng.randint(1, 12):02d}" if i % 9 else "",
        venue=venue,
        ids={"doi": f"10.0000/fabricated.{i}"} if i % 2 else {"arxiv": f"0000.{i:05d}"},
        links=(code, *(Link(f"https://example.org/{i}/{kind}", kind) for kind in get_args(LinkKind)[1 : i % 10])),
        keywords=("fabricated",),
        signals={"citations": Signal(i, "2026-11-20")},
        status="retracted" if i % 29 == 28 else "",
        status_note="withdrawn by its inventor" if i % 29 == 28 else "",
        sources=(Source("fabricated.jsonl", str(i), "2026-11-20"),),
    )


def _taggings(rng: random.Random, vocabulary: tuple[Tag, ...]) -> tuple[Tagging, ...]:
    chosen = rng.sample(vocabulary, rng.randint(1, 5))
    return tuple(Tagging(tag.id, f'title has "{tag.label}"', 1.0 - i / 10) for i, tag in enumerate(chosen))


def _related(rng: random.Random, paper: Paper, papers: tuple[Paper, ...]) -> tuple[Related, ...]:
    others = rng.sample(papers, min(len(papers), rng.randint(1, 6)))
    return tuple(
        Related(other.id, 0.9 - i / 10, ("both use MockNet", "imaginary data sets"))
        for i, other in enumerate(other for other in others if other.id != paper.id)
    )
