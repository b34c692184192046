"""From any text to words that can be typed in Latin letters: the same for what is written into the
index and what is asked of it.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

import tantivy
from anyascii import anyascii

from convene.matching.forms import DOTTED
from convene.matching.normalise import APOSTROPHES, CONTROLS

LONGEST = 20_000
"""Characters of a text that are indexed."""
STEMMED = "folded-stems"
PLAIN = "folded-words"
WITHOUT_SPACES = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff])")
"""Scripts that write no spaces between words: each sign becomes a word of its own."""
WORD = re.compile(r"[a-z0-9]+")


def folded(text: str, *, longest: int = LONGEST) -> list[str]:
    """Return the words of a text as lower-case Latin letters and digits."""
    cut = text[:longest]
    if not cut.isascii():
        spaced = WITHOUT_SPACES.sub(r" \1 ", unicodedata.normalize("NFKC", CONTROLS.sub("", cut)))
        cut = anyascii(APOSTROPHES.sub(" ", spaced)).replace("'", "").replace("`", "")
    dotless = DOTTED.sub(lambda initials: initials.group().replace(".", "") + " ", cut)
    return WORD.findall(dotless.lower())


def spellings(name: str) -> list[list[str]]:
    """Return the ways in which a name's words may be typed: as they stand, with apostrophes closed
    up, signs joined into words.
    """
    ways = [folded(name, longest=300), folded(APOSTROPHES.sub("", name), longest=300)]
    if WITHOUT_SPACES.search(name):
        ways.append(WORD.findall(anyascii(name[:300]).lower()))
    return [way for place, way in enumerate(ways) if way and way not in ways[:place]]


@cache
def analysers() -> dict[str, tantivy.TextAnalyzer]:
    """Return how fields of folded words are read: as they are, or with English endings
    taken off.
    """
    split = tantivy.Tokenizer.whitespace()
    return {
        PLAIN: tantivy.TextAnalyzerBuilder(split).build(),
        STEMMED: tantivy.TextAnalyzerBuilder(split)
        .filter(tantivy.Filter.stemmer("english"))
        .build(),
    }


def stems(words: Sequence[str]) -> list[str]:
    """Return words without their English endings, so that “elections” finds “election”. Other
    languages pass almost unchanged.
    """
    return list(analysers()[STEMMED].analyze(" ".join(words)))
