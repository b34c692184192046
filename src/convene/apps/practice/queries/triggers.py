"""What is known of an alliance that lessons depend on, and what a lesson may depend on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from convene.apps.practice.queries.ways import guide_of
from convene.apps.practice.words import NOW, TRIGGERS, Stage
from convene.apps.registry.queries import standing
from convene.apps.risks.models import Risk
from convene.apps.risks.words import State as RiskState
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries import advice, checks, drafts
from convene.core.advice.situation import situation_of
from convene.core.advice.traces import Trace, add, frozen
from convene.core.draft import Draft
from convene.core.guide import Guide
from convene.core.lessons import ALWAYS, Known
from convene.core.reasons import Reason, gettext_noop
from convene.packs import places

TRAIT = gettext_noop("{trait}: {why}")
EVERYWHERE = gettext_noop("It matters in every alliance.")
OF_CITY = gettext_noop("The work is in a city or a district.")
NO_PARTNER = gettext_noop("Nobody has joined yet.")
TRAINED = gettext_noop("Training is among what is asked for.")
EXTRACTIVE = gettext_noop("{partner} is in mining, oil or gas.")
USED = gettext_noop("Digital technology is used, as was answered.")
NOT_USED = gettext_noop("No digital technology is used, as was answered.")
IN_REGISTER = gettext_noop("It stands in the register of risks.")
LOCAL = ("city", "subnational")
TRAINING = ("TRAINING", "PAID_TRAINING_TIME", "MENTORING")
OF_RISKS = {"reprisal": "reprisal_risk", "breakdown_of_dialogue": "antagonism"}
"""What a risk that was adopted from the guide says of the situation: ours."""


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What a lesson may depend on, by code, in words."""

    when: tuple[tuple[str, str], ...]
    models: tuple[tuple[str, str], ...]


def choices(alliance: Alliance) -> Choices:
    """Return what an author may choose among: ours, and the traits and models of the guide."""
    guide = guide_of(alliance)
    ours = [(code, capfirst(str(label))) for code, label in TRIGGERS.items()]
    traits = (
        [(code, _(guide.word("traits", code).title)) for code in guide.codes("traits")]
        if guide
        else []
    )
    kinds = [(model.id, _(model.title)) for model in guide.models] if guide else []
    return Choices(when=(*ours, *traits), models=tuple(kinds))


def worded(code: str, guide: Guide | None) -> str:
    """Return what a lesson depends on in words; the code itself where nobody knows it any more."""
    if code in TRIGGERS:
        return str(TRIGGERS[code])
    if guide and code in guide.codes("traits"):
        return _(guide.word("traits", code).title)
    return code.replace("_", " ")


def now(alliance: Alliance) -> Stage | None:
    """Return the stage at which an alliance is; None for one that is off its path."""
    return NOW.get(alliance.state)


def known(alliance: Alliance, *, today: date) -> Known:
    """Return what is known of an alliance, with why."""
    draft = drafts.content(alliance)
    given = advice.of(draft)
    model = given.model(draft.model) if given else None
    technology = checks.facts(alliance).get("uses_technology")
    return Known(
        holds=_holds(alliance, draft, given.guide if given else None, technology, today=today),
        fails={"mobile_technology": (Reason(NOT_USED),)} if technology is False else {},
        brought=given.answer.lessons if given else {},
        model=draft.model,
        model_title=_(model.title) if model else draft.model,
    )


def _holds(
    alliance: Alliance, draft: Draft, guide: Guide | None, technology: bool | None, *, today: date
) -> dict[str, tuple[Reason, ...]]:
    holds: Trace = {}
    for code, reason in (
        *_of_draft(draft),
        *_of_partners(alliance, today=today),
        *_of_risks(alliance),
    ):
        add(holds, code, reason)
    if technology:
        add(holds, "mobile_technology", Reason(USED))
    for code, reason in _traits(draft, guide) if guide else ():
        add(holds, code, reason)
        if code == "location_fixed":
            add(holds, "location_specific", reason)
    return dict(frozen(holds))


def _of_draft(draft: Draft) -> Iterator[tuple[str, Reason]]:
    yield ALWAYS, Reason(EVERYWHERE)
    if draft.request.level in LOCAL:
        for code in ("location_specific", "municipal"):
            yield code, Reason(OF_CITY)
    if any(ask.contribution in TRAINING for ask in draft.asks):
        yield "capacity_building", Reason(TRAINED)


def _of_partners(alliance: Alliance, *, today: date) -> Iterator[tuple[str, Reason]]:
    partners = alliance.partners.select_related("organisation").prefetch_related(
        "organisation__names"
    )
    inside = [partner for partner in partners if partner.is_in_on(today)]
    if not inside:
        yield "partner_search", Reason(NO_PARTNER)
    for partner in inside:
        if standing(partner.organisation).extractive is True:
            yield "extractives", Reason(EXTRACTIVE, {"partner": str(partner)})


def _of_risks(alliance: Alliance) -> Iterator[tuple[str, Reason]]:
    adopted = Risk.objects.filter(alliance=alliance, proposal__in=OF_RISKS)
    for risk in adopted.exclude(state=RiskState.CLOSED):
        yield OF_RISKS[risk.proposal], Reason(IN_REGISTER)


def _traits(draft: Draft, guide: Guide) -> Iterator[tuple[str, Reason]]:
    """Yield what the request says of the situation, each with what it was read from."""
    situation = situation_of(draft.request, guide=guide, regions=places.regions())
    for code, reasons in situation.traits.items():
        title = Reason(guide.word("traits", code).title)
        yield code, Reason(TRAIT, {"trait": title, "why": reasons[0]})
