"""Which risks are worth proposing for an alliance: each where something is known to hold, with
what that is. Nothing enters a register by itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from convene.core.reasons import Reason, Traced
from convene.core.reasons import gettext_noop as _

Category = Literal[
    "political",
    "security",
    "financial",
    "reputational",
    "safeguarding",
    "digital",
    "legal",
    "environment",
    "delivery",
]
Mark = Literal["extractive", "state_owned", "at_risk"]
"""What the register of organisations says of a partner."""
MARKS: Mapping[Mark, str] = {
    "extractive": _("{partner} is in mining, oil or gas."),
    "state_owned": _("{partner} is owned by a state."),
    "at_risk": _("{partner} is marked as at risk."),
}
TECHNOLOGY = _("Digital technology is used, as was answered.")
WORDS = _("What is written says “{words}”.")


@dataclass(frozen=True, kw_only=True)
class Safeguard:
    """A risk worth proposing, and what makes it so. The triggers are expert choices.

    A code of the guide's own risks has the guide's words, and comes up where the guide's answer
    brings it; any other has a `title` and a `meaning`. `words`, by language, are looked for in what
    is written. `guide` names records of the guide that speak of the same, `gates` its safeguards
    that answer it; `response` is an answer of ours.
    """

    id: str
    category: Category | Literal[""]
    title: str = ""
    meaning: str = ""
    response: str = ""
    partners: tuple[Mark, ...] = ()
    technology: bool = False
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    guide: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of an alliance that bears on its risks: those that the guide's answer brings,
    with why; what is written of it; what its partners are; whether it uses technology (None: nobody
    has said).
    """

    risks: Traced = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    partners: tuple[tuple[str, frozenset[Mark]], ...] = ()
    technology: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A risk that is proposed, and each thing that speaks for it."""

    risk: Safeguard
    because: tuple[Reason, ...]


def proposals(known: Known, *, table: tuple[Safeguard, ...]) -> tuple[Proposal, ...]:
    """Return what is proposed, in the order of the table; a risk of the guide that the table does
    not hold comes last.
    """
    every = (*table, *_others(known, table))
    return tuple(
        Proposal(risk=risk, because=because)
        for risk in every
        if (because := tuple(_because(risk, known)))
    )


def _others(known: Known, table: tuple[Safeguard, ...]) -> Iterator[Safeguard]:
    ours = {risk.id for risk in table}
    return (Safeguard(id=code, category="") for code in known.risks if code not in ours)


def _because(risk: Safeguard, known: Known) -> Iterator[Reason]:
    yield from known.risks.get(risk.id, ())
    if risk.technology and known.technology:
        yield Reason(TECHNOLOGY)
    for partner, marks in known.partners:
        yield from (
            Reason(MARKS[mark], {"partner": partner}) for mark in risk.partners if mark in marks
        )
    if words := _words_in(known.texts, risk):
        yield Reason(WORDS, {"words": words})


def _words_in(texts: tuple[str, ...], risk: Safeguard) -> tuple[str, ...]:
    """Return which words of a risk stand in what is written, as they stand there first."""
    wanted = [word for words in risk.words.values() for word in words]
    if not wanted:
        return ()
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, wanted))})\b", re.IGNORECASE)
    there: dict[str, str] = {}
    for word in (match for text in texts for match in pattern.findall(text)):
        there.setdefault(word.casefold(), word)
    return tuple(there.values())
