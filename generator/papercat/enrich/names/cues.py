"""The phrases by which papers say what they introduce, and what they use."""

import re

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
OWN = re.compile(
    r"\b(?:we|i|this (?:paper|work|article|study|thesis|report|research|project|letter|note|chapter)"
    r"|the (?:paper|authors?|article)"
    r"|here,? we|our (?:paper|work|study|contributions?))\b",
    re.IGNORECASE,
)
VERB = re.compile(
    r"\b(?P<strong>introduc(?:e|es|ed|ing)|present(?:s|ed|ing)?|propos(?:e|es|ed|ing)|releas(?:e|es|ed|ing)"
    r"|unveil(?:s|ed|ing)?|announc(?:e|es|ed|ing)"
    r"|develop(?:s|ed|ing)?|contribut(?:e|es|ed|ing))\b"
    r"|\b(?P<weak>design(?:s|ed|ing)?|describ(?:e|es|ed|ing)|creat(?:e|es|ed|ing)|construct(?:s|ed|ing)?"
    r"|build(?:s|ing)?|built|publish(?:es|ed|ing)?"
    r"|collect(?:s|ed|ing)?|curat(?:e|es|ed|ing)|establish(?:es|ed|ing)?|devis(?:e|es|ed|ing)|offer(?:s|ed"
    r"|ing)?|provid(?:e|es|ed|ing)|compil(?:e|es|ed|ing)"
    r"|formulat(?:e|es|ed|ing)|suggest(?:s|ed|ing)?|implement(?:s|ed|ing)?|deriv(?:e|es|ed|ing)|train(?:s|ed"
    r"|ing)?|shar(?:e|es|ed|ing)|launch(?:es|ed|ing)?)\b",
    re.IGNORECASE,
)
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
OURS = re.compile(r"\b(?:our|the (?:proposed|resulting|presented))\s+", re.IGNORECASE)
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
    r"|against|as|is|are|and show|and demonstrate)\b|[.;:]"
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
