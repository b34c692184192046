"""From mentions to profiles: one for each name with one country and one identifier, whichever way
it was spelt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from convene.core.identifiers import bare
from convene.core.resolution import Identifier, Profile
from convene.core.spelling import fold
from convene.corpus.resolution.seats import SEAT
from convene.feeds.names import marks

SEPARATOR = "\x1f"
COLUMNS = ("name", "country", "scheme", "identifier", SEAT)


@dataclass(frozen=True, kw_only=True)
class Profiles:
    """All profiles in the order of their keys, and which of them each mention belongs to (null:
    none).
    """

    rows: tuple[Profile, ...]
    of: pa.Array
    records: tuple[frozenset[int], ...]
    """The activities that mention each profile."""

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The name of each profile as profiles are told apart by it."""
        return tuple(fold(row.name) for row in self.rows)


def key(
    name: str, *, country: str = "", scheme: str = "", identifier: str = "", seat: str = ""
) -> str:
    """Return the key of the profile that a mention belongs to: the same in every build, on every
    machine. `seat` tells public bodies apart of which no country is known.
    """
    parts = [fold(name), country.upper(), scheme.upper(), bare(identifier, scheme=scheme)]
    text = SEPARATOR.join([*parts, seat] if seat else parts)
    return blake2b(text.encode(), digest_size=10).hexdigest()


def profiles(mentions: pa.Table, *, sums: pa.Array | None = None) -> Profiles:
    """Return the profiles of a table of mentions, of each of which `sums` says how many sums of
    money it gave or received, where that is known.

    People and texts that name no one have none.
    """
    unmarked = pc.replace_substring_regex(mentions["name"], pattern=marks(), replacement="")
    mentions = mentions.set_column(mentions.schema.get_field_index("name"), "name", unmarked)
    if SEAT not in mentions.schema.names:
        mentions = mentions.append_column(SEAT, pa.repeat("", len(mentions)))
    spelt = _spellings(mentions)
    met = [tuple(text.split(SEPARATOR)) for text in spelt.dictionary.to_pylist()]
    keys = [
        key(name, country=country, scheme=scheme, identifier=number, seat=seat)
        if fold(name)
        else None
        for name, country, scheme, number, seat in met
    ]
    ranks = {
        profile_key: rank
        for rank, profile_key in enumerate(
            sorted({profile_key for profile_key in keys if profile_key})
        )
    }
    rank_of = pa.array(
        [None if profile_key is None else ranks[profile_key] for profile_key in keys],
        type=pa.int64(),
    )
    of = rank_of.take(spelt.indices) if len(rank_of) else pa.nulls(len(mentions), pa.int64())
    return Profiles(
        rows=_rows(mentions, of, sums, keys=keys, met=met, ranks=ranks),
        of=of,
        records=_records(mentions, of, len(ranks)),
    )


def _spellings(mentions: pa.Table) -> pa.DictionaryArray:
    """Return for each mention what it is told apart by, each different text once; null for people
    and texts that name no one.
    """
    texts = pc.binary_join_element_wise(
        *(pc.fill_null(mentions[column], "") for column in COLUMNS), SEPARATOR
    )
    named = pc.and_(
        pc.equal(pc.fill_null(mentions["unnamed"], ""), ""),
        pc.invert(pc.fill_null(mentions["person"], False)),
    )
    spelt = pc.if_else(named, texts, pa.scalar(None, pa.string()))
    return pa.array(
        spelt.combine_chunks() if isinstance(spelt, pa.ChunkedArray) else spelt
    ).dictionary_encode()


def _rows(
    mentions: pa.Table,
    of: pa.Array,
    sums: pa.Array | None,
    *,
    keys: list[str | None],
    met: list[tuple[str, ...]],
    ranks: dict[str, int],
) -> tuple[Profile, ...]:
    first: dict[int, tuple[str, ...]] = {}
    for profile_key, parts in sorted(zip(keys, met, strict=True), key=lambda pair: pair[1]):
        if profile_key is not None:
            first.setdefault(ranks[profile_key], parts)
    names, types, websites = (
        _by_frequency(mentions, of, column) for column in ("name", "type", "website")
    )
    counted = _counted(mentions, of, sums)
    return tuple(
        Profile(
            key=profile_key,
            name=names[rank][0],
            names=tuple(names[rank]),
            country=first[rank][1].upper(),
            identifier=Identifier(*first[rank][2:4])
            if bare(first[rank][3], scheme=first[rank][2])
            else None,
            type=types.get(rank, [""])[0],
            websites=tuple(websites.get(rank, ())),
            mentions=counted[rank][0],
            activities=counted[rank][1],
            sums=counted[rank][2],
            types=tuple(types.get(rank, ())),
        )
        for profile_key, rank in ranks.items()
    )


def _by_frequency(mentions: pa.Table, of: pa.Array, column: str) -> dict[int, list[str]]:
    """Return the texts that each profile has in a column, the most frequent first, equally frequent
    ones in alphabetical order.
    """
    table = pa.table({"profile": of, "text": pc.fill_null(mentions[column], "")})
    table = table.filter(pc.and_(pc.is_valid(table["profile"]), pc.not_equal(table["text"], "")))
    counted = table.group_by(["profile", "text"]).aggregate([([], "count_all")])
    ordered = counted.sort_by(
        [("profile", "ascending"), ("count_all", "descending"), ("text", "ascending")]
    )
    texts_of: dict[int, list[str]] = {}
    for rank, text in zip(ordered["profile"].to_pylist(), ordered["text"].to_pylist(), strict=True):
        texts_of.setdefault(rank, []).append(text)
    return texts_of


def _counted(
    mentions: pa.Table, of: pa.Array, sums: pa.Array | None
) -> dict[int, tuple[int, int, int]]:
    """Return for each profile how often it is met, in how many activities, and with how many sums
    of money.
    """
    money = pa.repeat(0, len(mentions)) if sums is None else sums
    table = pa.table({"profile": of, "activity": mentions["activity"], "sums": money}).filter(
        pc.is_valid(of)
    )
    counted = table.group_by("profile").aggregate(
        [([], "count_all"), ("activity", "count_distinct"), ("sums", "sum")]
    )
    return {
        row["profile"]: (row["count_all"], row["activity_count_distinct"], row["sums_sum"])
        for row in counted.to_pylist()
    }


def _records(mentions: pa.Table, of: pa.Array, size: int) -> tuple[frozenset[int], ...]:
    table = pa.table({"profile": of, "activity": mentions["activity"]}).filter(pc.is_valid(of))
    grouped: Sequence[dict[str, Any]] = (
        table.group_by("profile").aggregate([("activity", "distinct")]).to_pylist()
    )
    by_profile = {row["profile"]: frozenset(row["activity_distinct"]) for row in grouped}
    return tuple(by_profile.get(rank, frozenset()) for rank in range(size))
