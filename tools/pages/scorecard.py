"""How a country's scorecard is judged: what is measured, the rule, and the tables that the tests
run.
"""

from collections.abc import Mapping
from typing import Any

from convene import packs
from convene.core.guide import Challenge, title_of
from convene.packs.places.governance import figures
from convene.packs.read import parse_file
from tools.pages.layout import ROOT, capital, page, table

SAID = {True: "passes", False: "does not pass", None: "cannot be said"}
HOLDS = {True: "holds", False: "does not hold", None: "cannot be said"}
MARKS = {"y": "passes", "n": "does not", "-": "not known"}


def scorecard_page() -> str:
    spec = parse_file(ROOT / "tests/spec/scorecard.yaml")
    return page(
        "How a country is judged",
        "The rule of a country's scorecard has the shape of the Millennium Challenge Corporation's. "
        "[ADR 21](../adr/0021-a-scorecard-in-the-shape-of-mcc.md) says what is ours. The tests run every row "
        "(`tests/spec/scorecard.yaml`), so this page is what the rule does.",
        _measured(),
        _sources(),
        _points(),
        f"## Indicators\n\n{spec['indicators']['about'].strip()}\n\n{_indicators(spec['indicators']['rows'])}",
        f"## Too close to call\n\n{spec['near']['about'].strip()}\n\n{_near(spec['near']['rows'])}",
        f"## Countries\n\n{spec['countries']['about'].strip()}\n\n{_countries(spec['countries']['rows'])}",
    )


def _measured() -> str:
    known = figures()
    rows = (
        (one.title, one.asks, f"`{one.source}`", str(one.bar or ""), _bands(one.banded_by))
        for one in known.indicators
    )
    rights = "\n".join(
        f"- **{right.title}**: `{right.by}` stands in. {right.because}"
        for right in known.rule.rights
    )
    return f"## What is measured\n\n{table(('Indicator', 'Asks', 'Source', 'Bar', 'Bands'), rows)}\n\n{rights}"


def _bands(kind: str) -> str:
    return "; ".join(f"from {band.least} {band.title}" for band in figures().bands[kind])


def _sources() -> str:
    rows = (
        (
            f"`{one.id}`",
            f"[{one.title}]({one.address})",
            one.publisher,
            one.licence,
            str(one.edition),
            one.note,
        )
        for one in figures().sources
    )
    return f"## Where the figures come from\n\n{table(('Source', 'Title', 'Publisher', 'Licence', 'Year', 'Note'), rows)}"


def _points() -> str:
    guide = packs.guide()
    rows = (
        (
            one.indicator,
            "; ".join(title_of(guide.get(id, Challenge)) for id in one.challenges),
            one.because,
        )
        for one in guide.shortfalls
    )
    return f"## What a weak figure may point to\n\nOur reading, not the guide's.\n\n{table(('Indicator', 'Problems', 'Because'), rows)}"


def _indicators(rows: list[Mapping[str, Any]]) -> str:
    lines = (
        (
            capital(row["name"]),
            row.get("value", "none"),
            ", ".join(row["peers"]),
            row["median"] or "none",
            row.get("bar", ""),
            SAID[row["passes"]],
        )
        for row in rows
    )
    return table(("Case", "Figure", "All of the group", "Median", "Bar", "Result"), lines)


def _near(rows: list[Mapping[str, Any]]) -> str:
    lines = (
        (
            row["value"],
            row.get("error", "none"),
            row["median"],
            "too close to call" if row["near"] else "",
        )
        for row in rows
    )
    return table(("Figure", "Standard error", "Median", ""), lines)


def _countries(rows: list[Mapping[str, Any]]) -> str:
    lines = (
        (
            capital(row["name"]),
            row["indicators"],
            MARKS[row["corruption"]],
            ", ".join(MARKS[mark] for mark in row["rights"]),
            HOLDS[row["half"]],
            SAID[row["passes"]],
        )
        for row in rows
    )
    return table(("Case", "Indicators", "Corruption", "Rights", "Half", "Country"), lines)
