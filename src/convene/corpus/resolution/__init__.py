"""Who is who: the names of all records become organisations, each join with its reasons, each doubt
in a queue, ids that stay.
"""

from convene.corpus.resolution.profiles import key
from convene.corpus.resolution.resolving import resolve
from convene.corpus.resolution.tables import Resolved

__all__ = ["Resolved", "key", "resolve"]
