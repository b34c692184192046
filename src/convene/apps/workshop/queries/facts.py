"""What is known of an alliance: the facts that its gates ask for.

The workshop tells its own. Any app may tell more in its own `queries/alliance_facts.py`:

    def facts(alliance, *, today): return {"agreement_signed": True}
    def of_partners(alliance, *, today): return {partner_id: {"statement": Statement(...)}}
    def late(alliance, *, today): yield Late(...)
    def waits(alliance, *, by, today): yield Waits(...)
    def places(alliance): return {"contributions": "/an/address"}

Each may be missing, all may not. A fact that no app tells is not known, and does not hold. A name
that is no field of a case, or that two apps tell, raises Unheard.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from convene.apps.accounts.models import User
from convene.apps.workshop.models import Alliance
from convene.core import lifecycle

TOLD = {"facts", "of_partners", "late", "waits", "places"}


class Unheard(Exception):
    """An app tells facts in a way that nobody would hear."""


@dataclass(frozen=True, kw_only=True)
class Late:
    """Something whose day has passed: what, since when, and where it stands."""

    what: str
    since: date
    to: str = ""


@dataclass(frozen=True, kw_only=True)
class Waits:
    """Something that waits for whoever reads the page: what, since when, and where they do it."""

    what: str
    since: date
    to: str


@cache
def _tellers() -> tuple[ModuleType, ...]:
    return tuple(_modules())


def _modules() -> Iterator[ModuleType]:
    """Yield each module that tells facts. Raises Unheard."""
    for config in apps.get_app_configs():
        if not module_has_submodule(config.module, "queries"):
            continue
        queries = import_module(f"{config.name}.queries")
        if hasattr(queries, "__path__") and module_has_submodule(queries, "alliance_facts"):
            module = import_module(f"{queries.__name__}.alliance_facts")
            if not TOLD & set(vars(module)):
                raise Unheard(f"{module.__name__} tells nothing: it may tell {sorted(TOLD)}")
            yield module


def _calls(name: str) -> Iterator[Any]:
    return (getattr(module, name) for module in _tellers() if hasattr(module, name))


def facts(alliance: Alliance, *, today: date) -> Mapping[str, Any]:
    """Return every fact of an alliance that an app tells, by its field of a case."""
    return _joined(
        (tell(alliance, today=today) for tell in _calls("facts")), known=_names(lifecycle.Case)
    )


def of_partners(alliance: Alliance, *, today: date) -> Mapping[UUID, Mapping[str, Any]]:
    """Return every fact of a partner that an app tells, by the partner's key."""
    told_of = [tell(alliance, today=today) for tell in _calls("of_partners")]
    keys = {key for rows in told_of for key in rows}
    known = _names(lifecycle.Partner)
    return {key: _joined((rows.get(key, {}) for rows in told_of), known=known) for key in keys}


def late(alliance: Alliance, *, today: date) -> list[Late]:
    """Return what is late, the longest first."""
    everything = [row for tell in _calls("late") for row in tell(alliance, today=today)]
    return sorted(everything, key=lambda row: row.since)


def waits(alliance: Alliance, *, by: User, today: date) -> list[Waits]:
    """Return what waits for somebody here, the longest first."""
    everything = [row for tell in _calls("waits") for row in tell(alliance, by=by, today=today)]
    return sorted(everything, key=lambda row: row.since)


def places(alliance: Alliance) -> Mapping[str, str]:
    """Return where each field that a requirement names is filled in, where there is a page."""
    return {name: to for tell in _calls("places") for name, to in tell(alliance).items()}


def _names(kind: Any) -> set[str]:
    return {spec.name for spec in fields(kind)}


def _joined(several: Iterator[Mapping[str, Any]], *, known: set[str]) -> dict[str, Any]:
    joined: dict[str, Any] = {}
    for rows in several:
        if wrong := (rows.keys() - known) | (rows.keys() & joined.keys()):
            raise Unheard(f"{sorted(wrong)}: no such facts, or another app tells them")
        joined |= rows
    return joined
