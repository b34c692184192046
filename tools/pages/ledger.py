"""The rules of promises, deliveries and leverage, as the tables that the tests run."""

from collections.abc import Callable, Mapping
from typing import Any

from convene.core.contributions import BARS, QUESTIONS
from convene.core.leverage import SENTENCES
from convene.packs.codelists import valuation_methods
from convene.packs.read import parse_file
from tools.pages.layout import ROOT, capital, page, table

Row = Any
Section = tuple[str, tuple[str, ...], Callable[[Row], tuple[str, ...]]]


def leverage_page() -> str:
    """Return the page on leverage."""
    lead = (
        "How Convene works out how much partners give for each unit of own money. The tests run every row (`tests/spec/leverage.yaml`), so this page "
        "is what the rules do. `convene leverage` answers by them ([case](leverage-case.schema.json), [rule](leverage-rule.schema.json), "
        "[answer](leverage.schema.json)); [ADR 54](../adr/0054-what-counts-as-leverage.md) says why they are as they are."
    )
    return page("Leverage", lead, *_sections("leverage", LEVERAGE))


def contributions_page() -> str:
    """Return the page on promises and deliveries."""
    lead = (
        "What Convene holds promises and deliveries to. The tests run every row (`tests/spec/contributions.yaml`), so this page is what the rules do. "
        "What counts in a ratio stands under [leverage](leverage.md)."
    )
    methods = table(
        ("Code", "How", "Up to which value", "What to keep"),
        ((f"`{it.id}`", it.title, it.limit, it.rests_on) for it in valuation_methods().values()),
    )
    questions = table(
        ("Code", "Question", "A yes means", "Without a yes"),
        ((f"`{code}`", it.text, it.about, it.no) for code, it in QUESTIONS.items()),
    )
    return page(
        "Promises and deliveries",
        lead,
        *_sections("contributions", CONTRIBUTIONS),
        f"## May it count?\n\nThe seven questions that are asked of each contribution.\n\n{questions}",
        "## How a value is found\n\nThe methods that the guide's catalogue permits, each for some kinds. The limits are expert choices over what "
        f"funders' rules of cost sharing have in common.\n\n{methods}",
    )


def _sections(name: str, sections: Mapping[str, Section]) -> list[str]:
    tables = parse_file(ROOT / f"tests/spec/{name}.yaml")
    assert list(tables) == list(sections)
    return [
        f"## {title}\n\n{tables[key]['about'].strip()}\n\n{table(head, map(cells, tables[key]['rows']))}"
        for key, (title, head, cells) in sections.items()
    ]


def _said(value: Any) -> str:
    """Write a value of a row in a cell."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_said(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "; ".join(map(_said, value)) or "nothing"
    words = {None: "not said", True: "yes", False: "no", "": "not said"}
    return words[value] if value is None or value in (True, False, "") else str(value)


def _ratio(row: Row) -> tuple[str, ...]:
    own = _said(row.get("own", 100)).replace("not said", "none")
    came = f", {row['own_came']} delivered" if "own_came" in row else ""
    meets = {True: "met", False: "not met", None: "cannot be said"}[row["meets"]]
    return (
        capital(row["name"]),
        f"{own}{came}",
        _said(row["promised"]),
        row["pledged"],
        row.get("delivered", "nothing came"),
        meets,
    )


def _share(row: Row) -> tuple[str, ...]:
    shares = (row[key] or "none" for key in ("cash", "estimates", "without"))
    return capital(row["name"]), _said(row["promised"]), *shares


LEVERAGE: Mapping[str, Section] = {
    "order": ("Why something is left out", ("Code", "It says"), lambda w: (f"`{w}`", SENTENCES[w])),
    "reasons": (
        "What counts",
        ("Contribution", "What is special", "Left out as"),
        lambda row: (
            capital(row["name"]),
            _said(row["but"]) or "nothing",
            row["reason"] or "(counts)",
        ),
    ),
    "ratios": (
        "Ratios",
        ("Case", "Own", "Promised by others", "Promised", "Delivered", "The rule is"),
        _ratio,
    ),
    "shares": (
        "What a ratio rests on",
        ("Case", "Promised", "In cash", "Estimates", "Ratio without them"),
        _share,
    ),
}


def _days(lines: list[str]) -> str:
    return "; ".join(line.replace(" ", ": ") for line in lines) or "nothing"


def _moved(is_moved: bool) -> str:
    return "refused" if is_moved else "taken"


CONTRIBUTIONS: Mapping[str, Section] = {
    "moves": (
        "Where a promise may go",
        ("From", "To"),
        lambda row: (row["from"], _said(row["to"])),
    ),
    "steps": (
        "What may be done with a delivery",
        ("Last step", "Then", "For a ratio", "Against its day"),
        lambda row: (row["from"], _said(row["to"]), row["as"] or "none", row["due"] or "not come"),
    ),
    "verifiers": (
        "Who may check a delivery",
        ("Who", "Kept from it because"),
        lambda row: (capital(row["name"]), " ".join(BARS[bar] for bar in row["bars"]) or "(may)"),
    ),
    "answers": (
        "Which answers count",
        ("Answers", "Lacking"),
        lambda row: (capital(row["name"]), _said(row["lacks"])),
    ),
    "splits": (
        "What of a delivery counts",
        ("Promised", "Verified before", "Came", "Counts", "Beyond the promise", "The promise is"),
        lambda row: tuple(
            row[key] for key in ("promised", "verified", "came", "counted", "over", "state")
        ),
    ),
    "amendments": (
        "How far a promise can be amended",
        ("New amount", "Verified", "Then it is"),
        lambda row: (row["amount"], row["verified"], "taken" if row["fits"] else "refused"),
    ),
    "instalments": (
        "What instalments add up to",
        ("Amount", "Instalments", "Then"),
        lambda row: (row["amount"], _said(row["parts"]), row["says"] or "they add up"),
    ),
    "amended_days": (
        "What an amendment does with days",
        ("Was due", "Is due", "Then it is"),
        lambda row: (_days(row["was"]), _days(row["becomes"]), _moved(row["moved"])),
    ),
    "due": (
        "When something is due",
        ("On", "It is", "Days late"),
        lambda row: (
            f"{row['today']}{', delivered' if row.get('met') else ''}",
            row["pressing"],
            str(row["late"]),
        ),
    ),
}
