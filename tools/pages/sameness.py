"""What makes two names one organisation, as the tables that the tests run."""

from collections.abc import Mapping
from typing import Any

from convene.packs.read import parse_file
from tools.pages.layout import ROOT, capital, page, table

Row = Mapping[str, Any]
VERDICTS = {"join": "joined", "review": "a person is asked", "apart": "left apart"}
TEXTS = {
    "folding": ("How names are compared", "Name", "Compared as"),
    "acronyms": ("Acronyms in a name", "Name", "Read as"),
    "united_states": ("The United States in a name", "Name", "Read as"),
}


def sameness_page() -> str:
    tables = parse_file(ROOT / "tests/spec/sameness.yaml")
    return page(
        "When two names are one organisation",
        "Two profiles are joined, shown to a person or left apart, always with reasons. The tests run every row (`tests/spec/sameness.yaml`), so "
        "this page is what the rule does. [Who is who](../explanation/resolution.md) says why, and how well it does.",
        _section("Points for and against", tables["points"], ("Case", "Points", "Told"), _points),
        _section(
            "Join, ask or leave apart",
            tables["verdicts"],
            ("Case", "Names alone", "With the rest", "Then"),
            _verdict,
        ),
        _section("What forbids a join", tables["guards"], ("Besides all that", "Then"), _guard),
        _section("What a join rests on", tables["rests"], ("Case", "Rests on"), _rest),
        *(
            _section(title, tables[name], (before, after), _text)
            for name, (title, before, after) in TEXTS.items()
        ),
        _section(
            "How identifiers are compared",
            tables["identifiers"],
            ("Identifier", "Scheme", "Compared as"),
            _identifier,
        ),
    )


def _section(title: str, spec: Row, head: tuple[str, ...], cells: Any) -> str:
    return f"## {title}\n\n{spec['about'].strip()}\n\n{table(head, map(cells, spec['rows']))}"


def _points(row: Row) -> tuple[str, ...]:
    points = ", ".join(f"{points:+.1f}" for points in row["points"].values())
    return capital(row["name"]), points or "0", " ".join(row["points"]) or "nothing"


def _verdict(row: Row) -> tuple[str, ...]:
    return (
        capital(row["name"]),
        f"{row['facts']['name']:g}",
        f"{row['score']:g}",
        VERDICTS[row["verdict"]],
    )


def _guard(row: Row) -> tuple[str, ...]:
    return capital(row["name"]), VERDICTS[row["verdict"]]


def _rest(row: Row) -> tuple[str, ...]:
    return capital(row["name"]), {"name": "the names", "identifier": "an identifier"}[row["rests"]]


def _text(row: Row) -> tuple[str, ...]:
    return row["text"], row["result"] or "nothing"


def _identifier(row: Row) -> tuple[str, ...]:
    return row["text"], row["scheme"] or "none", row["result"] or "nothing"
