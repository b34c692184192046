"""A few fictional records that most tests of this folder ask about."""

from decimal import Decimal
from typing import Any

from convene.core.records import Activity, Location, Mention, Related, Result, Text
from convene.corpus.snapshots import Snapshot
from tests.corpus.open_data.snapshot import activity, build, money, source

FREEDONIA, WELL, VOTE, BANK, MINE = "cv-1", "cv-2", "cv-3", "cv-4", "cv-5"
WHO = {
    FREEDONIA: ("Aid of Freedonia", "Freedonia Aid Agency", "FAA"),
    WELL: ("Wéllspring Trust", "Фонд Родник", "مؤسسة النبع"),
    VOTE: ("Fair Vote d'Ruritanie",),
    BANK: ("Bank of Sylvania", "西瓦尼亚银行"),
    MINE: ("Glitter Mining plc",),
}
TYPES = {FREEDONIA: "10", WELL: "22", VOTE: "22", BANK: "40", MINE: "70"}
MODELS = {"F-2": ("M2", "M6"), "F-1": ("M2",)}


def records() -> list[tuple[int, Activity]]:
    """Return activities of two publishers."""
    return [
        (
            1,
            activity(
                "F-1",
                "Clean water for towns",
                ("funder", "Aid of Freedonia"),
                ("implementer", "Wéllspring Trust"),
                ("reporter", "Aid of Freedonia"),
                countries=("AO",),
                sectors=("14030",),
                descriptions=(Text("fr", "De l'eau propre, avec des élections de comités."),),
                money=(
                    money("commitment", Decimal(100_000), 2010, giver=0, receiver=1),
                    money("disbursement", Decimal(60_000), 2010, giver=0, receiver=1),
                    money("disbursement", Decimal(-5_000), 2011, giver=0, receiver=1),
                    money("budget", Decimal(100_000), 2010),
                ),
                related=(Related("child", "F-1-1"),),
            ),
        ),
        (
            1,
            activity(
                "F-1-1",
                "Wells in Luanda",
                ("funder", "Freedonia Aid Agency"),
                ("implementer", "Фонд Родник"),
                countries=("AO",),
                money=(money("commitment", Decimal(40_000), 2010, giver=0, receiver=1),),
                locations=(Location("Luanda", -8.8, 13.2),),
            ),
        ),
        (
            1,
            activity(
                "F-2",
                "Election observers",
                ("funder", "FAA"),
                ("implementer", "Fair Vote d'Ruritanie"),
                ("implementer", "name withheld"),
                countries=("AO", "KE"),
                sectors=("15151",),
                money=(
                    money("commitment", Decimal(7), 2012, giver=0, receiver=1, currency="XFD"),
                    money("commitment", None, 2012, giver=0),
                ),
                results=(Result("1", "Observers trained", actual="30"),),
            ),
        ),
        (
            2,
            activity(
                "B-1",
                "Road to the mine",
                ("funder", "西瓦尼亚银行"),
                ("implementer", "Glitter Mining plc"),
                ("implementer", "Wéllspring Trust"),
                countries=("KE",),
                sectors=("21020",),
                money=(money("incoming", Decimal(60_000), 2010, giver=2, receiver=0),),
            ),
        ),
        (
            2,
            activity(
                "B-2",
                "A road with no year",
                ("buyer", "Bank of Sylvania"),
                ("supplier", "Glitter Mining plc"),
                ("bidder", "Wéllspring Trust"),
                kind="contract",
            ),
        ),
        (2, person("B-3")),
    ]


def person(identifier: str) -> Activity:
    """Return a grant to a person."""
    taking = Mention(1, "Zelda Example", "payee", identifier="ID-77", person=True)
    return activity(identifier, "A bursary", ("funder", "Bank of Sylvania"), kind="grant")._replace(
        mentions=(Mention(0, "Bank of Sylvania", "funder"), taking)
    )


def served(**more: Any) -> Snapshot:
    """Let a snapshot of these records serve."""
    sources = (
        source(1, activities=3, first_year=2010, last_year=2012),
        source(2, publisher="Bank of Sylvania", activities=3),
    )
    return build(records(), who=WHO, types=TYPES, models=MODELS, sources=sources, **more)
