"""The indexes of a snapshot: activities by words and values, organisations by the names that people
type.
"""

from convene.corpus.search.write import write

__all__ = ["write"]
