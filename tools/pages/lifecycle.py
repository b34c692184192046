"""The path of an alliance: what the pack holds, and the tables that the tests run."""

from collections.abc import Callable, Mapping
from typing import Any

from convene.core.lifecycle import Flaw, Path
from convene.core.lifecycle.words import FLAWS, WHO, because
from convene.packs.alliances import path
from convene.packs.read import parse_file
from tools.pages.layout import ROOT, capital, page, table

Row = Mapping[str, Any]


def lifecycle_page() -> str:
    tables, known = parse_file(ROOT / "tests/spec/lifecycle.yaml"), path()
    lead = (
        "The states an alliance goes through, what must hold before each gate, who may let something stand in for it, and what is stopped meanwhile. "
        "`convene alliance check` says it of any alliance "
        "([what it reads](alliance-case.schema.json), [what it answers](alliance-check.schema.json)). "
        "The tests run every row of the tables (`tests/spec/lifecycle.yaml`)."
    )
    parts = [_states(known), _asked(known)]
    parts += [_section(name, spec) for name, spec in tables.items()]
    return page("The path of an alliance", lead, *parts)


def _states(known: Path) -> str:
    gates = {move.to: move.gate or "" for move in known.moves}
    rows = (
        (
            place.title,
            f"`{place.id}`",
            "" if place.activity_status is None else str(place.activity_status),
            gates.get(place.id, ""),
        )
        for place in known.places
    )
    head = ("State", "Code", "IATI activity status", "Gate into it")
    return f"## States\n\n{table(head, rows)}"


def _asked(known: Path) -> str:
    about = "Each is asked of the alliance once, or of each partner that is in it. What is marked with * is an expert choice."
    rows = (
        (
            f"`{needed.code}`",
            f"{needed.says}{' *' if needed.expert else ''}",
            "each partner" if needed.about == "partner" else "the alliance",
            "; ".join(WHO[person] for person in needed.who),
            "yes" if needed.overridable else "never",
        )
        for needed in known.requirements
    )
    head = ("Code", "What must hold", "Asked of", "Who can meet it", "Overridable")
    return f"## What the gates ask for\n\n{about}\n\n{table(head, rows)}"


def _section(name: str, spec: Row) -> str:
    title, head, cells = SECTIONS[name]
    rows = (cells(row) for row in spec["rows"])
    return f"## {title}\n\n{spec['about'].strip()}\n\n{table(head, rows)}"


def _title(row: Row) -> str:
    titles = {place.id: place.title for place in path().places}
    was = f" (was {titles[row['was']].lower()})" if "was" in row else ""
    return f"{titles[row['state']]}{was}"


def _titles(states: list[str]) -> str:
    titles = {str(place.id): place.title for place in path().places}
    return ", ".join(titles[state].lower() for state in states) or "nothing"


def _codes(codes: list[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes) or "nothing"


def _override(row: Row) -> tuple[str, ...]:
    flaws: list[Flaw] = row.get("void", [])
    then = " ".join(FLAWS[flaw] for flaw in flaws) or "It counts."
    return capital(row["name"]), _title(row), f"`{row['override']['code']}`", then


def _stop(row: Row) -> tuple[str, ...]:
    then = []
    for stop in row["stopped"]:
        who, code = stop.split()
        why = because(code, partner=who)
        then.append(f"{who if who != 'alliance' else 'The whole alliance'}: {why}")
    return capital(row["name"]), _title(row), " ".join(then) or "nothing"


SECTIONS: Mapping[str, tuple[str, tuple[str, ...], Callable[[Row], tuple[str, ...]]]] = {
    "moves": (
        "Where an alliance may go",
        ("From", "To"),
        lambda row: (_title(row), _titles(row["to"])),
    ),
    "held": (
        "What keeps it where it is",
        ("Case", "From", "To"),
        lambda row: (capital(row["name"]), _title(row), _titles(row["to"])),
    ),
    "requirements": (
        "When a requirement is unmet",
        ("Case", "State", "Unmet"),
        lambda row: (capital(row["name"]), _title(row), _codes(row["unmet"])),
    ),
    "overrides": ("Which overrides count", ("Case", "State", "Requirement", "Then"), _override),
    "stops": ("What is stopped", ("Case", "State", "Stopped"), _stop),
}
