"""What the workshop itself knows of an alliance."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from convene.apps.vetting.queries.clearances import known as vetted
from convene.apps.workshop.models import Alliance, Partner, PartnerConsent
from convene.apps.workshop.queries import advice, checks, drafts, unbundling
from convene.apps.workshop.queries.facts import Late
from convene.apps.workshop.words import Conflicts, ConsentTo
from convene.core.refusing import refused

EDITED = ("problem", "model", "results")
"""Fields on the page where a draft is edited."""
CHECKED = (
    "six_questions",
    "civil_society",
    "inclusion",
    "harm",
    "digital_risk",
    "final_report",
    "personal_data",
)
"""Fields on the page of its checks."""
OF_PARTNERS = ("partners", "interest", "conflicts", "clearance", "consents")
"""Fields on the page of its partners."""


def facts(alliance: Alliance, *, today: date) -> Mapping[str, Any]:
    written = drafts.content(alliance)
    problems = ", ".join(written.request.challenges)
    return {
        "challenge": written.problem or problems,
        "model": written.model,
        "model_reason": written.model_reason,
        "tasks": len(written.tasks),
        "has_outcome": bool(written.results.strip()),
        **checks.facts(alliance),
        "prohibited_purpose": _is_prohibited(alliance),
    }


def _is_prohibited(alliance: Alliance) -> bool | None:
    """Say whether what is written asks for what no alliance may serve; not known without the guide
    it was written with.
    """
    written = drafts.content(alliance)
    given = advice.of(written)
    if given is None:
        return None
    texts = (
        written.title,
        written.problem,
        written.results,
        *unbundling.standing(alliance).values_list("title", flat=True),
    )
    return bool(given.answer.refused) or any(refused(text, guide=given.guide) for text in texts)


def of_partners(alliance: Alliance, *, today: date) -> Mapping[UUID, Mapping[str, Any]]:
    consents = PartnerConsent.objects.filter(what=ConsentTo.NAME)
    partners = alliance.partners.select_related("organisation").prefetch_related(
        Prefetch("consents", queryset=consents)
    )
    inside = [partner.organisation for partner in partners if partner.is_in_on(today)]
    known = vetted(inside, today=today)
    return {
        partner.pk: {
            **_of(partner, today=today),
            **(known.get(partner.organisation_id, {}) if partner.is_in_on(today) else {}),
        }
        for partner in partners
    }


def _of(partner: Partner, *, today: date) -> dict[str, Any]:
    asked = partner.conflicts != Conflicts.NOT_ASKED
    return {
        "joined_on": partner.joined_on,
        "left_on": partner.left_on,
        "interest": partner.interest,
        "conflicts": partner.conflicts if asked else None,
        "extractive": partner.organisation.extractive,
        "publication": _publication(partner, today=today),
    }


def _publication(partner: Partner, *, today: date) -> str | None:
    """Return what a partner said when asked whether its name may be published; what was withdrawn
    or is over is a refusal.
    """
    consents = list(partner.consents.all())
    if not consents:
        return None
    return "given" if any(consent.holds_on(today) for consent in consents) else "refused"


def late(alliance: Alliance, *, today: date) -> Iterator[Late]:
    if alliance.ends_on and alliance.ends_on < today and alliance.state != "closed":
        yield Late(what=_("The planned end has passed."), since=alliance.ends_on)
    yield from unbundling.late(alliance, today=today)


def places(alliance: Alliance) -> Mapping[str, str]:
    edit = reverse("workshop:edit", args=[alliance.pk])
    return {
        **dict.fromkeys(EDITED, edit),
        "tasks": reverse("workshop:tasks", args=[alliance.pk]),
        "exit_plan": reverse("workshop:exit_plan", args=[alliance.pk]),
        **dict.fromkeys(CHECKED, reverse("workshop:checks", args=[alliance.pk])),
        **dict.fromkeys(OF_PARTNERS, reverse("workshop:members", args=[alliance.pk])),
    }
