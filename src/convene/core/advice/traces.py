"""Codes in the order in which they came up, each with why."""

from collections.abc import Iterable

from convene.core.reasons import Reason, Traced

Trace = dict[str, list[Reason]]


def add(traced: Trace, code: str, reason: Reason) -> None:
    reasons = traced.setdefault(code, [])
    if reason not in reasons:
        reasons.append(reason)


def frozen(traced: Trace, *, order: Iterable[str] | None = None) -> Traced:
    return {code: tuple(traced[code]) for code in (order or traced) if code in traced}


def unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
