"""Names in scripts without vowels (Arabic, Persian, Urdu, Pashto, Hebrew) are compared with all
others by their consonants, and looked up by them.
"""

from convene.matching.consonants.comparing import UNLIKE, by_consonants, compare, decide, paired
from convene.matching.consonants.words import Consonants, consonants

__all__ = ["UNLIKE", "Consonants", "by_consonants", "compare", "consonants", "decide", "paired"]
