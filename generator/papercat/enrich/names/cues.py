"""The phrases by which papers say what they introduce, and what they use."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

THING = (
    r"(?:(?:data|code) ?base|data ?set|corpus|corpora|benchmark|test ?bed|test suite|test set|suite|collection"
    r"|challenge|leaderboard|treebank|lexicon"
    r"|model|system|framework|method|methodology|approach|algorithm|architecture|network|technique|strategy"
    r"|scheme|pipeline|paradigm"
    r"|tool|toolkit|toolbox|library|package|software|platform|simulator|environment|agent|robot|solver|parser"
    r"|tokenizer|retriever|detector"
    r"|encoder|decoder|transformer|module|block|layer|operator|mechanism|loss|objective|optimizer|protocol"
    r"|metric|procedure|recipe"
    r"|estimator|policy|planner|controller|language model|family|task|interface|engine|workflow|formalism"
    r"|language|ontology|survey|telescope"
    r"|instrument|assay|cohort|database|server|web server|app|application|notation|representation|baseline"
    r"|variant|extension|mission)s?"
)
DATA = (
    r"(?:data ?sets?|corpus|corpora|benchmarks?|test ?beds?|test suites?|test sets?|treebanks?|databases?"
    r"|leaderboards?|challenges?|cohorts?"
    r"|suites?|archives?|subsets?|collections?|repositor(?:y|ies)|surveys?|competitions?|shared tasks?|data)"
)
_OWN = {
    "this": "paper work article study thesis report research project letter note chapter",
    "the": "paper author authors article",
    "our": "paper work study contribution contributions",
}
_OWNS = tuple((f" {first} ", frozenset(nouns.split())) for first, nouns in _OWN.items())


def owns(plain: str, said: AbstractSet[str]) -> list[int]:
    """Return where "we", "this paper" and their like end in a text.

    Args:
        plain: the text as `evidence.plain` gives it.
        said: its words.
    """
    found = [at + len(word) - 2 for word in (" we ", " i ") for at in each(plain, word)]
    for first, nouns in _OWNS:
        for at in () if nouns.isdisjoint(said) else each(plain, first):
            end = plain.find(" ", at + len(first))
            if plain[at + len(first) : end] in nouns:
                found.append(end - 1)
    return sorted(found)


def _forms(stems: str, endings: str) -> frozenset[str]:
    return frozenset(stem + end.strip("-") for stem in stems.split() for end in endings.split())


STRONG = _forms("introduc propos releas announc contribut", "e es ed ing")
STRONG |= _forms("present unveil develop contribut", "- s ed ing")
WEAK = _forms("describ creat curat devis provid compil formulat deriv shar", "e es ed ing")
WEAK |= _forms("design construct build collect offer suggest implement train", "- s ed ing")
WEAK |= _forms("publish establish launch", "- es ed ing") | {"built"}
_VERBS = STRONG | WEAK


def verbs(plain: str, said: AbstractSet[str]) -> list[tuple[int, str]]:
    """Return the verbs of introducing in a text, each with where it begins.

    Args:
        plain: the text as `evidence.plain` gives it.
        said: its words.
    """
    return sorted((at, word) for word in _VERBS & said for at in each(plain, f" {word} "))


def each(text: str, word: str) -> Iterator[int]:
    """Yield every place of a word in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def passive(plain: str) -> bool:
    """Tell whether a text may say that something "is proposed"; given as `evidence.plain`."""
    found = (plain[max(0, at - 9) : at] for word in _PASSIVE if word in plain for at in each(plain, word))
    return any(before.endswith(_AUXILIARY) for before in found)


_PASSIVE = (" proposed", " introduced", " presented", " developed", " released", " designed")
_AUXILIARY = (" is", " are", " was", " were", " been", " hereby", " here", " then", " thus", " further", " ")


def ours(plain: str) -> list[int]:
    """Return where "our", "the proposed" and their like are followed by another word; given as `evidence.plain`."""
    return sorted(at + len(words) - 1 for words in _OURS if words in plain for at in each(plain, words))


_OURS = (" our ", " the proposed ", " the resulting ", " the presented ")
_NAMINGS = """
called named dubbed termed coined christened denoted referred abbreviated entitled nicknamed call name term dub denote
coin abbreviate christen refer short k aka known namely
"""
NAMINGS = frozenset(_NAMINGS.split())
"""One of these words is in every phrase that `NAMING` and `WE_NAME` find."""
ORDINALS = frozenset({"first", "second", "third", "firstly", "secondly", "thirdly"})
LOOKED_FOR = frozenset().union(_VERBS, NAMINGS, ORDINALS, *(nouns for _, nouns in _OWNS))
"""Words without which some of these phrases need not be sought."""
NAMING = re.compile(
    r"\b(?:(?<!so-)(?<!so )called|named|dubbed|termed|coined(?: as)?|christened|denoted(?: as| by)?"
    r"|referred to as|abbreviated (?:as|to)|abbreviated"
    r"|entitled|nicknamed|(?:which|that|what) we (?:call|name|term|dub)|short for|a\.?k\.?a\.?,?|also known as"
    r"|namely,?)\s+"
    r"(?:as\s+)?(?:(?:the|a|an)\s+)?[\"'`\u201c\u2018(]*",
    re.IGNORECASE,
)
WE_NAME = re.compile(
    r"\b(?:we|authors) (?:also |further |therefore |thus |hence )?(?:call|name|term|dub|denote|coin|abbreviate"
    r"|christen|refer to)\b[^.;]{0,80}?"
    r"(?=\b(?:as|by)\b|[\"'`\u201c]|\s[A-Z])(?:\s*\b(?:as|by)\b)?\s*(?:(?:the|a|an)\s+)?[\"'`\u201c\u2018(]*",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    rf"\s*(?:$|[,.;:)\]\"'\u201d\u2019]|\(|\u2013|\u2014|--|(?:that|which|whose|where|a|an|is|are|was|to|for"
    rf"|and|or|as|with|by|in|on|of|using|via|based"
    rf"|from|through|during|among|across|can|has|at|when|while|consisting|containing|comprising|built|trained"
    rf"|designed|capable|aiming|leveraging|enabling|under|{THING})\b)"
)
"""What follows a name that stands by itself, rather than as the first half of another expression."""
APART = re.compile(
    r"\b(?:for|to|of|on|in|by|with|using|that|which|whose|where|from|via|through|based|upon|into|over|under"
    r"|because|while|when|between|among"
    r"|against|as|is|are|(?<!-)like|unlike|than|and show|and demonstrate)\b|[.;:]"
)
"""Words after which an expression is no longer the verb's object itself."""
STUDY = re.compile(
    r"^(?:on|an?|the|some|new|further|towards?|can|do|does|is|are|how|what|why|when|where|who|which|should"
    r"|will)?\s*(?:(?:large-scale|systematic|critical"
    r"|comparative|empirical|comprehensive|theoretical|brief|case|historical|longitudinal|qualitative"
    r"|quantitative|first|deeper|closer|short)\s+)*"
    r"(?:evaluat|understand|characteri|investigat|analy|explor|study|studies|survey|review|overview|examin"
    r"|assess|measur|compar|question|reflection|lesson"
    r"|perspective|case stud|look|evidence|insight|introduction|tutorial|history|essay|debate|critique|response"
    r"|comment|roadmap|vision for|challenges"
    r"|opportunit|implications|rethink|revisit|reconsider|demystif|unravel|uncover|reveal|dissect|interpret|why"
    r"|how|what|when|can|do|does|is|are|should)",
    re.IGNORECASE,
)
PROPOSES = re.compile(
    r"\b(?:we|this (?:paper|work|article|study)|authors|paper|work)\b[^.]{0,80}?\b(?:propos|present|introduc"
    r"|develop|describ|design|devis|releas|build|built)"
    r"\w*\b[^.]{0,60}?\b(?:novel|new|simple|unified|general|efficient|scalable|first|method|approach|framework"
    r"|model|algorithm|architecture|mechanism|system"
    r"|dataset|benchmark|tool|library|network|technique|strategy)\b",
    re.IGNORECASE,
)
