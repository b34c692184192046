"""Conditions that tables share, each written once and named by whoever uses it."""

from collections.abc import Iterable

from django.db.models import CheckConstraint, Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan


def said(field: str) -> GreaterThan:
    """Return the condition that a text is more than spaces."""
    return GreaterThan(Length(Trim(field)), 0)


def says_something(field: str, *, name: str) -> CheckConstraint:
    """A text is never empty and never mere spaces."""
    return CheckConstraint(name=name, condition=said(field))


def known(field: str, values: Iterable[str], *, name: str) -> CheckConstraint:
    """A code is one of those we know."""
    return CheckConstraint(name=name, condition=Q(**{f"{field}__in": tuple(values)}))


def who_and_when(stem: str, *, name: str, when: Q | None = None) -> CheckConstraint:
    """`<stem>_by` and `<stem>_at` are both set or both empty; with `when`, set exactly then."""
    neither = Q(**{f"{stem}_by": None, f"{stem}_at": None})
    both = Q(**{f"{stem}_by__isnull": False, f"{stem}_at__isnull": False})
    return CheckConstraint(
        name=name,
        condition=neither | both if when is None else (~when & neither) | (when & both),
    )
