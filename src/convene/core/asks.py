"""What to ask of whom for a kind of alliance: what partners of each kind gave in the guide's own
alliances, and apart from that what else one could think of.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from convene.core.answer import Answer
from convene.core.draft import AskKind
from convene.core.guide import Contribution, Guide, Motivation

MONEY = frozenset({"CASH", "FINANCING_TERMS"})
UNDESCRIBED = frozenset({"IN_KIND_UNSPECIFIED", "OWN_RESOURCES_UNSPECIFIED"})
"""Contributions that only say that something was given: they stand in kind, without a value."""
State = Literal["planned", "unattributed"]
Basis = Literal["told", "matrix", "ours"]
"""Told of partners in the guide's alliances; possible by its matrix; or thought of by us."""


@dataclass(frozen=True)
class AskRow:
    """One line of the ask list: a kind of party (empty: anyone), contribution codes by column, and
    what each of them rests on: `cites` holds the records that tell of that gift of such a party.
    `states` holds the codes that were only planned, or told without a giver.
    """

    party: str
    cash: tuple[str, ...]
    kind: tuple[str, ...]
    influence: tuple[str, ...]
    cites: Mapping[str, tuple[str, ...]]
    states: Mapping[str, State] = field(default_factory=dict)
    basis: Basis = "told"


def ask_list(model: str, *, answer: Answer, guide: Guide) -> tuple[AskRow, ...]:
    """Return what each kind of party gave in the guide's alliances of a model, then what the matrix
    calls possible, then what is ours.
    """
    rows = told(model, guide=guide)
    listed = {code for row in rows for code in (*row.cash, *row.kind, *row.influence)}
    return (*rows, *_elsewhere(model, listed, answer=answer, guide=guide))


def told(model: str, *, guide: Guide) -> tuple[AskRow, ...]:
    """Return what each kind of party gave in the guide's alliances of a model; donors last."""
    states: dict[str, dict[str, set[str]]] = {}
    alliances: dict[str, dict[str, dict[str, None]]] = {}
    for alliance, partner, gift in guide.gifts(model):
        states.setdefault(partner.kind, {}).setdefault(gift.code, set()).add(gift.state)
        alliances.setdefault(partner.kind, {}).setdefault(gift.code, {})[alliance.id] = None
    rows = [
        _row(party, codes, _frozen(alliances[party]), guide, states=_unsure(codes))
        for party, codes in states.items()
    ]
    return tuple(sorted(rows, key=lambda row: row.party == "donor"))


def _frozen(alliances: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {code: tuple(ids) for code, ids in alliances.items()}


def silent(model: str, *, guide: Guide) -> tuple[str, ...]:
    """Return the kinds of party that took part in alliances of a model without a word on what they
    gave.
    """
    kinds = {
        partner.kind: None
        for alliance in guide.precedents(model)
        for partner in alliance.partners
        if partner.kind != "unspecified"
    }
    gave = {partner.kind for _alliance, partner, _gift in guide.gifts(model)}
    return tuple(kind for kind in kinds if kind not in gave)


def _unsure(codes: Mapping[str, set[str]]) -> dict[str, State]:
    """Return the codes that nobody is told to have given."""
    unsure: dict[str, State] = {}
    for code, states in codes.items():
        if "given" not in states:
            unsure[code] = "planned" if "planned" in states else "unattributed"
    return unsure


def _elsewhere(model: str, listed: set[str], *, answer: Answer, guide: Guide) -> Iterable[AskRow]:
    advised = answer.advised(model)
    if advised is None:
        return
    rows = [guide.get(joining.row, Motivation) for joining in advised.motivations]
    possible: dict[str, dict[str, None]] = {}
    for row in rows:
        for code in row.noncash:
            if code not in listed:
                possible.setdefault(code, {})[row.id] = None
    if possible:
        yield _row("", possible, _frozen(possible), guide, basis="matrix")
    ours = [code for code in advised.noncash if code not in listed and code not in possible]
    if ours:
        yield _row("", ours, {}, guide, basis="ours")


def _row(
    party: str,
    codes: Iterable[str],
    cites: Mapping[str, tuple[str, ...]],
    guide: Guide,
    *,
    states: Mapping[str, State] | None = None,
    basis: Basis = "told",
) -> AskRow:
    return AskRow(
        party, cites=cites, states=states or {}, basis=basis, **columns(codes, guide=guide)
    )


def columns(codes: Iterable[str], *, guide: Guide) -> dict[AskKind, tuple[str, ...]]:
    """Return contributions by their columns."""
    placed = [(column(code, guide=guide), code) for code in codes]
    kinds: tuple[AskKind, ...] = ("cash", "kind", "influence")
    return {kind: tuple(code for where, code in placed if where == kind) for kind in kinds}


def column(code: str, *, guide: Guide) -> AskKind:
    """Return where a contribution stands in an ask list: money, in kind, or influence, never
    priced.
    """
    if code in MONEY:
        return "cash"
    if code in UNDESCRIBED:
        return "kind"
    return "influence" if guide.get(code, Contribution).countable == "no" else "kind"
