"""The rules of due diligence, as the tables that the tests run."""

from collections.abc import Callable, Mapping
from typing import Any

from convene.packs.diligence import HERE, load_preset
from convene.packs.read import parse_file
from tools.pages.layout import ROOT, capital, page, table

Row = Mapping[str, Any]
WORDS = {
    "conditions": "cleared with conditions",
    "sanction": "sanctions",
    "debarment": "debarred firms",
    "own": "your own",
    "false_positive": "not the partner",
    "possible": "may be the partner",
    "true_match": "is the partner",
    "open": "to be decided",
    "assessor": "assessed the case",
    "sponsor": "sponsors the work",
    "conflict": "has a conflict of interest",
    "decided": "has decided already",
    "renewal": "has not renewed a declared conflict",
    "retracted": "has taken back a true match",
    "dismissed": "has set aside a strong hit",
    "wrote": "has written every finding of the round",
    "let_in": "was let in anew by an administrator less than a day ago",
}
HURDLES = {
    "not_screened": "the lists have not been looked through",
    "outdated": "something has changed since the lists were looked through",
    "unseen_hits": "more was found than came up",
    "alerts": "an alert about sanctions is open that no look of the case brought up",
    "open_hits": "hits wait for a decision",
    "areas": "an area has no finding",
    "stopped": "a true sanctions match stops it",
    "legal": "a debarment waits for a legal opinion",
    "behind": "somebody behind the partner is listed, which waits for a legal opinion",
    "excluded": "an exclusion applies",
    "conditions": "no condition is set",
    "stale": "opened again, and nothing was found in this round",
    "unanswered": "an earlier decline has not been answered",
    "lists": "core lists were missing or old, and whoever decides has not said that they know",
    "declared": "what the partner declared weighs on the decision or stands otherwise on record, and whoever decides has not said that they know",
    "dismissals": "strong hits were set aside to which this approver has not agreed",
}
CHANGES = {
    "unkept": "what was asked was not kept",
    "names": "names, countries or numbers",
    "owner": "whom it belongs to",
    "behind": "who stands behind it",
    "lists": "the lists",
    "facts": "a fact that sets the level",
    "earlier": "what was decided of the partner, or of one like it",
}
FACTS = {
    "screened": "not screened",
    "changed": "something has changed since the lists were looked through",
    "unseen": "more was found than came up",
    "alerts": "an alert about sanctions is open that no look of the case brought up",
    "open": "a hit is open",
    "missing": "an area has no finding",
    "stopped": "a true sanctions match",
    "debarred": "a true debarment match",
    "listed_behind": "somebody behind the partner is listed",
    "legal_opinion": "a legal opinion",
    "excluded": "an exclusion",
    "sanctioned": "a hit on a sanctions list is the partner",
    "conditions": "a condition is set",
    "renewed": "opened again, and no finding of this round",
    "unanswered": "an earlier decline of the partner, or of one like it, that nobody has answered",
    "weak": "a core list was missing or old",
    "acknowledged": "whoever decides knows of it",
    "declared": "what the partner declared weighs on the decision or stands otherwise on record",
    "compared": "whoever decides has seen what",
    "unagreed": "strong sanctions hits set aside, to which this approver has not agreed",
}


def diligence_page() -> str:
    tables = parse_file(ROOT / "tests/spec/diligence.yaml")
    lead = (
        "What Convene holds a case of due diligence to. The tests run every row (`tests/spec/diligence.yaml`), so this page is what the rules "
        "do. [Vet a partner](../how-to/vet-a-partner.md) says how people work with them."
    )
    return page(
        "Due diligence rules", lead, *(_section(name, spec) for name, spec in tables.items())
    )


def _section(name: str, spec: Row) -> str:
    title, head, cells = SECTIONS[name]
    return f"## {title}\n\n{spec['about'].strip()}\n\n{table(head, (cells(row) for row in spec['rows']))}"


def _said(*codes: str) -> str:
    return ", ".join(WORDS.get(code, code.replace("_", " ")) for code in codes)


def _move(row: Row) -> tuple[str, ...]:
    return _said(row["from"]), _said(*row["to"]) or "nothing"


def _level(row: Row) -> tuple[str, ...]:
    return capital(row["name"]), row["level"], "; ".join(_reason(code) for code in row["reasons"])


def _reason(code: str) -> str:
    kind, _, trigger = code.rpartition(":")
    title = next((one.title for one in load_preset(HERE).depth.triggers if one.id == trigger), "")
    fixed = {
        "value": "The value is above the amount",
        "small": "The value is small and everything is known",
    }
    return f"{'Not known: ' if kind else ''}{title or fixed[code]}"


def _validity(row: Row) -> tuple[str, ...]:
    return capital(row["name"]), row["level"], str(row["decided"]), str(row["until"])


def _approver(row: Row) -> tuple[str, ...]:
    return f"Person {row['person']}", _said(*row["bars"]) or "(not barred)"


def _renewal(row: Row) -> tuple[str, ...]:
    return row["declared"], "has to be renewed" if row["due"] else "holds"


def _standing(row: Row) -> tuple[str, ...]:
    return (
        capital(row["name"]),
        row.get("until", "none"),
        "may be relied on" if row["stands"] else "may not",
    )


def _verdict(row: Row) -> tuple[str, ...]:
    level = f"{row['level']}, another case says otherwise" if "contested" in row else row["level"]
    return (
        level,
        "; ".join(_said(vote) for vote in row["votes"]) or "none",
        _said(row["verdict"] or "waits"),
    )


def _stop(row: Row) -> tuple[str, ...]:
    effects = {
        "hard": "stops for good",
        "legal": "stops until a legal opinion",
        "enhanced": "asks for the enhanced level",
    }
    return (
        _said(row["kind"]),
        _said(row["state"]),
        "; ".join(text for key, text in effects.items() if row[key]) or "nothing",
    )


def _behind(row: Row) -> tuple[str, ...]:
    kind, state, effect = _stop(row)
    return kind, state.replace("the partner", "the one behind it"), effect


VERDICTS = {"owned": "owned", "unknown": "not known", "below": "not owned"}


def _owned(row: Row) -> tuple[str, ...]:
    (rule,) = (one for one in load_preset(HERE).ownership if one.id == row["rule"])
    return capital(row["name"]), rule.title, f"{row['counts']} %", VERDICTS[row["verdict"]]


def _hurdle(row: Row) -> tuple[str, ...]:
    found = "; ".join(FACTS[fact] for fact in row["but"]) or "everything is as it should be"
    return (
        _said(row["to"]),
        found,
        "; ".join(HURDLES[hurdle] for hurdle in row["hurdles"]) or "nothing",
    )


def _overtaken(row: Row) -> tuple[str, ...]:
    return (
        "; ".join(CHANGES[code] for code in row["changed"]) or "nothing",
        "goes back to research" if row["overtakes"] else "stands",
    )


def _substance(row: Row) -> tuple[str, ...]:
    evidence = ", with evidence" if row.get("evidence") else ""
    return f"“{row['reason']}”{evidence}", "is enough" if row["enough"] else "is not"


def _alike(row: Row) -> tuple[str, ...]:
    note = f" ({row['note']})" if "note" in row else ""
    return row["one"], row["other"] + note, "look the same" if row["alike"] else "do not"


def _alphabets(row: Row) -> tuple[str, ...]:
    return row["name"], "mixes alphabets" if row["mixes"] else "does not"


def _memory(row: Row) -> tuple[str, ...]:
    return (
        _said(row["here"]),
        "; ".join(_said(state) for state in row["elsewhere"]) or "nothing",
        "two" if row["two"] else "as the level asks",
    )


def _decline(row: Row) -> tuple[str, ...]:
    return row["declined"], str(row["within"]), "is answered" if row["asked"] else "is not asked"


def _conflict(row: Row) -> tuple[str, ...]:
    return (
        capital(row["name"]),
        row["since"],
        row.get("until", "–"),
        row["round"],
        "bars" if row["bars"] else "does not bar",
    )


def _proof(row: Row) -> tuple[str, ...]:
    return row.get("proved", "never"), row["at"], "decides" if row["enough"] else "is asked again"


def _let_in(row: Row) -> tuple[str, ...]:
    return row.get("let_in", "never"), row["at"], "is barred" if row["barred"] else "decides"


DUE = {
    "later": "nothing is said yet",
    "soon": "those who work on the case are reminded",
    "overdue": "the clearance is suspended, an alert says so",
    "escalated": "every approver is reminded too",
}
SECTIONS: Mapping[str, tuple[str, tuple[str, ...], Callable[[Row], tuple[str, ...]]]] = {
    "moves": ("Where a case may go", ("From", "To"), _move),
    "levels": ("How deep to look", ("Case", "Level", "Because"), _level),
    "validity": (
        "How long a clearance holds",
        ("Case", "Level", "Decided", "Holds until"),
        _validity,
    ),
    "approvers": ("Who may approve", ("Who", "Barred because this person"), _approver),
    "proofs": ("Who has just shown who they are", ("Shown", "Decides at", "Then"), _proof),
    "let_in": ("Who was let in anew", ("Let in", "Decides at", "Then"), _let_in),
    "renewals": ("When a declared conflict is looked at again", ("Declared", "Then"), _renewal),
    "lookalikes": ("Which names look the same", ("Name", "And", "Then they"), _alike),
    "alphabets": ("Which names mix alphabets", ("Name", "Then it"), _alphabets),
    "substance": (
        "Which reasons tell enough",
        ("Reason", "Then it"),
        _substance,
    ),
    "comparisons": (
        "Why a strong hit may be set aside",
        ("Reason", "Then it"),
        _substance,
    ),
    "conflicts": (
        "Which conflict of interest bars",
        ("Conflict", "Since", "Until", "The round began", "Then it"),
        _conflict,
    ),
    "memory": (
        "What other cases say of an entry",
        ("Here", "Elsewhere", "Approvers to clear"),
        _memory,
    ),
    "declines": (
        "Which declines a new case answers",
        ("Declined", "Months", "In a new case it"),
        _decline,
    ),
    "verdicts": ("What decisions come to", ("Level", "Decisions", "Outcome"), _verdict),
    "stands": ("When a clearance may be relied on", ("Case", "Last day", "Then"), _standing),
    "due": (
        "When something is due",
        ("Its day", "Then"),
        lambda row: (row["day"], DUE[row["due"]]),
    ),
    "stops": ("What a hit does", ("List", "The entry", "Effect"), _stop),
    "behind": ("What a hit on somebody behind the partner does", ("List", "It", "Effect"), _behind),
    "owned": ("When listed owners own a partner", ("Shares", "Rule", "Counts", "Then"), _owned),
    "changes": (
        "What has changed since somebody looked",
        ("Case", "Told as changed"),
        lambda row: (
            capital(row["name"]),
            "; ".join(CHANGES[code] for code in row["changed"]) or "nothing",
        ),
    ),
    "overtaken": (
        "What a look again does to an assessment",
        ("Changed since", "Then"),
        _overtaken,
    ),
    "hurdles": ("What keeps a case back", ("To", "But", "Kept back because"), _hurdle),
}
