"""What becomes of the guide's ways and lessons in an alliance: the tables that the tests run."""

from collections.abc import Callable, Mapping
from typing import Any

from convene.packs.read import parse_file
from tools.pages.layout import ROOT, page, table

Row = Mapping[str, Any]


def practice_page() -> str:
    """Return the page on ways and lessons at work."""
    lead = (
        "What the ways and lessons of an alliance are held to. The tests run every row of the tables (`tests/spec/practice.yaml`). "
        "[ADR 60](../adr/0060-ways-and-lessons-at-work.md) says why."
    )
    tables = parse_file(ROOT / "tests/spec/practice.yaml")
    assert list(tables) == list(SECTIONS)
    return page("Ways and lessons", lead, *(_section(name, spec) for name, spec in tables.items()))


def _section(name: str, spec: Row) -> str:
    title, head, cells = SECTIONS[name]
    rows = table(head, map(cells, spec["rows"]))
    return f"## {title}\n\n{spec['about'].strip()}\n\n{rows}"


SECTIONS: Mapping[str, tuple[str, tuple[str, ...], Callable[[Row], tuple[str, ...]]]] = {
    "becomes": (
        "What a way may become",
        ("From", "To"),
        lambda row: (
            row["was"].replace("_", " "),
            ", ".join(row["to"]).replace("_", " ") or "nothing before it is taken back",
        ),
    ),
    "late": (
        "When a way is late",
        ("Case", "State", "Day", "Today", "Late?"),
        lambda row: (
            row["name"],
            row["state"].replace("_", " "),
            str(row["due"] or "none"),
            str(row["today"]),
            "yes" if row["late"] else "no",
        ),
    ),
    "lessons": (
        "Whether a lesson holds",
        ("Case", "Codes", "Kinds of alliance", "It", "Why", "Not known"),
        lambda row: (
            row["name"],
            ", ".join(row["when"]),
            ", ".join(row["models"]),
            {"holds": "holds", "unknown": "is not known to", "not_here": "does not"}[row["stands"]],
            " ".join(row["because"]),
            ", ".join(row["unknown"]),
        ),
    ),
    "names": (
        "Whether a text names “Heron Savings Bank”",
        ("Case", "Text", "Named?"),
        lambda row: (row["name"], row["text"], "yes" if row["there"] else "no"),
    ),
}
