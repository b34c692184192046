"""Cases are kept until their day, and may be held."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from convene.apps.vetting.actions.disposing import dispose_of_cases, may_dispose
from convene.apps.vetting.queries.keeping import CASE, due, found
from convene.ground import keeping

keeping.keep(
    keeping.Kept(
        code=CASE,
        title=_("Cases of due diligence that are over"),
        due=due,
        dispose=dispose_of_cases,
        may=may_dispose,
    )
)
keeping.hold(
    keeping.Holdable(
        code=CASE,
        title=_("Case of due diligence"),
        find=found,
        address=lambda record: reverse("vetting:case", args=[record]),
    )
)
