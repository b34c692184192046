"""A small snapshot of plainly fictional records, made table by table as the build makes it, with
each name taken for what the test says.
"""

import atexit
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from convene import disk
from convene.core.records import (
    Activity,
    Mention,
    Money,
    MoneyKind,
    Place,
    Role,
    Sector,
    Text,
)
from convene.corpus import search, snapshots, tables
from convene.corpus.resolution import tables as resolved
from convene.matching import Name, index

BUILT_AT = "2026-01-02T03:04:05+00:00"
MODELS = pa.list_(
    pa.struct({"model": pa.string(), "confidence": pa.string(), "reason": pa.string()})
)
WRITTEN: dict[str, Path] = {}
Who = Mapping[str, tuple[str, ...]]
"""Names of each organisation by its id, the one it is shown with first."""


def source(number: int, *, publisher: str = "Aid of Freedonia", **fields: Any) -> snapshots.Source:
    """Return a source of a few records."""
    given = {
        "source": f"iati-{number}",
        "form": "iati",
        "address": f"https://example.org/{number}.xml",
        "name": f"{number}.xml",
        "title": f"Activities {number}",
        "licence": "CC0",
        "date": "2020-01-01",
        "loaded_at": BUILT_AT,
        "sha256": "",
        "activities": 0,
        "copies": 0,
        "mentions": 0,
        "money": 0,
        "set_aside": 0,
        "first_year": None,
        "last_year": None,
    }
    return snapshots.Source(number=number, publisher=publisher, **{**given, **fields})


def activity(identifier: str, title: str, *parts: tuple[Role, str], **fields: Any) -> Activity:
    """Return an activity with parts of (role, name)."""
    places = tuple(Place(code) for code in fields.pop("countries", ()))
    sectors = tuple(Sector("dac", code) for code in fields.pop("sectors", ()))
    mentions = tuple(
        Mention(at, name, role, **_more(name)) for at, (role, name) in enumerate(parts)
    )
    given = {
        "kind": "project",
        "record": 1,
        "titles": (Text("en", title),),
        "places": places,
        "sectors": sectors,
        "mentions": mentions,
    }
    return Activity(identifier=identifier, **{**given, **fields})


def _more(name: str) -> dict[str, Any]:
    return {"unnamed": "withheld"} if name == "name withheld" else {}


def money(
    kind: MoneyKind,
    value: Any,
    year: int,
    *,
    giver: int | None = None,
    receiver: int | None = None,
    currency: str = "USD",
) -> Money:
    """Return a sum of a year."""
    return Money(
        kind=kind,
        value=value,
        currency=currency,
        day=None,
        year=year,
        giver=giver,
        receiver=receiver,
    )


def build(
    activities: Sequence[tuple[int, Activity]],
    *,
    who: Who,
    sources: Sequence[snapshots.Source] | None = None,
    models: Mapping[str, Sequence[str]] = {},
    possible: Mapping[str, Sequence[str]] = {},
    types: Mapping[str, str] = {},
    joins: Sequence[Mapping[str, Any]] = (),
    review: Sequence[Mapping[str, Any]] = (),
    redirects: Mapping[str, str] = {},
    name: str = "b1",
) -> snapshots.Snapshot:
    """Make a snapshot and let it serve."""
    told = sources or [source(number) for number in sorted({number for number, _ in activities})]
    new = disk.make(snapshots.builds() / f"{disk.NEW}{name}")
    given = {
        "who": who,
        "sources": told,
        "models": models,
        "possible": possible,
        "types": types,
        "joins": joins,
        "review": review,
        "redirects": redirects,
    }
    copytree(_written(activities, given), new, dirs_exist_ok=True)
    return snapshots.settle(new, meta(new, sources=told, name=name))


def _written(activities: Sequence[tuple[int, Activity]], given: Mapping[str, Any]) -> Path:
    """Return a folder of the tables and indexes of some records: made once in a process, for it
    takes a second and tests ask about few different ones.
    """
    key = repr((activities, given))
    if key not in WRITTEN:
        folder = Path(mkdtemp(prefix="convene-snapshot-"))
        atexit.register(rmtree, folder, ignore_errors=True)
        write(folder, activities, **given)
        search.write(folder)
        WRITTEN[key] = folder
    return WRITTEN[key]


def meta(folder: Path, *, sources: Sequence[snapshots.Source], name: str) -> snapshots.Meta:
    """Return what is known of the snapshot in a folder."""
    counts = {
        table: pq.read_metadata(folder / f"{table}.parquet").num_rows
        for table in ("activities", "mentions", "money", "organisations")
    }
    return snapshots.Meta(
        layout=snapshots.LAYOUT,
        build=name,
        built_at=BUILT_AT,
        previous="",
        activities=counts["activities"],
        copies=0,
        mentions=counts["mentions"],
        transactions=counts["money"],
        budgets=0,
        set_aside=0,
        organisations=counts["organisations"],
        sources=tuple(sources),
    )


def write(
    folder: Path,
    activities: Sequence[tuple[int, Activity]],
    *,
    who: Who,
    sources: Sequence[snapshots.Source],
    models: Mapping[str, Sequence[str]] = {},
    possible: Mapping[str, Sequence[str]] = {},
    types: Mapping[str, str] = {},
    joins: Sequence[Mapping[str, Any]] = (),
    review: Sequence[Mapping[str, Any]] = (),
    redirects: Mapping[str, str] = {},
) -> None:
    """Write all tables but the indexes."""
    made = tables.batch([each for _, each in activities])
    numbers = pa.array(range(len(activities)), pa.int64())
    owners = [number for number, _ in activities]
    known = {name: organisation for organisation, names in who.items() for name in names}
    mapped = [
        [
            {"model": model, "confidence": confidence, "reason": "by its sector"}
            for confidence, given in (("likely", models), ("possible", possible))
            for model in given.get(each.identifier, ())
        ]
        for _, each in activities
    ]
    mentions = made.mentions.to_pylist()
    of = [
        None if each["unnamed"] or each["person"] else known.get(each["name"]) for each in mentions
    ]
    places = {
        (each["activity"], each["number"]): one for each, one in zip(mentions, of, strict=True)
    }
    ends = {
        end: [places.get((each["activity"], each[end])) for each in made.money.to_pylist()]
        for end in ("giver", "receiver")
    }
    full = {
        "activities": made.activities.append_column("activity", numbers)
        .append_column("source", pa.array(owners, pa.int32()))
        .append_column("models", pa.array(mapped, MODELS)),
        "mentions": made.mentions.append_column(
            "source", pa.array([owners[each["activity"]] for each in mentions], pa.int32())
        )
        .append_column("profile", pa.array([None] * len(mentions), pa.int64()))
        .append_column("organisation", pa.array(of, pa.string())),
        "money": made.money.append_column(
            "giver_organisation", pa.array(ends["giver"], pa.string())
        ).append_column("receiver_organisation", pa.array(ends["receiver"], pa.string())),
        "sources": pa.Table.from_pylist([asdict(each) for each in sources]),
        "set_aside": tables.set_aside([]),
        "organisations": _organisations(who, types=types, review=review),
        "profiles": _profiles(who),
        "joins": pa.Table.from_pylist([dict(each) for each in joins], resolved.JOINS),
        "review": pa.Table.from_pylist([dict(each) for each in review], resolved.REVIEW),
        "redirects": pa.Table.from_pylist(
            [{"old": old, "new": new} for old, new in redirects.items()], resolved.REDIRECTS
        ),
    }
    for name, table in full.items():
        pq.write_table(table, folder / f"{name}.parquet")
    _names(folder, who)


def _organisations(
    who: Who, *, types: Mapping[str, str], review: Sequence[Mapping[str, Any]]
) -> pa.Table:
    doubted = {each[side] for each in review for side in ("organisation_a", "organisation_b")}
    rows = [
        {
            "organisation": one,
            "name": names[0],
            "names": list(names),
            "countries": [],
            "type": types.get(one, ""),
            "identifiers": [],
            "websites": [],
            "mentions": 1,
            "activities": 1,
            "doubtful": [],
            "certain": one not in doubted,
        }
        for one, names in who.items()
    ]
    return pa.Table.from_pylist(rows, resolved.ORGANISATIONS)


def _profiles(who: Who) -> pa.Table:
    rows = [
        {
            "profile": None,
            "key": f"key-{name}",
            "name": name,
            "names": [name],
            "countries": [],
            "identifiers": [],
            "type": "",
            "websites": [],
            "mentions": 1,
            "activities": 1,
        }
        for names in who.values()
        for name in names
    ]
    return pa.Table.from_pylist(rows, resolved.PROFILES)


def _names(folder: Path, who: Who) -> None:
    each = [(name, one) for one, names in who.items() for name in names]
    index([Name(text=name, schema="organisation") for name, _ in each]).save(folder / "names")
    rows = [{"position": at, "organisation": one} for at, (_, one) in enumerate(each)]
    pq.write_table(pa.Table.from_pylist(rows), folder / "names.parquet")
