"""By which methods the value of a kind of contribution may be found, and how far each one goes."""

from collections.abc import Mapping
from dataclasses import dataclass

from convene.core.contributions.states import Column
from convene.core.guide import Contribution
from convene.core.money import Refused
from convene.core.reasons import Reason, gettext_noop


@dataclass(frozen=True, kw_only=True)
class Method:
    """How a value is found. `limit` says up to which value, in a sentence that stands at the field;
    `rests_on` what has to be kept to show it.
    """

    id: str
    title: str
    limit: str
    rests_on: str
    source: str = ""


NOT_PRICED = gettext_noop("This kind of contribution is never priced.")
NO_METHOD = gettext_noop("Say how its value was found.")
NOT_PERMITTED = gettext_noop("The value of this kind is found in one of these ways: {ways}.")


def columns(kind: Contribution) -> tuple[Column, ...]:
    """Return how a kind of the catalogue can be counted, the usual way first."""
    if kind.countable == "no":
        return (Column.UNPRICED,)
    if kind.valuation == ("cash_at_rate_on_date",):
        return (Column.CASH,)
    return (Column.IN_KIND, Column.UNPRICED)


def permitted(kind: Contribution, *, methods: Mapping[str, Method]) -> tuple[Method, ...]:
    """Return the methods by which the value of a kind may be found; one that no list explains is
    called by its code.
    """
    return tuple(
        methods.get(id, Method(id=id, title=id, limit="", rests_on="")) for id in kind.valuation
    )


def check_method(
    method: str, *, column: Column, kind: Contribution, methods: Mapping[str, Method]
) -> None:
    """Raise Refused where a kind is not valued so, or where what has a value does not say how."""
    if column is Column.UNPRICED:
        return
    if kind.countable == "no":
        raise Refused(NOT_PRICED)
    if column is Column.IN_KIND and not method:
        raise Refused(NO_METHOD)
    if method and method not in kind.valuation:
        ways = tuple(Reason(way.title) for way in permitted(kind, methods=methods))
        raise Refused(NOT_PERMITTED, ways=ways)
