"""How a view gets at a record: not found where there is none."""

from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from convene.apps.registry.models import Import, Merge, Organisation
from convene.apps.registry.queries import importing, merging, shelf


def organisation(pk: UUID) -> Organisation:
    """Raises Http404."""
    try:
        return shelf.find(pk)
    except Organisation.DoesNotExist:
        raise Http404(_("There is no such organisation here.")) from None


def merge(pk: int) -> Merge:
    """Raises Http404."""
    try:
        return merging.find(pk)
    except Merge.DoesNotExist:
        raise Http404(_("There is no such proposal.")) from None


def source(pk: UUID) -> Import:
    """Raises Http404."""
    try:
        return importing.find(pk)
    except Import.DoesNotExist:
        raise Http404(_("There is no such import.")) from None
