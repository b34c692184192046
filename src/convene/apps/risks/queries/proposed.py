"""Which risks are proposed for an alliance, by what is known of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from convene.apps.registry.models import AtRisk
from convene.apps.registry.queries import standing
from convene.apps.risks.models import Risk
from convene.apps.workshop.models import Alliance, Partner
from convene.apps.workshop.queries import advice, checks, drafts
from convene.core import safeguards
from convene.core.draft import Draft
from convene.core.guide import Guide
from convene.core.reasons import Reason
from convene.core.safeguards import Known, Mark, Safeguard
from convene.packs import alliances


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A risk that is proposed, in words: what speaks for it, what answers it, and which records of
    the guide speak of the same.
    """

    code: str
    category: str
    title: str
    meaning: str
    response: str
    because: tuple[Reason, ...]
    passages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Offers:
    """What is proposed that nobody has adopted; `guide` is the one of the draft, where it is at
    hand.
    """

    guide: Guide | None
    offers: tuple[Offer, ...]

    def find(self, code: str) -> Offer | None:
        return next((offer for offer in self.offers if offer.code == code), None)


def offers(alliance: Alliance, *, today: date) -> Offers:
    """Return what is proposed for an alliance and not in its register yet."""
    given = advice.of(drafts.content(alliance))
    guide = given.guide if given else None
    known = _known(alliance, given, today=today)
    there = set(Risk.objects.filter(alliance=alliance).values_list("proposal", flat=True))
    every = safeguards.proposals(known, table=alliances.safeguards())
    worded = (_offer(it.risk, it.because, guide=guide) for it in every if it.risk.id not in there)
    return Offers(guide=guide, offers=tuple(offer for offer in worded if offer))


def _known(alliance: Alliance, given: advice.Advice | None, *, today: date) -> Known:
    inside = alliance.partners.select_related("organisation").prefetch_related(
        "organisation__names"
    )
    return Known(
        risks=given.answer.risks if given else {},
        texts=tuple(_texts(drafts.content(alliance))),
        partners=tuple(
            (str(partner), _marks(partner)) for partner in inside if partner.is_in_on(today)
        ),
        technology=checks.facts(alliance).get("uses_technology"),
    )


def _texts(draft: Draft) -> Iterator[str]:
    yield from (draft.title, draft.problem, draft.results, draft.first_result, draft.budget)
    yield from (task.title for task in draft.tasks)
    yield from (ask.note for ask in draft.asks)


def _marks(partner: Partner) -> frozenset[Mark]:
    """Return what the register says of a partner; what nobody has said is no mark."""
    organisation = standing(partner.organisation)
    marks: dict[Mark, bool] = {
        "extractive": organisation.extractive is True,
        "state_owned": organisation.state_owned is True,
        "at_risk": organisation.at_risk != AtRisk.NONE,
    }
    return frozenset(mark for mark, holds in marks.items() if holds)


def _offer(risk: Safeguard, because: tuple[Reason, ...], *, guide: Guide | None) -> Offer | None:
    """Return a proposal in words; None for a risk of a guide that is not at hand."""
    title, meaning = risk.title, risk.meaning
    if not title:
        if guide is None or risk.id not in guide.codes("risks"):
            return None
        word = guide.word("risks", risk.id)
        title, meaning = word.title, word.meaning or ""
    return Offer(
        code=risk.id,
        category=risk.category,
        title=_(title),
        meaning=_(meaning) if meaning else "",
        response=_response(risk, guide),
        because=because,
        passages=tuple(id for id in risk.guide if guide and id in guide.records),
    )


def _response(risk: Safeguard, guide: Guide | None) -> str:
    """Return what answers a risk: ours, or the safeguards of the guide's pack, a line each."""
    if risk.response or guide is None:
        return _(risk.response) if risk.response else ""
    gates = [guide.word("gates", gate) for gate in risk.gates if gate in guide.codes("gates")]
    return "\n".join(_(gate.meaning or gate.title) for gate in gates)
