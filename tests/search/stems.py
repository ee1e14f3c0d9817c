"""Stem words for the tests in Node: JSON of words by language in, JSON of stems out."""

import json
import sys

from papercat.search import languages

asked = json.load(sys.stdin)
made = {
    language: [languages.pipeline((language,)).stemmers[0](word) for word in words] for language, words in asked.items()
}
json.dump(made, sys.stdout)
