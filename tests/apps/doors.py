"""Doors: every action of an app, who may go through it, and who is refused.

An app with actions has a table in `tests/apps/APP/doors.py`, held by `tests/apps/test_doors.py`:

    ACTIONS = the module, or the package, of its actions
    DOORS = {"submit": door(REVIEWERS, lambda it, by: actions.submit(it.assessed, by=by)), ...}
    ALSO = {"…": door(...)}, where an action asks differently of different things; may be missing
    INSIDE = {"hits.settle": "why nobody is asked here", ...}
    def things(who: Cast) -> SimpleNamespace: what the doors speak of, made by `who.owner`
"""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from importlib import import_module
from inspect import getmembers, isfunction, unwrap
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from django.contrib.auth.models import AnonymousUser

from convene.apps.accounts.models import Role
from tests.apps import world

ADMINISTRATORS = frozenset({"administrator"})
APPROVERS = ADMINISTRATORS | {"approver"}
REVIEWERS = APPROVERS | {"reviewer"}
BUILDERS = REVIEWERS | {"builder", "owner", "reader", "editor", "elsewhere"}
SIGNED_IN = BUILDERS | {"viewer"}
OWNER = frozenset({"owner"})
PARTNERS = frozenset({"partner"})


@dataclass(frozen=True)
class Door:
    """An action as a page, an API or a job would call it, and who may."""

    who: frozenset[str]
    call: Callable[[Any, Any], object]


def door(who: frozenset[str], call: Callable[[Any, Any], object]) -> Door:
    return Door(who, call)


def of(table: ModuleType) -> dict[str, Door]:
    """Return every door of a table."""
    return {**table.DOORS, **getattr(table, "ALSO", {})}


def people(cast: world.Cast) -> dict[str, Any]:
    """Return everybody who calls an action, by name: those of the table of reach, and somebody who
    had every right and whose access has ended.
    """
    left = copy(cast.owner)
    left.role, left.is_active = Role.ADMINISTRATOR, False
    return {**cast.named(), "nobody": AnonymousUser(), "left": left}


def public(actions: ModuleType) -> set[str]:
    """Return the name of every action that an app exports, and `module.name` of each other public
    function beside them.
    """
    exported = set(getattr(actions, "__all__", ()))
    named = {unwrap(getattr(actions, name)) for name in exported}
    return {name for name in exported if isfunction(getattr(actions, name))} | {
        f"{module.__name__.rpartition('.')[2]}.{name}" if hasattr(actions, "__path__") else name
        for module in _modules(actions)
        for name, action in getmembers(module, isfunction)
        if action.__module__ == module.__name__
        and not name.startswith("_")
        and unwrap(action) not in named
    }


def _modules(actions: ModuleType) -> Iterator[ModuleType]:
    yield actions
    for found in iter_modules(getattr(actions, "__path__", ())):
        yield import_module(f"{actions.__name__}.{found.name}")
