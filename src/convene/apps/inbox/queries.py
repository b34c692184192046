"""What waits for whom. Each app says it in its own `queries/waiting.py`:

    def sections(person, *, today): yield Section(...)   # what is shown, in the order of `Rank`
    def alerts(person): return Q(...)                    # which alerts this person may read

Either may be missing.
"""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.module_loading import module_has_submodule

from convene.apps.accounts.models import User
from convene.apps.inbox.models import Alert
from convene.ground.waiting import Section


def _waiting() -> Iterator[ModuleType]:
    for config in apps.get_app_configs():
        name = f"{config.name}.queries"
        if config.name.startswith("convene.apps.") and module_has_submodule(
            config.module, "queries"
        ):
            queries = import_module(name)
            if hasattr(queries, "__path__") and module_has_submodule(queries, "waiting"):
                yield import_module(f"{name}.waiting")


def sections(person: User, *, today: date) -> list[Section]:
    """Return what waits for a person, the most pressing first."""
    every = [
        section
        for module in _waiting()
        if hasattr(module, "sections")
        for section in module.sections(person, today=today)
    ]
    return sorted(every, key=lambda section: section.rank)


def told(person: User) -> QuerySet[Alert]:
    """Return the alerts that a person may read, the newest first."""
    may = Q(pk__in=())
    for module in _waiting():
        if hasattr(module, "alerts"):
            may |= module.alerts(person)
    return Alert.objects.filter(may)
