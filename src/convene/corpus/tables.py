"""Records as tables: what Parquet holds of one loaded file, with the names and fields of
core/records.py.

A row of MENTIONS and MONEY says with `activity` which row of ACTIVITIES it belongs to, counted from
0 within the load.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import accumulate, chain, repeat
from typing import Any, NamedTuple, TypeVar

import pyarrow as pa

from convene.core.records import (
    Activity,
    Location,
    Mention,
    Money,
    Place,
    Related,
    Result,
    Sector,
    SetAside,
    Text,
)

DECIMAL = pa.decimal128(24, 4)
"""Amounts and percentages: twenty digits before the point, four behind it."""
STEP = Decimal("0.0001")
LARGEST = Decimal(10) ** 20
TOO_LARGE = "an amount of more than twenty digits was left out"
Share = TypeVar("Share", Place, Sector)


def _struct(row: Any, **types: pa.DataType) -> pa.StructType:
    return pa.struct([pa.field(name, types.get(name, pa.string())) for name in row._fields])


TEXT = _struct(Text)
PLACE = _struct(Place, percentage=DECIMAL)
SECTOR = _struct(Sector, percentage=DECIMAL)
LOCATION = _struct(Location, latitude=pa.float64(), longitude=pa.float64())
RESULT = _struct(Result)
RELATED = _struct(Related)

ACTIVITIES = pa.schema(
    {
        "identifier": pa.string(),
        "kind": pa.string(),
        "record": pa.int64(),
        "titles": pa.list_(TEXT),
        "descriptions": pa.list_(TEXT),
        "status": pa.string(),
        "start": pa.date32(),
        "end": pa.date32(),
        "places": pa.list_(PLACE),
        "regions": pa.list_(pa.string()),
        "sectors": pa.list_(SECTOR),
        "locations": pa.list_(LOCATION),
        "results": pa.list_(RESULT),
        "related": pa.list_(RELATED),
        "url": pa.string(),
        "updated": pa.string(),
        "notes": pa.list_(pa.string()),
    }
)
MENTIONS = pa.schema(
    {
        "activity": pa.int64(),
        "number": pa.int32(),
        "name": pa.string(),
        "role": pa.string(),
        "scheme": pa.string(),
        "identifier": pa.string(),
        "type": pa.string(),
        "country": pa.string(),
        "website": pa.string(),
        "language": pa.string(),
        "unnamed": pa.string(),
        "person": pa.bool_(),
    }
)
MONEY = pa.schema(
    {
        "activity": pa.int64(),
        "kind": pa.string(),
        "value": DECIMAL,
        "currency": pa.string(),
        "day": pa.date32(),
        "year": pa.int32(),
        "giver": pa.int32(),
        "receiver": pa.int32(),
        "countries": pa.list_(pa.string()),
        "sectors": pa.list_(SECTOR),
        "description": pa.string(),
        "record": pa.int64(),
    }
)
SET_ASIDE = pa.schema(
    {"file": pa.string(), "record": pa.int64(), "reason": pa.string(), "value": pa.string()}
)


class Tables(NamedTuple):
    """Some activities of one file as tables. They travel between processes as Arrow's own bytes:
    pickled column by column takes six times as long.
    """

    activities: pa.Table
    mentions: pa.Table
    money: pa.Table

    def __reduce__(self) -> tuple[Callable[..., "Tables"], tuple[pa.Buffer, ...]]:
        return _arrived, tuple(map(_bytes, self))


def _bytes(table: pa.Table) -> pa.Buffer:
    written = pa.BufferOutputStream()
    with pa.ipc.new_stream(written, table.schema) as stream:
        stream.write_table(table)
    return written.getvalue()


def _arrived(*tables: pa.Buffer) -> Tables:
    return Tables(*(pa.ipc.open_stream(each).read_all() for each in tables))


def batch(activities: Sequence[Activity], *, first: int = 0) -> Tables:
    """Return tables of activities, the first of which is row number `first` of its load."""
    try:
        return _tables(activities, first=first)
    except (
        pa.ArrowInvalid
    ):  # a number with more digits than a column holds: rare, so that only then each is looked at
        return _tables([_fitted(activity) for activity in activities], first=first)


def _tables(activities: Sequence[Activity], *, first: int) -> Tables:
    mentions = [activity.mentions for activity in activities]
    money = [activity.money for activity in activities]
    return Tables(
        activities=_table(activities, ACTIVITIES, Activity),
        mentions=_table(
            list(chain.from_iterable(mentions)), MENTIONS, Mention, owners=_owners(mentions, first)
        ),
        money=_table(list(chain.from_iterable(money)), MONEY, Money, owners=_owners(money, first)),
    )


def set_aside(rows: Sequence[SetAside]) -> pa.Table:
    """Return what could not be read as a table."""
    return _table(rows, SET_ASIDE, SetAside)


def shifted(tables: Tables, by: int) -> Tables:
    """Return tables whose first activity stands `by` rows further down in its load."""
    return (
        tables
        if by == 0
        else Tables(tables.activities, _shift(tables.mentions, by), _shift(tables.money, by))
    )


def years(tables: Tables, *, first: int, last: int) -> list[int]:
    """Return the earliest and the latest year of money and of beginnings between two years; nothing
    when there is none.
    """
    import pyarrow.compute as pc  # local: slow to import, and pages never need it

    starts = pc.cast(pc.year(tables.activities["start"]), pa.int32())
    every = pa.chunked_array([*tables.money["year"].chunks, *starts.chunks], type=pa.int32())
    within = every.filter(pc.and_(pc.greater_equal(every, first), pc.less_equal(every, last)))
    return [value for value in pc.min_max(within).as_py().values() if value is not None]


def newest(tables: Tables, *, until: int) -> str:
    """Return the last day of a change that activities state, not after the year `until`; nothing
    when none does.
    """
    import pyarrow.compute as pc  # local: slow to import, and pages never need it

    days = pc.utf8_slice_codeunits(tables.activities["updated"], 0, 10)
    stated = days.filter(
        pc.and_(
            pc.match_substring_regex(days, r"^\d{4}-\d{2}-\d{2}$"), pc.less(days, f"{until + 1:04}")
        )
    )
    return str(pc.max(stated).as_py() or "")


def _shift(table: pa.Table, by: int) -> pa.Table:
    import pyarrow.compute as pc  # local: slow to import, and pages never need it

    return table.set_column(0, "activity", pc.add(table["activity"], pa.scalar(by, pa.int64())))


def _owners(groups: Sequence[Sequence[object]], first: int) -> list[int]:
    return list(
        chain.from_iterable(repeat(number, len(rows)) for number, rows in enumerate(groups, first))
    )


def _table(
    rows: Sequence[Any], schema: pa.Schema, row: Any, *, owners: Sequence[int] = ()
) -> pa.Table:
    columns: dict[str, Any] = (
        dict(zip(row._fields, zip(*rows, strict=True), strict=True)) if rows else {}
    )
    columns["activity"] = owners
    return pa.table(
        [_array(columns.get(field.name, ()), field.type) for field in schema], schema=schema
    )


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_list(kind) and pa.types.is_struct(kind.value_type):
        return _nested(values, kind)
    return pa.array(values, type=kind)


def _nested(values: Sequence[Sequence[Any]], kind: pa.ListType) -> pa.Array:
    """Flatten lists of rows into one array for each field: many times faster than a dictionary for
    each row.
    """
    rows = list(chain.from_iterable(values))
    fields: Iterable[pa.Field] = [
        kind.value_type.field(index) for index in range(kind.value_type.num_fields)
    ]
    columns: Iterator[Sequence[Any]] = zip(*rows, strict=True) if rows else repeat(())
    arrays = [_array(column, field.type) for column, field in zip(columns, fields, strict=False)]
    offsets = pa.array(list(accumulate(map(len, values), initial=0)), type=pa.int32())
    return pa.ListArray.from_arrays(
        offsets, pa.StructArray.from_arrays(arrays, fields=list(fields)), type=kind
    )


def _fitted(activity: Activity) -> Activity:
    """Round all numbers to four places. An amount that no column holds is left out, and the
    activity says so.
    """
    money = tuple(
        paid._replace(value=_fit(paid.value), sectors=_shares(paid.sectors))
        for paid in activity.money
    )
    lost = any(
        new.value is None and old.value is not None
        for new, old in zip(money, activity.money, strict=True)
    )
    notes = (*activity.notes, TOO_LARGE) if lost else activity.notes
    return activity._replace(
        money=money, notes=notes, places=_shares(activity.places), sectors=_shares(activity.sectors)
    )


def _shares(rows: tuple[Share, ...]) -> tuple[Share, ...]:
    return tuple(each._replace(percentage=_fit(each.percentage)) for each in rows)


def _fit(value: Decimal | None) -> Decimal | None:
    if value is None or not value.is_finite() or abs(value) >= LARGEST:
        return None
    return value.quantize(STEP, rounding=ROUND_HALF_EVEN)
