"""Names in, reasoned scores out. One matcher for screening, for resolving organisations and for
warnings of duplicates.
"""

from convene.core.names import Explanation, Name
from convene.matching.explain import explain
from convene.matching.index import (
    PATIENCE,
    Hit,
    Index,
    index,
    search,
    search_groups,
    search_many,
)
from convene.matching.model import FLOOR, POSSIBLE, STRONG, band, score, verdict
from convene.matching.normalise import bare
from convene.matching.several import explain_each
from convene.matching.store import IndexBroken
from convene.matching.words import telling_words

__all__ = [
    "FLOOR",
    "PATIENCE",
    "POSSIBLE",
    "STRONG",
    "Explanation",
    "Hit",
    "Index",
    "IndexBroken",
    "Name",
    "band",
    "bare",
    "explain",
    "explain_each",
    "index",
    "score",
    "search",
    "search_groups",
    "search_many",
    "telling_words",
    "verdict",
]
