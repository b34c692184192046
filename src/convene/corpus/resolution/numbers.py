"""One spelling for each number of the whole corpus: publishers lose leading zeros, so the longest
spelling that any of them has is the register's own.
"""

import pyarrow as pa
import pyarrow.compute as pc

from convene.core.identifiers import key
from convene.core.resolution import Identifier

SEPARATOR = "\x1f"


def one_spelling(mentions: pa.Table) -> pa.Table:
    """Return a table of mentions in which each number is spelt in one way."""
    scheme, number = (pc.fill_null(mentions[column], "") for column in ("scheme", "identifier"))
    both = pc.binary_join_element_wise(scheme, number, SEPARATOR)
    texts = pa.array(
        both.combine_chunks() if isinstance(both, pa.ChunkedArray) else both
    ).dictionary_encode()
    spelt = [Identifier(*text.split(SEPARATOR)) for text in texts.dictionary.to_pylist()]
    longest: dict[str, str] = {}
    for number in sorted(spelt, key=lambda number: (-len(number.value), number.value)):
        longest.setdefault(key(number), number.value)
    kept = [longest[key(number)] if key(number) else "" for number in spelt]
    if kept == [number.value for number in spelt]:
        return mentions
    place = mentions.schema.get_field_index("identifier")
    return mentions.set_column(place, "identifier", pa.array(kept, pa.string()).take(texts.indices))
