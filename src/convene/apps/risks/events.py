"""What happens with a risk: each kind named once, with the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.risks.words import Category, Phase, State
from convene.apps.workshop.models import Partner
from convene.ground.trail import Field, follow, kind


def _person(key: int) -> str:
    return str(User.objects.filter(pk=key).first() or "")


def _partner(key: object) -> str:
    return str(Partner.objects.filter(pk=str(key)).first() or "")


ADDED = kind("risks.added", _("Wrote it down."))
ADOPTED = kind("risks.adopted", _("Adopted what was proposed."))
SET_ASIDE = kind("risks.set_aside", _("Set aside what was proposed."))
DESCRIBED = kind("risks.described")
RATED = {
    Phase.BEFORE: kind(
        "risks.rated_before",
        _("Rated it before the response: %(likelihood)s × %(impact)s. %(reason)s"),
        likelihood=int,
        impact=int,
        reason=str,
    ),
    Phase.AFTER: kind(
        "risks.rated_after",
        _("Rated it after the response: %(likelihood)s × %(impact)s. %(reason)s"),
        likelihood=int,
        impact=int,
        reason=str,
    ),
}
"""What is told of each kind of rating."""
SIGNED = kind(
    "risks.signed_off", _("Signed it off at %(score)s: %(reason)s"), score=int, reason=str
)
ENDED = kind("risks.sign_off_ended", _("The worse rating ended the sign-off."))
TURNED = kind("risks.turned")
follow(
    "risks.risk",
    title=Field(_("what could go wrong")),
    note=Field(_("how, and for whom")),
    category=Field(_("category"), word=lambda code: Category(code).label),
    partner_id=Field(_("about which partner"), word=_partner),
    owner_person_id=Field(_("who looks after it"), word=_person),
    owner_partner_id=Field(_("which partner looks after it"), word=_partner),
    response=Field(_("response")),
    review_on=Field(_("review on")),
    state=Field(_("state"), word=lambda code: State(code).label),
    because=Field(_("why it is so")),
)
