"""The number of an organisation as every reader takes it: in the one normal form of
`core/identifiers.py`, with its register where org-id.guide knows it.
"""

from functools import lru_cache

from convene.core import identifiers
from convene.core.resolution import Identifier
from convene.packs import codelists


@lru_cache(maxsize=1 << 15)
def numbered(text: str, *, register: str = "") -> Identifier:
    """Return a number such as GB-CHC-1234567 and its register; both are empty where a text stands
    for no number, as `GB-COH-N/A` does.
    """
    return identifiers.normal(text, schemes=codelists.org_id_schemes(), register=register)
