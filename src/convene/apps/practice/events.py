"""What happens with ways and lessons: each kind named once, with the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.practice.words import LessonState, Stage, State
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
WRITTEN = kind("practice.lesson_written", _("Wrote it down."))
REWRITTEN = kind("practice.lesson_rewritten", _("Changed what it says; it is a draft again."))
REVIEWED = kind("practice.lesson_reviewed", _("Reviewed it: %(reason)s"), reason=str)
SHARED = kind("practice.lesson_shared", _("Shared it with the other alliances here."))
UNSHARED = kind("practice.lesson_taken_back", _("Took it back: %(reason)s"), reason=str)
follow(
    "practice.lesson",
    title=Field(_("lesson")),
    text=Field(_("what was learned")),
    context=Field(_("in which situation")),
    advice=Field(_("what to do with it elsewhere")),
    stage=Field(_("at which stage"), word=lambda code: Stage(code).label),
    state=Field(_("state"), word=lambda code: LessonState(code).label),
)
