"""A country whose open data point to a few plainly fictional partners."""

from datetime import UTC, date, datetime
from pathlib import Path

from convene.core.records import Activity
from convene.corpus.watchlists.loading import load
from tests.corpus.open_data.snapshot import activity, build, money, source

WHO = {
    "cv-blue": ("Blue Hill Mining",),
    "cv-found": ("Baobab Foundation",),
    "cv-port": ("Quern Harbour Works",),
    "cv-us": ("Convening House",),
}
TYPES = {"cv-blue": "70", "cv-found": "60", "cv-port": "70", "cv-us": "10"}
HEAD = "id,name,aliases,schema,country,programme,reason\n"


def served(name: str, *, undated: int = 0) -> None:
    """Let a snapshot of three candidates serve, under a name that no other test uses; as many more
    sources as are said state no day.
    """
    courts = activity(
        "A-1",
        "Courts",
        ("funder", "Baobab Foundation"),
        ("implementer", "Convening House"),
        countries=("AO",),
    )
    more = range(3, 3 + undated)
    paid = [(number, _payment(number)) for number in (2, *more)]
    works = activity(
        "A-3", "Works", ("supplier", "Quern Harbour Works"), countries=("AO",), kind="contract"
    )
    build(
        [(1, courts), *paid, (2, works)],
        who=WHO,
        types=TYPES,
        models={"A-1": ["M2"]},
        sources=[
            source(1),
            source(2, publisher="Treasury of Freedonia", form="payments"),
            *(
                source(number, publisher="Treasury of Sylvania", form="payments", date="")
                for number in more
            ),
        ],
        name=name,
    )


def _payment(number: int) -> Activity:
    paid = (money("payment", 5, 2020, giver=0),)
    return activity(
        f"A-2-{number}",
        "Payment",
        ("payer", "Blue Hill Mining"),
        countries=("AO",),
        kind="payment",
        money=paid,
    )


def listed(folder: Path, name: str, *, hour: int = 0) -> None:
    """Let a list of our own serve, with one name on it; each name needs an hour of its own, since
    what was asked of the lists of a moment is remembered for a day.
    """
    file = folder / "own.csv"
    file.write_text(f"{HEAD}7,{name},,organisation,,Ours,Left a bill unpaid\n", encoding="utf-8")
    at = datetime(2026, 11, 1, hour, tzinfo=UTC)
    load(
        [file],
        form="csv",
        list="own",
        at=at,
        day=date(2026, 11, 1),
        force=True,
        progress=lambda *_: None,
    )


def hired(name: str) -> None:
    """Let a snapshot serve in which a donor pays two firms, one of which also sells to the state,
    and a ministry that its record calls an NGO.
    """
    offices = activity(
        "B-1",
        "Offices",
        ("funder", "Aid of Freedonia"),
        ("implementer", "Paper and Pens"),
        ("implementer", "Tide Telephones"),
        ("implementer", "Ministry of Tides"),
        countries=("AO",),
        sectors=("91010",),
    )
    lines = activity(
        "B-2", "Lines", ("supplier", "Tide Telephones"), countries=("AO",), kind="contract"
    )
    names = ("Aid of Freedonia", "Paper and Pens", "Tide Telephones", "Ministry of Tides")
    ids = ("cv-aid", "cv-paper", "cv-tide", "cv-ministry")
    build(
        [(1, offices), (1, lines)],
        who={id: (name,) for id, name in zip(ids, names, strict=True)},
        types=dict(zip(ids, ("10", "70", "70", "22"), strict=True)),
        name=name,
    )
