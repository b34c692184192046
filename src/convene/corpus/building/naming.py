"""Who took part and who paid whom, once it is known which names are which organisation."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from convene import matching
from convene.core.names import Name
from convene.core.progress import Progress
from convene.corpus.building.merging import MENTION_TABLE, MONEY_TABLE, Numbered, rows
from convene.corpus.building.writing import ROWS, written
from convene.corpus.resolution import Resolved

WHO = pa.schema(
    [*MENTION_TABLE, pa.field("profile", pa.int64()), pa.field("organisation", pa.string())]
)
PAID = pa.schema(
    [
        *MONEY_TABLE,
        pa.field("giver_organisation", pa.string()),
        pa.field("receiver_organisation", pa.string()),
    ]
)
NAMES = pa.schema({"position": pa.int64(), "organisation": pa.string(), "name": pa.string()})
SIDES = ("giver", "receiver")
APART = 1 << 24
"""Larger than any number that a mention has within its activity."""
TABLES = ("profiles", "organisations", "members", "joins", "review", "redirects")


def organisations_of(resolved: Resolved) -> pa.ChunkedArray:
    """Return the organisation of each profile, in the order of the profiles."""
    members = resolved.members.sort_by("profile")
    if members["profile"].to_pylist() != list(range(resolved.profiles.num_rows)):
        raise AssertionError("each profile belongs to one organisation")
    return members["organisation"]


def resolution(resolved: Resolved, *, into: Path) -> None:
    """Write what resolution found out."""
    for name in TABLES:
        pq.write_table(
            getattr(resolved, name),
            into / f"{name}.parquet",
            compression="zstd",
            row_group_size=ROWS,
        )


def mentions(staged: pa.Table, resolved: Resolved, *, into: Path) -> None:
    """Write the mentions, each with its profile and its organisation."""
    organisation = organisations_of(resolved)
    with written(into / "mentions.parquet", WHO) as write:
        for start in range(0, staged.num_rows, ROWS):
            profile = resolved.profile_of.slice(start, ROWS)
            piece = staged.slice(start, ROWS).append_column("profile", profile)
            write(piece.append_column("organisation", pc.take(organisation, profile)).cast(WHO))


def sums(parts: Sequence[Numbered], staged: pa.Table, counts: Sequence[int]) -> pa.Array:
    """Return how many sums of money each mention gave or received."""
    start, per_part = 0, [pa.array([], pa.int64())]
    for numbered, count in zip(parts, counts, strict=True):
        paid = numbered.part.file("money").read(columns=["activity", *SIDES])
        activity = pc.take(numbered.numbers, paid["activity"])
        counted = pc.value_counts(pa.concat_arrays([_keys(activity, paid[side]) for side in SIDES]))
        who = _keys(staged["activity"].slice(start, count), staged["number"].slice(start, count))
        place = pc.index_in(who, value_set=counted.field("values"), skip_nulls=True)
        per_part.append(pc.fill_null(pc.take(counted.field("counts"), place), 0))
        start += count
    return pa.concat_arrays(per_part)


def money(
    parts: Sequence[Numbered],
    staged: pa.Table,
    counts: Sequence[int],
    resolved: Resolved,
    *,
    into: Path,
) -> Counter[str]:
    """Write the money, each sum with the organisations that gave and received it; return how many
    sums of each kind there are.
    """
    organisation = organisations_of(resolved)
    start, kinds = 0, Counter[str]()
    with written(into / "money.parquet", PAID) as write:
        for numbered, count in zip(parts, counts, strict=True):
            who = _keys(
                staged["activity"].slice(start, count), staged["number"].slice(start, count)
            )
            named = pc.take(organisation, resolved.profile_of.slice(start, count))
            for piece in rows(numbered, "money", schema=MONEY_TABLE):
                write(_named(piece, who=who, named=named))
                kinds.update(_tally(piece["kind"]))
            start += count
    return kinds


def _tally(kinds: pa.ChunkedArray) -> dict[str, int]:
    return {row["values"]: row["counts"] for row in pc.value_counts(kinds).to_pylist()}


def _named(piece: pa.Table, *, who: pa.Array, named: pa.ChunkedArray) -> pa.Table:
    for side in SIDES:
        place = pc.index_in(_keys(piece["activity"], piece[side]), value_set=who, skip_nulls=True)
        piece = piece.append_column(f"{side}_organisation", pc.take(named, place))
    return piece.cast(PAID)


def _keys(activity: pa.ChunkedArray, number: pa.ChunkedArray) -> pa.Array:
    """Return one number for a mention of an activity, null where there is none."""
    found = pc.add(pc.multiply(activity, pa.scalar(APART, pa.int64())), number.cast(pa.int64()))
    return found.combine_chunks()


def index(resolved: Resolved, *, into: Path, progress: Progress) -> None:
    """Write the matcher's index over every spelling of every organisation, and whose
    each one is.
    """
    names: list[Name] = []
    whose: list[str] = []
    for row in resolved.organisations.select(
        ["organisation", "names", "countries", "identifiers"]
    ).to_pylist():
        identifiers = tuple(identifier["value"] for identifier in row["identifiers"])
        names += (
            Name(
                text=text,
                schema="organisation",
                countries=tuple(row["countries"]),
                identifiers=identifiers,
            )
            for text in row["names"]
        )
        whose += (row["organisation"] for _ in row["names"])
    table = pa.table([range(len(names)), whose, [name.text for name in names]], schema=NAMES)
    pq.write_table(table, into / "names.parquet", compression="zstd")
    matching.index(names, progress=progress).save(into / "names")
