"""Guess what kind of tag a phrase is by its last word."""

from papercat.enrich.vocabulary import STEMS
from papercat.insight import Facet

_HEADS: dict[Facet, str] = {
    "task": """
        adaptation alignment annotation assembly assessment assimilation authentication classification completion
        compression control deblurring decoding denoising detection diagnosis disambiguation discovery editing
        estimation exploration extraction forecasting fusion generation grasping grounding identification imputation
        inference inpainting interpretation labeling linking localization manipulation mapping matching monitoring
        navigation parsing planning prediction ranking reasoning recognition recommendation reconstruction registration
        rendering restoration retrieval scheduling screening search segmentation sensing simplification simulation
        summarization synthesis tagging therapy tracking transfer translation treatment understanding verification""",
    "method": """
        algorithm analysis architecture attention autoencoder backpropagation bandit boosting chromatography
        classifier clustering decoder decomposition descent distillation embedding encoder ensemble equation
        estimator factorization filter filtering finetuning flow forest framework function gradient heuristic
        kernel learner learning likelihood loss machine mechanism network normalization optimization optimizer
        policy prior process prompting pruning quantization regression regularization sampler sampling scheme
        solver spectroscopy staining strategy surgery technique test theory transform transformer tuning""",
    "modality": """
        acoustic audio depth electroencephalogram graph image imagery language lidar microscopy music pixel pointcloud
        radar recording sensor series signal sketch spectrogram spectrum speech text tomography ultrasound utterance
        video waveform""",
    "resource": """
        archive benchmark catalogue codebase collection corpus database dataset library lexicon ontology package
        repository simulator software testbed testset toolkit treebank""",
    "contribution": "critique overview review survey theorem tutorial",
}  # fmt: skip
_BY_HEAD: dict[str, Facet] = {STEMS[word]: facet for facet, words in _HEADS.items() for word in words.split()}
_NO_NOUN = ("ed", "ly", "ive", "ous", "ful", "ible", "able", "ical", "less")
_DULL = """
    ability abstract accuracy advantage application aware case challenge combination condition consuming context cost
    dependent difference driven effect end ended error example experience factor fine group importance improvement
    increase issue knowledge level measure multi number off old open order part point process property range rate real
    reference relation research role scale self set setting specific stage study sub subject system technique term time
    truth tuned type use value variable way work world year"""
"""Last words of phrases that are no subject: "real world", "long term", "success rate"."""
_DULLS = frozenset(_DULL.split())
_SHORTEST = 3


def guess(head: str) -> Facet | None:
    """Return the facet of phrases that end with this stem, where that is known."""
    return _BY_HEAD.get(head)


def noun(stem: str) -> bool:
    """Tell whether a phrase that ends with this stem may be a subject."""
    return len(stem) >= _SHORTEST and stem not in _DULLS and not stem.endswith(_NO_NOUN)
