"""What lies at a URL: told by its host, else by the words of the sentence around it."""

import re
from urllib.parse import SplitResult, urlsplit

from papercat.records import LinkKind

BARE = (
    r"(?:www\.)?(?:github\.com|gitlab\.com|gitlab\.[\w.-]+|bitbucket\.org|codeberg\.org|huggingface\.co|zenodo\.org|gitee\.com"
    r"|kaggle\.com|figshare\.com|osf\.io|youtu\.be|youtube\.com|sites\.google\.com|colab\.research\.google\.com|doi\.org"
    r"|sourceforge\.net|pypi\.org|physionet\.org|openneuro\.org|modelscope\.cn|bit\.ly|goo\.gl|tinyurl\.com)"
)
"""Hosts whose addresses people write without `https://`; a path must follow."""

_HOSTS: tuple[tuple[LinkKind, str], ...] = (
    ("code", r"(?:gist\.|raw\.)?github(?:usercontent)?\.com|(?:.+\.)?gitlab\..+|git\..+|bitbucket\.org|codeberg\.org"),
    ("code", r"gitee\.com|(?:.+\.)?sourceforge\.net|code\.google\.com|(?:.+\.)?sr\.ht|anonymous\.4open\.science"),
    ("code", r"pypi\.org|(?:cran|rforge)\.r-project\.org|hub\.docker\.com|npmjs\.com|crates\.io|bioconductor\.org"),
    ("project", r".+\.(?:github|gitlab)\.io|.+\.(?:netlify|vercel|pages)\.(?:app|dev)|sites\.google\.com"),
    ("dataset", r"zenodo\.org|(?:.+\.)?figshare\.com|(?:.+\.)?dataverse\..+|datadryad\.org|data\.mendeley\.com"),
    ("dataset", r"physionet\.org|openneuro\.org|ieee-dataport\.org|openml\.org|archive\.ics\.uci\.edu|datasets?\..+"),
    ("dataset", r"data\..+|openslr\.org|catalog\.ldc\.upenn\.edu|pangaea\.de|gbif\.org"),
    ("demo", r"colab\.research\.google\.com|.+\.(?:streamlit\.app|gradio\.(?:app|live)|hf\.space)|replicate\.com"),
    ("demo", r"mybinder\.org"),
    ("video", r"(?:m\.)?youtube\.com|youtu\.be|(?:player\.)?vimeo\.com|(?:space\.)?bilibili\.com"),
    ("slides", r"slideshare\.net|speakerdeck\.com"),
)
_BY_HOST = tuple((kind, re.compile(hosts)) for kind, hosts in _HOSTS)
_WORDS: tuple[tuple[LinkKind, str], ...] = (
    ("project", r"(?:project|home) ?(?:web)?(?:page|site)s?|homepage|web ?page|web ?site|supplementary page"),
    ("demo", r"demos?|playground|online tool|web server|web ?app(?:lication)?|interactive"),
    ("video", r"videos?"),
    (
        "code",
        r"codes?|source|implementations?|software|librar(?:y|ies)|packages?|toolkits?|toolbox|scripts?|open-sourced?",
    ),
    ("dataset", r"data ?sets?|data|corpus|corpora|benchmarks?|annotations|recordings"),
    ("model", r"models?|weights|checkpoints"),
)
_BY_WORD = tuple((kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _WORDS)


def split(url: str) -> SplitResult | None:
    """Return the parts of a URL that has a plausible host, else nothing."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        return None
    return parts if parts.hostname and re.fullmatch(r"(?:[\w-]+\.)+[a-z][a-z0-9-]+", parts.hostname) else None


def kind(url: str, sentence: str = "") -> LinkKind:
    """Return what lies there."""
    parts = split(url)
    if parts is None:
        return "other"
    host, path = (parts.hostname or "").removeprefix("www."), parts.path.strip("/")
    if path.lower().endswith(".pdf") or (host in {"arxiv.org", "openreview.net"} and path.startswith("pdf")):
        return "pdf"
    if host in {"huggingface.co", "hf.co", "modelscope.cn", "kaggle.com"}:
        return _hub(path, sentence)
    if host == "doi.org":
        return "dataset" if re.search(r"zenodo|figshare|dryad|pangaea|dataverse|DVN", path, re.IGNORECASE) else "page"
    known = next((known for known, pattern in _BY_HOST if pattern.fullmatch(host)), None)
    return known or _told(sentence) or "page"


def _hub(path: str, sentence: str) -> LinkKind:
    """Return what a place on a hub of models and data sets holds."""
    first, _, rest = path.partition("/")
    by_folder: dict[str, LinkKind] = {
        "datasets": "dataset", "dataset": "dataset", "competitions": "dataset", "c": "dataset",
        "spaces": "demo", "studios": "demo", "models": "model", "code": "code", "papers": "page",
    }  # fmt: skip
    if first in by_folder:
        return by_folder[first]
    told = _told(sentence)
    return told if told and told != "code" and (not rest or first == "collections") else "model"


def _told(sentence: str) -> LinkKind | None:
    """Return the kind that the sentence names; a page or demo by any word, else what it names first."""
    found = {kind: match.start() for kind, pattern in _BY_WORD if (match := pattern.search(sentence))}
    sure: tuple[LinkKind, ...] = ("project", "demo", "video")
    return next((kind for kind in sure if kind in found), min(found, key=found.__getitem__, default=None))
