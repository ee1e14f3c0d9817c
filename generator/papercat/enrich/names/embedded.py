"""Names in Chinese, Japanese and Korean: words in Latin letters that the text goes on behind without a space.

Who writes so gives a thing a name in Latin letters, and what a word of the text is tells as much as a cue in English:
`提出了KG-BERT模型`, `ViTという手法を提案する`, `ViT를 제안한다`.
"""

import re
from collections.abc import Iterator

from papercat.enrich.names import shape
from papercat.enrich.names.evidence import Evidence, Reading, is_concept, is_shipped, may_be_name
from papercat.enrich.words import GLUED, unspaced
from papercat.insight import NameKind


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


_OPENED, _CLOSED = r"[\u201c\u300c\u300e\"\u2018'\u300a\uff08(]?\s*", r"[\u300d\u300f\u201d\"]?\s?"
_CLAUSE = r"[^\u3002\u3001\uff1b;\uff0c,\uff01\uff1f.]"
_MAKES = _any("提出 设计 設計 构建 構建 建立 建构 开发 開發 发布 發布 發佈 推出 公开 介绍")
_PROPOSED = re.compile(rf"{_MAKES}(?:并实现|並實現)?了?{_CLAUSE}{{0,40}}")
_WITH = "基于 基於 使用 利用 采用 採用 结合 結合 借助 通过 透過 针对 針對 面向 对 對 在 比 类似 類似 和 与 及"
_BASED = re.compile(rf"{_any(_WITH)}\s?$")
"""What stands right behind it is another's."""
_SAID = _any("称为 稱為 称之为 稱之為 称作 命名为 命名為 名为 名為 简称为? 簡稱為? 记为 記為 提案手法(?:である)?")
_CALLED = re.compile(rf"(?:{_SAID}|제안하는\s){_OPENED}")
_THING = _any("モデル 手法 システム データセット コーパス アルゴリズム フレームワーク ベンチマーク")
_DONE = _any("提案 開発 構築 導入 公開 設計")
_THING_KOREAN = _any("모델 방법 기법 시스템 프레임워크 데이터셋 벤치마크")
_DONE_KOREAN = rf"[을를]\s?(?:새롭게\s|새로\s)?{_any('제안 소개 구축 개발 공개 설계')}"
_BEHIND = re.compile(
    rf"{_CLOSED}(?:{_THING}?を|(?:という|と呼ぶ){_CLAUSE}{{0,20}}を)(?:新たに|新しく)?{_DONE}"
    rf"|{_CLOSED}と(?:呼ぶ|名付け|呼称)"
    rf"|(?:\s?{_THING_KOREAN})?{_DONE_KOREAN}|이?(?:라는|란)\s{_CLAUSE}{{0,20}}{_DONE_KOREAN}"
    rf"|이?라고\s(?:부르|부른|명명|칭)"
)
"""What says behind a name that it is the paper's own."""
_GLUED = re.compile(f"[{GLUED}]")
_LATIN = re.compile("[A-Za-z]{2}")
"""Another name stands between."""
_WORDS: dict[NameKind, str] = {
    "dataset": "数据集 數據集 資料集 语料 語料 データセット コーパス 데이터셋 말뭉치",
    "benchmark": "评测 評測 基准 基準 ベンチマーク 벤치마크",
    "method": "方法 算法 演算法 机制 機制 策略 手法 アルゴリズム 방법 기법 알고리즘",
    "system": "模型 系统 系統 框架 网络 網絡 工具 平台 モデル システム フレームワーク 모델 시스템 프레임워크",
}
_KINDS = {kind: re.compile(rf"\s?(?:という|라는\s)?{_any(words)}") for kind, words in _WORDS.items()}


def is_embedded(text: str, start: int, end: int) -> bool:
    """Tell whether a word stands beside such a script; beside one without spaces a space makes no difference."""
    if text.isascii():
        return False
    before, after = text[max(0, start - 2) : start].rstrip(), text[end : end + 2].lstrip()
    return unspaced(before[-1:]) or unspaced(after[:1]) or _GLUED.match(text, end) is not None


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
    ends = (kind for kind, words in _KINDS.items() for one in words.finditer(before) if one.end() == len(before))
    return next((kind for kind, words in _KINDS.items() if words.match(text, word.end)), next(ends, "name"))
