"""Which letters are a word: for hyphens at line ends and words that ran together."""

from functools import cache
from importlib.resources import files

_FUNCTION = """
a an and are as at be by can for from has in is it more not of on or other our that the their this to under we
which with
"""
_PREFIXES = """
all anti auto bi bio co counter electro extra geo hydro neuro photo psycho radio thermo cross de ever fine few
full half hand high in inter intra large long low macro meta micro mid mini mono multi near no non on one out
over post pre pseudo quasi re real self semi short single small state sub super three top two ultra un under
well zero
"""
_FIELD = """
adversarially anonymization autoencoder autoencoders autoregressive backpropagation benchmarked benchmarking
benchmarks bilevel chatbot chatbots classifier classifiers codebase codebook commonsense convolutional
counterfactual dataset datasets decoder decoders denoising downsample downsampling downstream embedding
embeddings encoder encoders finetune finetuned finetuning generalizable generative heatmap hyperparameter
hyperparameters hyperplane inlier inliers inpainting keypoint keypoints lookup maximin metadata multimodal
multitask online overfitting parameterization perceptron pipeline pipelines pretrain pretrained pretraining
prompting quantization reinforcement robustness scalable semantic semantics spatiotemporal supervised timestep
timesteps tokenization tokenizer tokenizers tokens trainable transformer transformers unlabeled unsupervised
upsampling voxel voxels webpage webpages website websites workflow workflows workload
"""
FUNCTION = frozenset(_FUNCTION.split())
"""Small words that others run into; safe to split off where the rest is a word."""
SUSPENDING = frozenset(("and", "or", "nor", "to", "versus", "vs", "but"))
"""After `short-` these say that the hyphen waits for a later word: short- and long-term."""
PREFIXES = frozenset(_PREFIXES.split())
"""First parts of words that are written with a hyphen."""
FIELD = frozenset(_FIELD.split())
"""Words of the field that a general dictionary does not have."""


@cache
def known() -> frozenset[str]:
    """Return the words of three letters and more that most people know, in lower case (SCOWL, sizes 10 to 50)."""
    text = files("papercat.enrich.text").joinpath("words.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split()) | FUNCTION | FIELD


def is_word(text: str) -> bool:
    """Say whether this is an English word, its plural or possessive included."""
    low = text.lower()
    words = known()
    return low in words or (low.endswith("s") and len(low) > 3 and low[:-1] in words)  # noqa: PLR2004 - "its" is no plural


def rejoined(left: str, right: str) -> str:
    """Join the parts of a word that a line end divided; return nothing where it is not certain.

    `perfor`, `mance` are one word; `self`, `consumption` keep their hyphen; `short`, `and` are no divided word.
    """
    if right.lower() in SUSPENDING or not right.islower():
        return ""
    if is_word(left + right):
        return left + right
    last = left.rsplit("-", 1)[-1].lower()
    if last in PREFIXES:
        return f"{left}-{right}" if is_word(right) else ""
    if not is_word(right) and not is_word(last):
        return left + right
    return ""


def split(token: str) -> tuple[str, str] | None:
    """Divide letters that ran together at a lost line end; None where they are a word or it is not certain."""
    low = token.lower()
    if is_word(low):
        return None
    if any(low.endswith(end) and is_word(low[: -len(end)]) for end in ENDINGS):
        return None
    found = [place for place in range(1, len(low)) if _parts(low[:place], low[place:])]
    if not found:
        return None
    place = max(found, key=lambda at: (not FUNCTION.isdisjoint((low[:at], low[at:])), min(at, len(low) - at)))
    return token[:place], token[place:]


ALONE = 5
"""Letters that both parts need where neither is a small word."""

ENDINGS = (
    "ability",
    "able",
    "ably",
    "al",
    "ally",
    "er",
    "ers",
    "or",
    "ors",
    "ical",
    "ism",
    "ist",
    "less",
    "like",
    "ness",
    "wise",
)
"""What makes a word of a word: an extractor is no `extract or`."""


def _parts(left: str, right: str) -> bool:
    if not (is_word(left) and is_word(right)):
        return False
    if left in PREFIXES:
        return right in FUNCTION
    # `schema` ends in no article, `backbone` is no `back bone`
    return left in FUNCTION or (right in FUNCTION and len(right) > 1) or min(len(left), len(right)) >= ALONE
