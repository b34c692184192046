"""The money of a contracting process: as budgeted, tendered, awarded, agreed and paid. Each is a
kind of its own and none adds to another.
"""

from typing import Any

from convene.core.records import Money, MoneyKind
from convene.feeds import json
from convene.feeds.ocds.parties import Parties
from convene.feeds.values import Note, brief, noted_amount, noted_currency, noted_when

STANDING = frozenset({"", "active", "terminated"})
UNDONE = frozenset({"cancelled", "unsuccessful"})
"""Statuses of awards and contracts that came to nothing: their suppliers are no suppliers."""
VOID = frozenset({"canceled", "withdrawn", "annulled", "void", "voided", "revoked", "rejected"})
"""The same in words that are none of the standard's."""
PENDING = "pending"
"""The status of what is proposed and not in force yet."""


def money(release: dict[str, Any], *, parties: Parties, note: Note) -> tuple[Money, ...]:
    """Return the sums of a release, and gather the buyer and the suppliers on the way."""
    tender = json.thing(release, "tender")
    buyers = parties.numbers(
        [json.thing(release, "buyer"), json.thing(tender, "procuringEntity")], "buyer"
    )
    giver = buyers[0] if buyers else None
    budget = json.thing(json.thing(release, "planning"), "budget")
    sums = [
        _sum(
            "budget",
            json.thing(budget, "amount") or json.thing(budget, "value"),
            giver=giver,
            note=note,
        ),
        _sum("tender", json.thing(tender, "value"), giver=giver, note=note),
    ]
    suppliers: dict[str, list[int]] = {}
    sums += [
        _award(award, giver=giver, suppliers=suppliers, parties=parties, note=note)
        for award in json.things(release, "awards")
    ]
    for contract in json.things(release, "contracts"):
        sums += _contract(contract, giver=giver, suppliers=suppliers, parties=parties, note=note)
    return tuple(
        sum_._replace(record=number)
        for number, sum_ in enumerate((sum_ for sum_ in sums if sum_), start=1)
    )


def _award(
    award: dict[str, Any],
    *,
    giver: int | None,
    suppliers: dict[str, list[int]],
    parties: Parties,
    note: Note,
) -> Money | None:
    named = json.things(award, "suppliers") or [
        supplier
        for item in json.things(award, "items")
        for supplier in json.things(item, "suppliers")
    ]
    if not _stands(award, what="an award", note=note):
        parties.numbers(named, "bidder")
        return None
    numbers = suppliers[json.text(award, "id")] = parties.numbers(named, "supplier")
    value = json.thing(award, "value") or json.thing(award, "totalAwardValue")
    return _sum(
        "award",
        value,
        giver=giver,
        receiver=_only(numbers),
        day=json.text(award, "date", "awardDate"),
        note=note,
    )


def _contract(
    contract: dict[str, Any],
    *,
    giver: int | None,
    suppliers: dict[str, list[int]],
    parties: Parties,
    note: Note,
) -> list[Money | None]:
    if not _stands(contract, what="a contract", note=note):
        return []
    numbers = parties.numbers(json.things(contract, "suppliers"), "supplier") or suppliers.get(
        json.text(contract, "awardID"), []
    )
    receiver = _only(numbers)
    day = json.text(contract, "dateSigned") or json.text(
        json.thing(contract, "period"), "startDate"
    )
    paid = [
        _sum(
            "disbursement",
            json.thing(transaction, "value") or json.thing(transaction, "amount"),
            giver=giver,
            receiver=receiver,
            day=json.text(transaction, "date"),
            note=note,
        )
        for transaction in json.things(json.thing(contract, "implementation"), "transactions")
    ]
    return [
        _sum(
            "commitment",
            json.thing(contract, "value"),
            giver=giver,
            receiver=receiver,
            day=day,
            note=note,
        ),
        *paid,
    ]


def _stands(thing: dict[str, Any], *, what: str, note: Note) -> bool:
    """Say whether an award or a contract is in force, or was; a status that the standard does not
    know is noted.
    """
    status = json.text(thing, "status").casefold()
    if status == PENDING:
        note(f"{what} that is pending is not counted: it is not in force yet")
    elif status in VOID:
        note(f"the status “{status}” of {what} is none of the standard's; it is not counted")
    elif status not in STANDING | UNDONE:
        note(f"the status “{brief(status)}” of {what} is none of the standard's; it is counted")
    return status not in UNDONE | VOID | {PENDING}


def _only(numbers: list[int]) -> int | None:
    return numbers[0] if len(set(numbers)) == 1 else None


def _sum(
    kind: MoneyKind,
    value: dict[str, Any],
    *,
    giver: int | None,
    note: Note,
    receiver: int | None = None,
    day: str = "",
) -> Money | None:
    number = noted_amount(value.get("amount"), what=f"the amount ({kind})", note=note)
    if number is None:
        return None
    on = noted_when(
        day, what=f"the day ({kind})", note=note, past=kind in {"award", "disbursement"}
    )
    currency = noted_currency(json.text(value, "currency"), note=note)
    return Money(
        kind, number, currency, on.exact if on else None, on.year if on else None, giver, receiver
    )
