"""How a view gets at a draft: not found unless it is yours or shared with you, refused when your
part in it is smaller.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convene.apps.accounts.access import person
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries import drafts

REFUSALS = {
    "change": gettext_lazy(
        "You may read this draft. Its owner can let you edit it; your role must be alliance builder or higher."
    ),
    "agree": gettext_lazy(
        "You may read this alliance. Its owner can make you one of its reviewers."
    ),
    "archive": gettext_lazy("Only its owner can archive this draft or bring it back."),
    "share": gettext_lazy("Only its owner can share this draft."),
    "duplicate": gettext_lazy(
        "Your role is to view. An administrator can make you an alliance builder."
    ),
}


def reach(request: HttpRequest, pk: UUID, *, to: str = "view") -> Alliance:
    """Return a draft that the person may do this with. Raises Http404 and PermissionDenied."""
    try:
        alliance = drafts.find(person(request), pk)
    except Alliance.DoesNotExist:
        raise Http404(_("There is no such draft, or it is not shared with you.")) from None
    if not person(request).has_perm(f"workshop.{to}_alliance", alliance):
        raise PermissionDenied(REFUSALS[to])
    return alliance


def may_edit(request: HttpRequest, alliance: Alliance) -> bool:
    """Return whether the page of a draft offers to change it."""
    may = person(request).has_perm("workshop.change_alliance", alliance)
    return may and alliance.archived_at is None
