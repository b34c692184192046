"""How refusals are told."""

from django.contrib import messages
from django.utils.translation import gettext_lazy as _

from convene.apps.retention import actions
from convene.ground.keeping import Barred
from convene.ground.proposals import SamePerson, Settled, Waiting
from convene.ground.sheets import Refusal, Refusals

REFUSALS: Refusals = {
    SamePerson: Refusal(_("You proposed this yourself. A second person has to agree to it.")),
    Settled: Refusal(_("Somebody has decided about this already."), level=messages.WARNING),
    Waiting: Refusal(_("Somebody has proposed to lift this hold already.")),
    Barred: Refusal(
        lambda barred: [
            _(
                "You must not judge this, so you neither dispose of it nor decide about a legal hold on it: %(what)s"
            )
            % {"what": barred.what}
        ]
    ),
    actions.LetGo: Refusal(
        _(
            "You refused a legal hold on this, or helped to lift one. Somebody else agrees to its disposal."
        )
    ),
    actions.Shortened: Refusal(
        _(
            "You shortened the time for which this is kept, and it is due only since. Somebody else agrees to its disposal."
        )
    ),
    actions.NoReason: Refusal(
        _("Say in a sentence why it is not held: whoever proposed it reads this."), field="reason"
    ),
    actions.NotDue: Refusal(
        _(
            "Something of this has changed, is under legal hold or is not past its day. Nothing was deleted."
        )
    ),
    actions.NotHeld: Refusal(
        _("There is nothing here that could be held, or set free. It may have been disposed of.")
    ),
}
