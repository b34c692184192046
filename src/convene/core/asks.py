"""What to ask of whom for a kind of alliance: what partners of each kind gave in the guide's own
examples.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from convene.core.answer import Answer
from convene.core.draft import AskKind
from convene.core.guide import Contribution, Example, Guide, Motivation

MONEY = frozenset({"CASH", "FINANCING_TERMS"})
UNDESCRIBED = "IN_KIND_UNSPECIFIED"


@dataclass(frozen=True)
class AskRow:
    """One line of the ask list: a kind of party (empty: anyone), contribution codes by column, and
    what it rests on.
    """

    party: str
    cash: tuple[str, ...]
    kind: tuple[str, ...]
    influence: tuple[str, ...]
    cites: tuple[str, ...]


def ask_list(model: str, *, answer: Answer, guide: Guide) -> tuple[AskRow, ...]:
    """Return what each kind of party gave in the guide's examples of a model, then what else the
    guide points to.
    """
    given: dict[str, dict[str, None]] = {}
    examples: dict[str, dict[str, None]] = {}
    for example in guide.precedents(model):
        for partner in example.partners if isinstance(example, Example) else ():
            if partner.contributions:
                given.setdefault(partner.kind, {}).update(dict.fromkeys(partner.contributions))
                examples.setdefault(partner.kind, {})[example.id] = None
    rows = [_row(party, codes, tuple(examples[party]), guide) for party, codes in given.items()]
    listed = {code for codes in given.values() for code in codes}
    return (
        *sorted(rows, key=lambda row: row.party == "donor"),
        *_elsewhere(model, listed, answer=answer, guide=guide),
    )


def _elsewhere(model: str, listed: set[str], *, answer: Answer, guide: Guide) -> Iterable[AskRow]:
    advised = answer.advised(model)
    if advised is None:
        return
    rows = [joining.row for joining in advised.motivations]
    codes = [
        *advised.noncash,
        *(code for row in rows for code in guide.get(row, Motivation).noncash),
    ]
    left = [code for code in dict.fromkeys(codes) if code not in listed]
    if left:
        yield _row("", left, (model, *rows), guide)


def _row(party: str, codes: Iterable[str], cites: tuple[str, ...], guide: Guide) -> AskRow:
    return AskRow(party, cites=cites, **columns(codes, guide=guide))


def columns(codes: Iterable[str], *, guide: Guide) -> dict[AskKind, tuple[str, ...]]:
    """Return contributions by their columns, without the one that only says that something was
    given.
    """
    placed = [(column(code, guide=guide), code) for code in codes if code != UNDESCRIBED]
    kinds: tuple[AskKind, ...] = ("cash", "kind", "influence")
    return {kind: tuple(code for where, code in placed if where == kind) for kind in kinds}


def column(code: str, *, guide: Guide) -> AskKind:
    """Return where a contribution stands in an ask list: money, in kind with a value, or influence,
    never priced.
    """
    if code in MONEY:
        return "cash"
    return "influence" if guide.get(code, Contribution).countable == "no" else "kind"
