"""What a page of papers says besides papers: buttons, counts, dates, who sent it in."""

import re

_BUTTONS = """
upvote|vote|votes|like|share|save|bookmark|comment|comments|cite|copy|bib|bibtex|kimi|rel|related|detail|
details|abs|abstract|pdf|html|other|code|github|demo|project|project page|video|slides|poster|paper|papers|
arxiv|arxiv page|openreview|hugging face|view pdf|view paper|view abstract|view arxiv page|read more|
show more|show less|more|less|load more|see all|view all|sign up|sign in|log in|log out|login|register|search|
filter|sort|sort by|home|menu|about|blog|docs|pricing|models|datasets|spaces|community|collections|previous|
next|prev|today|date|week|month|all time|back to top|terms|privacy|jobs|website|theme|enterprise|tl;dr|tldr|
ai-generated summary|loading|accepted papers|call for papers|committees?|program(?:me)? committee|organi[sz]ers|
organi[sz]ation|program|programme|schedule|contact|venue|important dates|speakers|invited speakers|keynotes|sponsors|
workshops|tutorials|submissions?|registration|faq|news|awards|people|archive|travel|posters|orals
"""
_COUNTED = """
author|authors|comment|comments|upvote|upvotes|vote|votes|like|likes|star|stars|view|views|citation|citations|
download|downloads|paper|papers|reply|replies|read|reads|model|models|dataset|datasets|spaces
"""
_LABELS = """
comments|subject|subjects|journal-ref|doi|report number|keywords|primary subject|msc classes|acm classes|
cite as|topic|topics|venue|track|session|jel[ -]?codes?|jel classification|downloads|last updated|handle
"""
_EVENTS = "published|submitted|posted|updated|announced|released|accepted|revised|first published"
BUTTONS, COUNTED, LABELS = ("".join(words.split("\n")) for words in (_BUTTONS, _COUNTED, _LABELS))
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
YEAR = r"(?:,?\s+\d{4})?"
DATES = (
    rf"(?:{WEEKDAY})?{MONTH}\s+{DAY}{YEAR}",
    rf"(?:{WEEKDAY})?{DAY}\s+{MONTH}{YEAR}",
    r"\d{4}-\d\d-\d\d",
    rf"{MONTH}\s+\d{{4}}",
)
DATE = "|".join(DATES)
COUNT = r"[+-]?\d[\d,.]*\s?[km]?"
PIECES = (
    r"new\b|new(?=get trending|subscribe)",
    r"get trending papers in your email inbox(?: once a day)?\s*!?",
    r"subscribe(?: now)?",
    r"by\s?ak and the research community",
    r"(?:daily|trending|hot|latest|weekly|monthly) papers",
)
"""Furniture that copying glues to what comes next."""
LINES = (
    r"(?:submitted by|total of|showing)\b.{0,60}",
    rf"(?:[-·•]\s*)?{COUNT}\s+(?:{COUNTED})",
    rf"(?:{BUTTONS})(?:\s*[\[(]?\d+[\])]?)?\W*",
    # a menu in one line; a page's own title: `Accepted Papers | WFOO 2025`
    rf"(?:{BUTTONS})(?:[\s|\u00b7\u2022/>]+(?:{BUTTONS})){{2,}}\W*",
    rf"(?:{BUTTONS})\s[|\u00b7]\s.{{2,60}}|.{{2,60}}\s[|\u00b7]\s(?:{BUTTONS})",
    rf"(?:{_EVENTS})(?:\s+(?:on|at)\b|:)?\s*(?:{DATE})\W*",
    rf"(?:{_EVENTS})\s+(?:to|in|at|by)\s.{{1,60}}",
    DATE,
    rf"[\[(]?{COUNT}[\])]?%?",
    r"\d+\s+(?:minutes?|hours?|days?|weeks?|months?|years?) ago",
    rf"(?:{LABELS})\s*:.*",
    r"(?:©|\(c\)|copyright)\s.*",
    r"[^\w]*",
    r"(?:https?://|www\.)\S+",
    r"[\w.+-]*@[\w.-]+",
    # of archives of economists and of the ePrint archive
    r"(?:[\w.]+ )?(?:working|discussion|staff) papers?\b.{2,80}, no\.? [\w.-]+",
    r"\d{4}/\d{2,5}(?:\s*\((?:pdf|ps)\))*",
)
LINE = re.compile("|".join(f"(?:{line})" for line in (*PIECES, *LINES)), re.IGNORECASE)
CHAIN = re.compile(rf"(?:(?:{'|'.join(PIECES)})\s*)+", re.IGNORECASE)
ARXIV = re.compile(
    r"(?:\[\d+\]\s*)?(?:arxiv:\s?)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\s*[\[(].*)?", re.IGNORECASE
)
SENDER = re.compile(r"submitted by:?", re.IGNORECASE)


def is_furniture(text: str) -> bool:
    """Say whether a whole line is known page furniture."""
    return bool(LINE.fullmatch(text) or ARXIV.fullmatch(text) or CHAIN.fullmatch(text))


def unglued(text: str) -> str:
    """Return the line without furniture that copying glued to its beginning."""
    match = CHAIN.match(text)
    if not match or match.end() == len(text):
        return text
    # one word alone may begin a title; "newGet trending…" and the like may not
    certain = len(match[0].split()) > 1
    return text[match.end() :].strip() if certain else text


def arxiv_id(text: str) -> str:
    """Return the arXiv identifier of a line that gives one."""
    match = ARXIV.fullmatch(text)
    return match[1] if match else ""
