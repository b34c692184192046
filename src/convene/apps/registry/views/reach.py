"""How a view gets at a record: not found where there is none. And how refusals are told."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from convene.apps.registry import actions
from convene.apps.registry.models import Import, Merge, Organisation
from convene.apps.registry.queries import importing, merging, shelf
from convene.ground.changes import Changed
from convene.ground.proposals import Settled, Waiting
from convene.ground.sheets import Refusal, Refusals
from convene.ground.undoing import Stands

R = TypeVar("R")
REFUSALS: Refusals = {
    actions.IsMerged: Refusal(_("One of the two was merged into another record already.")),
    Waiting: Refusal(
        _("There is a proposal about this record already. Decide about that one first.")
    ),
    Settled: Refusal(_("Somebody has decided about this already."), level=messages.WARNING),
    Changed: Refusal(_("Somebody changed this meanwhile. Nothing was saved; open it again.")),
    Stands: Refusal(
        _("It has given this consent already. Withdraw that one first."), field="subject"
    ),
    actions.UnderHold: Refusal(
        _("The organisation is under legal hold. Nothing was erased."), level=messages.WARNING
    ),
    actions.NotUntouched: Refusal(
        _("Somebody has worked with organisations of this import since, so nothing was undone.")
    ),
}


def organisation(pk: UUID) -> Organisation:
    return _found(lambda: shelf.find(pk), refusal=_("There is no such organisation here."))


def merge(pk: int) -> Merge:
    return _found(lambda: merging.find(pk), refusal=_("There is no such proposal."))


def source(pk: UUID) -> Import:
    return _found(lambda: importing.find(pk), refusal=_("There is no such import."))


def _found(find: Callable[[], R], *, refusal: str | Promise) -> R:
    """Raises Http404."""
    try:
        return find()
    except ObjectDoesNotExist:
        raise Http404(refusal) from None
