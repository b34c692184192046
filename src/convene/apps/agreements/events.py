"""What happens with papers: each kind named once, with the sentence that tells it."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from convene.apps.agreements.words import asks
from convene.ground.trail import Field, follow, kind


def _filled(values: Mapping[str, str]) -> str:
    return "\n".join(f"{asks(code)} {text}" for code, text in values.items())


BEGUN = kind("agreements.begun", _("Began the paper."))
FILLED = kind("agreements.filled", _("Filled in what its clauses ask for."))
PUT_AWAY = kind("agreements.put_away", _("Put it away: %(reason)s"), reason=str)
TAKEN_UP = kind("agreements.taken_up", _("Took it up again."))
WRITTEN = kind("agreements.clause_written", _("Changed what it says."))
ADDED = kind("agreements.clause_added", _("Added the clause."))
LEFT_OUT = kind("agreements.clause_left_out", _("Left it out: %(reason)s"), reason=str)
TAKEN_IN = kind("agreements.clause_taken_in", _("Took it in again."))
follow(
    "agreements.paper",
    title=Field(_("title")),
    values=Field(_("what was filled in"), word=_filled),
)
follow("agreements.clause", title=Field(_("heading")), text=Field(_("what it says")))
