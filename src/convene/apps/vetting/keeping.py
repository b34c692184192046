"""Cases are kept until their day, and may be held."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from convene.apps.evidence.queries import still_there
from convene.apps.registry.queries.holding import ORGANISATION
from convene.apps.vetting.actions.disposing import (
    dispose_of_cases,
    may_dispose,
    may_judge_partner,
)
from convene.apps.vetting.queries.keeping import (
    CASE,
    due,
    found,
    lock,
    partners_worked_on,
    under,
    worked_on,
)
from convene.ground import keeping

keeping.keep(
    keeping.Kept(
        code=CASE,
        title=_("Cases of due diligence that are over"),
        due=due,
        dispose=dispose_of_cases,
        under=under,
        may=may_dispose,
        left=still_there,
    )
)
keeping.hold(
    keeping.Holdable(
        code=CASE,
        title=_("Case of due diligence"),
        find=found,
        lock=lock,
        address=lambda record: reverse("vetting:case", args=[record]),
    )
)
keeping.bar(CASE, lambda record, by: may_dispose([record], by))
keeping.bar(ORGANISATION, may_judge_partner)
keeping.work(CASE, worked_on)
keeping.work(ORGANISATION, partners_worked_on)
