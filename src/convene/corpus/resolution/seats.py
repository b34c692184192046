"""Of which country a public body is whose name does not say: by its number, else by where its
record is at work, else by where all records of its source are.

“Ministerio de Economía y Finanzas” is in records of Ecuador, Panama and Uruguay. As one name
without a country it would be one organisation that received what three states did. So its mentions
are told apart by country before anything is compared, and where no country can be known, by where
they stand.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from convene.core.generic_names import is_of_any_country
from convene.core.identifiers import key
from convene.core.resolution import Identifier
from convene.core.spelling import fold
from convene.corpus.resolution.candidates import as_name
from convene.matching import pairs
from convene.packs import places

FEW = 4
"""Different names up to which a number is taken for one organisation's own."""
FEWEST, SHARE = 10, 1_000
"""Names up to which a word that they hold is rare, and the share of all words of names."""
SEAT = "seat"
"""The column that tells mentions apart of which no single country is known."""


class Work(NamedTuple):
    """Where records are at work: the countries of each activity, and the country of each source
    nearly all of whose records are in one.
    """

    activities: Mapping[int, frozenset[str]]
    sources: Mapping[int, str]


def common(names: Iterable[str]) -> frozenset[str]:
    """Return the words that are not rare: those that the matcher met in many names, and those that
    many of these names hold.
    """
    counted = Counter(word for name in {*map(fold, names)} for word in {*name.split()})
    most = max(FEWEST, counted.total() // SHARE)
    return pairs.common() | {word for word, times in counted.items() if times > most}


def anywhere(name: str, *, common: frozenset[str] = frozenset()) -> bool:
    """Return whether a name is that of a public body and names no country: every state may have
    one.
    """
    return is_of_any_country(name, common=common) and not pairs.marks(as_name(name))[0]


def candidates(mentions: pa.Table) -> pa.Array:
    """Return for each mention whether it is of a public body whose country has to be looked for."""
    names = _encoded(mentions["name"])
    texts = names.dictionary.to_pylist()
    known = common(filter(None, texts))
    of_any_state = [bool(name) and anywhere(name, common=known) for name in texts]
    wanted = pa.array(of_any_state, pa.bool_()).take(names.indices)
    unsaid = pc.equal(pc.fill_null(mentions["country"], ""), "")
    return _whole(pc.and_(pc.fill_null(wanted, False), unsaid))


def seated(mentions: pa.Table, work: Work) -> pa.Table:
    """Return mentions with the country of each public body whose name and record name none, and a
    column that tells those apart of which no single country is known.
    """
    wanted, owned = candidates(mentions), _owned(mentions)
    rows = mentions.select(["scheme", "identifier", "activity", "source"]).filter(wanted)
    seen = [_told(**row, work=work, owned=owned) for row in rows.to_pylist()]
    place = mentions.schema.get_field_index("country")
    country, seat = (
        pc.replace_with_mask(column, wanted, pa.array(values, pa.string()))
        for column, values in (
            (pc.fill_null(mentions["country"], ""), [country for country, _ in seen]),
            (pa.chunked_array([pa.repeat("", len(mentions))]), [seat for _, seat in seen]),
        )
    )
    return mentions.set_column(place, "country", country).append_column(SEAT, seat)


def _told(
    *,
    scheme: str | None,
    identifier: str | None,
    activity: int,
    source: int,
    work: Work,
    owned: AbstractSet[str],
) -> tuple[str, str]:
    """Return the country of one mention, or what else it is told apart by; neither where its number
    is its own and names no country.
    """
    number = Identifier(scheme or "", identifier or "")
    if (country := registered(number)) or key(number) in owned:
        return country, ""
    where = work.activities.get(activity, frozenset())
    country = work.sources.get(source, "") if not where else "".join(where) * (len(where) == 1)
    return country, "" if country else " ".join(sorted(where)) or f"@{source}"


def registered(number: Identifier) -> str:
    """Return the country whose register gave a number, by its prefix: `EC-RUC-1`, `SV-ORP1`."""
    first, dash, rest = (number.scheme or number.value).partition("-")
    code = "GB" if first == "UK" else first
    is_register = bool(dash) and rest[:2].isalpha() and len(first) == 2
    return code if is_register and code in places.names() else ""


def _owned(mentions: pa.Table) -> frozenset[str]:
    """Return the numbers of known registers that are one organisation's own: few names carry
    them.
    """
    table = pa.table(
        {column: pc.fill_null(mentions[column], "") for column in ("scheme", "identifier", "name")}
    ).filter(pc.not_equal(pc.fill_null(mentions["scheme"], ""), ""))
    carriers: dict[str, set[str]] = {}
    for row in table.group_by(table.column_names).aggregate([]).to_pylist():
        number = key(Identifier(row["scheme"], row["identifier"]))
        carriers.setdefault(number, set()).add(fold(row["name"]))
    return frozenset(number for number, names in carriers.items() if number and len(names) <= FEW)


def _encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    return _whole(column).dictionary_encode()


def _whole(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    return pa.array(column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column)
