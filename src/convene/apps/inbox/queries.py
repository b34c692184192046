"""What waits for whom. Each app says it in its own `queries/waiting.py`:

    def sections(person, *, today): yield Section(...)   # what is shown, in the order of `Rank`
    def alerts(person): return Q(...)                    # which alerts this person may read
    def closable(person): return Q(...)                  # which of these nothing bars them to close
    def dates(person, *, today): yield Dated(...)        # what has its day, for their calendar

Each may be missing, all may not. The app needs a folder `queries/`, not one file; functions of
the module beside these have names that begin with “_”. Anything else raises Unheard on the
first page that asks: a misspelt name would say nothing, and nobody would know.
"""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from inspect import isfunction
from types import ModuleType

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.module_loading import module_has_submodule

from convene.apps.accounts.models import User
from convene.apps.accounts.queries import fingerprint
from convene.apps.inbox.models import Alert, Feed
from convene.ground.waiting import Dated, Section

SAID = {"sections", "alerts", "closable", "dates"}


class Unheard(Exception):
    """An app says what waits in a way that nobody would hear."""


def _waiting() -> Iterator[ModuleType]:
    """Yield each module that says what waits. Raises Unheard."""
    for config in apps.get_app_configs():
        if config.name.startswith("convene.apps.") and module_has_submodule(
            config.module, "queries"
        ):
            queries = import_module(f"{config.name}.queries")
            if not hasattr(queries, "__path__"):
                _refuse_one_file(queries)
            elif module_has_submodule(queries, "waiting"):
                yield _checked(import_module(f"{queries.__name__}.waiting"))


def _refuse_one_file(queries: ModuleType) -> None:
    if queries.__name__ != __name__ and (said := sorted(_own_functions(queries) & SAID)):
        raise Unheard(f"{queries.__name__} says {said}: it belongs in a queries/waiting.py")


def _checked(waiting: ModuleType) -> ModuleType:
    public = {name for name in _own_functions(waiting) if not name.startswith("_")}
    if not public or public - SAID:
        raise Unheard(f"{waiting.__name__} says {sorted(public)}: it may say {sorted(SAID)} only")
    return waiting


def _own_functions(module: ModuleType) -> set[str]:
    return {
        name
        for name, value in vars(module).items()
        if isfunction(value) and value.__module__ == module.__name__
    }


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
    return Alert.objects.filter(_any("alerts", person))


def closable(person: User) -> QuerySet[Alert]:
    """Return the alerts that nothing bars a person from closing; their role may."""
    return told(person).filter(_any("closable", person))


def _any(name: str, person: User) -> Q:
    which = Q(pk__in=())
    for module in _waiting():
        if hasattr(module, name):
            which |= getattr(module, name)(person)
    return which


def dates(person: User, *, today: date) -> list[Dated]:
    """Return what has its day for a person, the earliest first: only what they may see today."""
    every = [
        dated
        for module in _waiting()
        if hasattr(module, "dates")
        for dated in module.dates(person, today=today)
    ]
    return sorted(every, key=lambda dated: (dated.day, dated.key))


def feed_of(person: User) -> Feed | None:
    """Return the secret address of a person's calendar that works now, if there is one."""
    return Feed.objects.filter(person=person, revoked_at=None).first()


def by_secret(secret: str) -> Feed | None:
    """Return the calendar that a secret address stands for, or None where it works no longer."""
    feeds = Feed.objects.filter(token_hash=fingerprint(secret), revoked_at=None)
    return feeds.filter(person__is_active=True).select_related("person").first()
