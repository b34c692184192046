"""What happens with ways and lessons: each kind named once, with the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.practice.words import State
from convene.ground.trail import Field, follow, kind


def _person(key: int) -> str:
    return str(User.objects.filter(pk=key).first() or "")


PLANNED = kind("practice.planned", _("Planned it."))
DONE = kind("practice.done", _("Said that it is done: %(outcome)s"), outcome=str)
LEFT_OUT = kind("practice.left_out", _("Left it out: %(reason)s"), reason=str)
TAKEN_BACK = kind("practice.taken_back", _("Took back that it was done: %(reason)s"), reason=str)
SHOWN = kind("practice.shown", _("Added what shows it: %(about)s"), about=str)
follow(
    "practice.plan",
    state=Field(_("state"), word=lambda code: State(code).label),
    owner_id=Field(_("who sees to it"), word=_person),
    due_on=Field(_("by which day")),
    done_on=Field(_("done on")),
)
