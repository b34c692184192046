"""What the snapshot's records say of everyone who might join an alliance in a country: the facts
that the six questions ask for.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, cast

from convene import packs
from convene.core.guide import Alliance as Told
from convene.core.kinds import plain_words
from convene.core.longlist import Alliance, Facts, Foundation, Membership, Seen, Wanted, Work
from convene.core.names import Name
from convene.core.records import Role
from convene.corpus.open_data.opened import OpenData
from convene.matching import telling_words
from convene.packs import places

FOUNDATION_TYPE = "60"
FOUNDATION = frozenset(
    {
        "foundation",
        "fondation",
        "fundacion",
        "fundacao",
        "stiftung",
        "fondazione",
        "corporation",
        "corporate",
    }
)
"""Words that make a foundation's name out of a company's."""
GUIDE = "guide"
"""Form of the source that is the guide itself."""
COMPANIES = ("70", "71", "72", "73")

MOST = 100
"""Organisations of each recorded type that are looked at: those with the most that could be
evidence.
"""

Row = dict[str, Any]


def facts(wanted: Wanted, *, this_year: int, data: OpenData) -> tuple[Facts, ...]:
    """Return what records say of each organisation seen in a country, or for the same work
    elsewhere in its region.
    """
    near = sorted({wanted.country, *places.within(wanted.region)})
    asked = {"country": wanted.country, "near": near, "year": this_year}
    more = {
        "region": wanted.region,
        "models": wanted.models,
        "any": not wanted.models,
        "sectors": wanted.sectors,
    }
    counted = _counted(data.ask("seen", asked | more | {"most": MOST, "companies": COMPANIES}))
    paid = {id: of[""] for id, of in counted["paid"].items()}
    alliances = _alliances(data.ask("allied", asked), data)
    everyone = (
        counted["role"].keys()
        | counted["here"].keys()
        | counted["near"].keys()
        | paid.keys()
        | alliances.keys()
        | counted["member"].keys()
    )
    known = data.ask("named", sorted(everyone))
    who = {"country": wanted.country, "year": this_year, "organisations": sorted(everyone)}
    working = {(row["country"], row["organisation"]): row for row in data.ask("working", who)}
    memberships = _memberships(data.ask("listed_on", sorted(everyone)), data)
    ranks = {id: of[""].count for id, of in counted["place"].items()}
    return tuple(
        Facts(
            organisation=id,
            name=row["name"],
            type=row["type"],
            doubtful=tuple(row["doubtful"]),
            countries=tuple(row["countries"]),
            identifiers=row["identifiers"],
            here=cast("Mapping[Role, Seen]", counted["role"].get(id, {})),
            models_here=counted["here"].get(id, {}),
            models_near=counted["near"].get(id, {}),
            paid_here=paid.get(id),
            sectors=counted["sector"].get(id, {}),
            alliances=tuple(alliances.get(id, ())),
            memberships=tuple(memberships.get(id, ())),
            foundation=_foundations(data, this_year).get(_core(row["name"]))
            if row["type"] in COMPANIES or id in paid
            else None,
            place=ranks.get(id),
            companies=counted["companies"][""][""].count,
            work=_work(working.get((wanted.country, id))),
            work_anywhere=_work(working.get(("", id))),
            reach=working["", id]["reach"] if ("", id) in working else 0,
            joined_here=id in counted["member"],
            named_after_it=_is_named_after(row["name"], wanted.country),
            contractor=_core(row["name"]) in _contractors(),
        )
        for row in known
        if (id := row["organisation"])
    )


def _seen(row: Row) -> Seen:
    return Seen(
        count=row["count"],
        first_year=row["first"],
        last_year=row["last"],
        sources=tuple(row["sources"]),
    )


def _counted(rows: Iterable[Row]) -> dict[str, dict[str, dict[str, Seen]]]:
    """Return what is seen, by what it is of (roles, models here and near, sectors, payments,
    memberships, place among companies), organisation and code.
    """
    counted: dict[str, dict[str, dict[str, Seen]]] = {
        of: defaultdict(dict)
        for of in (
            "role",
            "here",
            "near",
            "sector",
            "paid",
            "member",
            "place",
            "companies",
        )
    }
    for row in rows:
        counted[row["of"]][row["organisation"]][row["key"]] = _seen(row)
    return counted


def _alliances(rows: Iterable[Row], data: OpenData) -> dict[str, list[Alliance]]:
    guide = {source.number for source in data.sources if source.form == GUIDE}
    alliances: dict[str, list[Alliance]] = defaultdict(list)
    for row in rows:
        alliances[row["organisation"]].append(
            Alliance(
                title=row["title"],
                country=row["country"],
                year=row["first"],
                model=row["model"] or "",
                source=row["source"],
                **(_in_guide(row["identifier"], row["named"]) if row["source"] in guide else {}),
            )
        )
    return alliances


def _in_guide(record: str, name: str) -> dict[str, Any]:
    """Return how the guide tells of a partner of one of its own alliances."""
    alliance = packs.guide().records.get(record)
    if not isinstance(alliance, Told):
        return {"record": record, "named": name}
    kind = next((partner.kind for partner in alliance.partners if partner.name == name), "")
    return {"record": record, "named": name, "kind": kind, "changed": bool(alliance.today)}


def _work(row: Row | None) -> Work:
    """Return whose money somebody works with, from a row, or that nobody counted."""
    if row is None:
        return Work()
    paid = _seen(row | {"count": row["paid"]}) if row["paid"] else None
    return Work(paid=paid, own=row["own"], costs=row["costs"], small=row["small"])


def _is_named_after(name: str, country: str) -> bool:
    """Return whether a name holds the country's, as the guide's languages write it."""
    return any(f" {own} " in f" {plain_words(name)} " for own in _called(country))


@lru_cache(maxsize=256)
def _called(country: str) -> frozenset[str]:
    return frozenset(plain_words(places.name(country, code)) for code in ("en", "es", "fr"))


@cache
def _contractors() -> frozenset[tuple[str, ...]]:
    """Return the names of firms whose business is work for donors, without their legal forms."""
    names = (name for known in packs.guide().contractors for name in known.names)
    return frozenset(_core(name) for name in names)


def _memberships(rows: Iterable[Row], data: OpenData) -> dict[str, list[Membership]]:
    lists = {source.number: source for source in data.sources}
    memberships: dict[str, list[Membership]] = defaultdict(list)
    for row in rows:
        source = lists[row["source"]]
        memberships[row["organisation"]].append(
            Membership(
                list=source.title,
                question=source.question,
                source=source.number,
                as_of=source.date,
                loaded=source.loaded_at[:10],
                standing=row["standing"],
                word=row["word"],
                since=row["since"],
                read_at=row["url"],
            )
        )
    return memberships


@lru_cache(maxsize=2)
def _foundations(data: OpenData, this_year: int) -> dict[tuple[str, ...], Foundation]:
    """Return the foundations on record by what they are called but for the word foundation."""
    rows = data.ask("founded", {"type": FOUNDATION_TYPE, "year": this_year})
    return {
        core: Foundation(name=row["name"], seen=_seen(row))
        for row in rows
        if (core := _core(row["name"]))
    }


def _core(name: str) -> tuple[str, ...]:
    return telling_words(Name(text=name, schema="organisation"), but_for=FOUNDATION)
