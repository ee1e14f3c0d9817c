"""Names in Chinese and Japanese: words in Latin letters, set into text that puts no space between words.

Who writes so gives a thing a name in Latin letters, and what a word of the text is tells as much as a cue in English:
`提出了KG-BERT模型`, `ViTという手法を提案する`.
"""

import re
from collections.abc import Iterator

from papercat.enrich.names import shape
from papercat.enrich.names.evidence import Evidence, Reading, is_concept, is_shipped, may_be_name
from papercat.enrich.words import unspaced
from papercat.insight import NameKind

_PROPOSED = re.compile(
    r"(?:提出|设计|設計|构建|構建|建立|建构|开发|開發|发布|發布|發佈|推出|公开|介绍)(?:并实现|並實現)?了?[^\u3002\uff1b;\uff0c,\uff01\uff1f]{0,40}"
)
_BASED = re.compile(
    r"(?:基于|基於|使用|利用|采用|採用|结合|結合|借助|通过|透過|针对|針對|面向|对|對|在|比|类似|類似|和|与|及)\s?$"
)
"""What stands right behind it is another's."""
_CALLED = re.compile(
    r"(?:提案手法(?:である)?|称为|稱為|称之为|稱之為|称作|命名为|命名為|名为|名為|简称为?|簡稱為?|记为|記為|即)[\u201c\u300c\u300e\"\u2018'\u300a\uff08(]?\s*"
)
_BEHIND = re.compile(
    r"[\u300d\u300f\u201d\"]?\s?(?:(?:モデル|手法|システム|データセット|コーパス|アルゴリズム|フレームワーク|ベンチマーク)?を"
    r"|(?:という|と呼ぶ)[^\u3002\u3001\uff0c]{0,20}を)(?:新たに|新しく)?(?:提案|開発|構築|導入|公開|設計)|[\u300d\u300f\u201d\"]?\s?と(?:呼ぶ|名付け|呼称)"
)
_LATIN = re.compile("[A-Za-z]{2}")
"""Another name stands between."""
_KINDS: tuple[tuple[NameKind, re.Pattern[str]], ...] = (
    ("dataset", re.compile(r"\s?(?:中文|日本語)?(?:数据集|數據集|資料集|语料|語料|データセット|コーパス)")),
    ("benchmark", re.compile(r"\s?(?:评测|評測|基准|基準|ベンチマーク)")),
    ("method", re.compile(r"\s?(?:方法|算法|演算法|机制|機制|策略|手法|アルゴリズム)")),
    ("system", re.compile(r"\s?(?:模型|系统|系統|框架|网络|網絡|工具|平台|モデル|システム|フレームワーク)")),
)


def is_embedded(text: str, start: int, end: int) -> bool:
    """Tell whether a word stands beside such a script, a space between them or not."""
    if text.isascii():
        return False
    before, after = text[max(0, start - 2) : start].rstrip(), text[end : end + 2].lstrip()
    return unspaced(before[-1:]) or unspaced(after[:1])


def find(reading: Reading) -> Iterator[Evidence]:
    """Yield the names that such an abstract says it proposes."""
    if reading.abstract.isascii():
        return
    for word in reading.words:
        named = may_be_name(word.text) and not is_shipped(word.text) and not is_concept(word.text)
        if named and (why := _why(reading.abstract, word)):
            yield Evidence(word.text, "abstract", word.start, word.text, why, _kind(reading.abstract, word))


def _why(text: str, word: shape.Word) -> str:
    """Return the words that give a name, or nothing."""
    before = text[max(0, word.start - 50) : word.start]
    if called := next((one for one in _CALLED.finditer(before) if one.end() == len(before)), None):
        return called[0].strip()
    if behind := _BEHIND.match(text, word.end):
        return behind[0].strip()
    # "的" makes it a modifier of what is proposed
    if _BASED.search(before) or text[word.end : word.end + 1] == "的":
        return ""
    cues = (one[0] for one in _PROPOSED.finditer(before) if one.end() == len(before))
    return next((cue[:4].strip() for cue in cues if not _LATIN.search(cue)), "")


def _kind(text: str, word: shape.Word) -> NameKind:
    """Return what the word behind a name says that it is, or the one before."""
    before = text[max(0, word.start - 8) : word.start]
    ends = (kind for kind, words in _KINDS for one in words.finditer(before) if one.end() == len(before))
    return next((kind for kind, words in _KINDS if words.match(text, word.end)), next(ends, "name"))
