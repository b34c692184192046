"""What of the registry is kept until its day, and what may be held."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from convene.apps.registry.actions.disposing import dispose_of_imports
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries.holding import (
    ORGANISATION,
    imports_due,
    imports_under,
    lock,
    worked_on,
)
from convene.ground import keeping

keeping.keep(
    keeping.Kept(
        code="registry.import",
        title=_("Tables that were brought in and came to nothing"),
        due=imports_due,
        dispose=dispose_of_imports,
        under=imports_under,
    )
)
keeping.hold(
    keeping.Holdable(
        code=ORGANISATION,
        title=_("Organisation"),
        find=lambda record: Organisation.objects.filter(pk=record).first(),
        lock=lock,
        address=lambda record: reverse("registry:organisation", args=[record]),
    )
)
keeping.work(ORGANISATION, worked_on)
