"""People's corrections to tags win over what was found."""

from collections.abc import Sequence

from papercat.enrich import vocabulary
from papercat.insight import Correction, Tag, Tagging
from papercat.paths import slug


def corrected(taggings: tuple[Tagging, ...], correction: Correction, words: Sequence[Tag]) -> tuple[Tagging, ...]:
    """Return the taggings with a person's added first and the removed gone.

    A correction names tags by id, label or alias; what the vocabulary does not know is left out.
    """
    known = {key: tag.id for tag in words for key in (tag.id, *map(vocabulary.terms, (tag.label, *tag.aliases)))}

    def ids(names: Sequence[str]) -> list[str]:
        found = (known.get(name) or known.get(vocabulary.terms(name)) or known.get(slug(name)) for name in names)
        return [tag for tag in found if tag]

    add, remove = ids(correction.tags.add), ids(correction.tags.remove)
    said = tuple(Tagging(tag, "a person said so", 1.0) for tag in dict.fromkeys(add))
    return said + tuple(found for found in taggings if found.tag not in {*add, *remove})
