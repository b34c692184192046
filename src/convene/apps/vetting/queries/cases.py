"""One case, as its page and its file show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from convene.apps.evidence.models import Evidence
from convene.apps.inbox.models import OPEN, Alert
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import family, names_of
from convene.apps.registry.queries import standing as standing_of
from convene.apps.vetting.models import Case, Finding, Hit, LegalOpinion, Screening
from convene.apps.vetting.models.words import SET_ASIDE
from convene.apps.vetting.queries import declared, memory, pack, recalls
from convene.apps.vetting.queries import screening as looks
from convene.core import diligence
from convene.core.diligence import Area, Behind, Facts, HitFact, ListFact, Seen, Standing
from convene.core.reasons import Reason
from convene.core.watchlists import ended
from convene.packs.diligence import preset

LISTED = {"possible_sanction": False, "listed_behind": True}
"""Triggers that follow from the lists, and whether they are about somebody behind the partner."""
OBSERVED = ("extractive", "state_owned", *LISTED)
"""Triggers that follow from the registry and the lists; people are asked about the others."""


@dataclass(frozen=True, kw_only=True)
class Topic:
    """An area of the pack with what was found in it; `needed` when the level asks for a finding and
    there is none.
    """

    area: Area
    findings: tuple[Finding, ...]
    needed: bool


def cases() -> QuerySet[Case]:
    return Case.objects.select_related(
        "organisation", "opened_by", "sponsor", "assessor", "approver", "second_approver"
    ).prefetch_related("organisation__names")


def of(organisation: Organisation) -> QuerySet[Case]:
    """Return the cases of an organisation and of the records merged into it, the last changed
    first.
    """
    return cases().filter(organisation__in=family(organisation))


def going_on(organisation: Organisation) -> QuerySet[Case]:
    """Return the case of an organisation that is still going on, if there is one."""
    return Case.objects.filter(organisation=organisation).exclude(
        state__in=sorted(diligence.CLOSED)
    )


def asked_triggers() -> tuple[diligence.Trigger, ...]:
    """Return the triggers that somebody has to say something about."""
    return tuple(trigger for trigger in pack.triggers() if trigger.id not in OBSERVED)


def current_hits(case: Case) -> list[Hit]:
    """Return the hits as their entries stand now, the strongest first: an entry that changed counts
    once, by its last look.

    A true match counts until it is taken back itself, also where its entry has changed since.
    """
    every = list(case.hits.select_related("decided_by").order_by("found_at", "pk"))
    latest = {hit.listing: hit.pk for hit in every}
    current = [hit for hit in every if hit.state == "true_match" or hit.pk == latest[hit.listing]]
    return sorted(
        current,
        key=lambda hit: (hit.state != "open", -hit.score, hit.watchlist, hit.entry, hit.whom),
    )


def easy_hits(case: Case) -> list[Hit]:
    """Return the open hits that may be set aside together: those without a strong likeness, of
    which no other case says that they are, or may be, its partner.
    """
    weaker = [hit for hit in current_hits(case) if hit.state == "open" and hit.band != "strong"]
    elsewhere, more = memory.elsewhere(weaker, besides=case), {"possible", "true_match"}
    return [hit for hit in weaker if not elsewhere[hit.listing] & more]


def set_aside(case: Case) -> list[Hit]:
    """Return the strong hits on sanctions lists that somebody has set aside, or left as what may be
    the partner: clearing takes a second person who agrees to each.
    """
    return [
        hit
        for hit in current_hits(case)
        if (hit.kind, hit.band) == ("sanction", "strong") and hit.state in SET_ASIDE
    ]


def hit_facts(case: Case) -> tuple[HitFact, ...]:
    """Return what the hits of a case stand for today."""
    return tuple(
        HitFact(
            kind=_kind(hit),  # type: ignore[arg-type]  # held by constraints
            state=hit.state,  # type: ignore[arg-type]  # held by constraints
            behind=bool(hit.whom),
        )
        for hit in current_hits(case)
    )


def _kind(hit: Hit) -> str:
    """Return what a hit stands for today: a debarment whose period has ended since it came up is
    none.
    """
    until, today = hit.details.get("until", ""), timezone.now().date().isoformat()
    return "ended" if hit.kind == "debarment" and ended(until, day=today) else hit.kind


def facts(case: Case, *, looked: bool = True) -> Facts:
    """Return what is known for choosing a level: the partner's facts, what the opener said, and
    what the lists hold, unless they were not looked through yet.
    """
    known: dict[str, bool | None] = {**case.facts}
    partner = standing_of(case.organisation)
    known["extractive"], known["state_owned"] = partner.extractive, partner.state_owned
    known |= _listed(case) if looked else dict.fromkeys(LISTED, False)
    return Facts(known=known, value=case.value, currency=case.currency)


def _listed(case: Case) -> dict[str, bool]:
    hits = hit_facts(case)
    return {name: diligence.raises(hits, behind=behind) for name, behind in LISTED.items()}


def level_now(case: Case) -> diligence.Depths:
    """Return how deep the facts ask to look, and why."""
    return diligence.level(facts(case), depth=preset().depth)


def asks_for_more(case: Case) -> bool:
    """Say whether the facts ask for a deeper level than the case has."""
    order = list(diligence.Level)
    return order.index(level_now(case).level) > order.index(diligence.Level(case.level))


def kept_facts(case: Case) -> dict[str, bool | str | None]:
    """Return the facts that set the level, as a look keeps them; what the lists hold is no part."""
    known = facts(case, looked=False)
    own = {name: fact for name, fact in known.known.items() if name != "listed_behind"}
    value = None if known.value is None else str(known.value)
    places = {"countries": "; ".join(sorted(case.countries))} if case.countries else {}
    return {**own, "value": value, "currency": known.currency, **places}


def seen(screening: Screening) -> Seen:
    """Return what a look stood on."""
    asked = screening.questions
    return Seen(
        asked=None if asked is None else frozenset((name, *rest) for name, *rest in asked),
        owner=screening.owner,
        behind=behind_then(screening),
        lists=looks.versions(screening.lists),
        facts=screening.facts,
        earlier=recalls.ids(screening.case),
    )


def seen_now(case: Case) -> Seen:
    """Return what a look would stand on now."""
    partner = standing_of(case.organisation)
    return Seen(
        asked=frozenset(looks.questions(names_of(partner))),
        owner=looks.owner(partner),
        behind=frozenset(looks.behind(partner)),
        lists=looks.versions_loaded(),
        facts=kept_facts(case),
        earlier=recalls.ids_now(case),
    )


def behind_then(screening: Screening) -> frozenset[Behind]:
    """Return who stood behind the partner when the lists were looked through."""
    return frozenset(Behind(*row) for row in screening.behind)


def asked_behind(screening: Screening | None) -> tuple[Reason, ...]:
    """Say who stood behind the partner when the lists were looked through."""
    return tuple(diligence.stood(Behind(*row)) for row in screening.behind) if screening else ()


def has_new_owner(case: Case, *, now: tuple[str, Iterable[Behind]] | None = None) -> bool:
    """Say whether the partner belongs to somebody else, or is owned by others, than when the lists
    were last looked through.
    """
    last = last_screening(case)
    if last is None:
        return False
    partner = standing_of(case.organisation)
    owner, behind = now or (looks.owner(partner), looks.behind(partner))
    return (last.owner, diligence.owners(behind_then(last))) != (owner, diligence.owners(behind))


def reopenings(case: Case, *, today: date) -> tuple[diligence.Reopening, ...]:
    """Return why a case may be opened again, the likeliest first."""
    state, until = diligence.State(case.state), case.valid_until
    over = until is not None and diligence.has_expired(until, today=today)
    return diligence.reopenings(state, over=over)


def is_called_otherwise(case: Case) -> bool:
    """Say whether the partner's names, countries or numbers are others than those that the lists
    were last asked for.
    """
    last = last_screening(case)
    if last is None or last.questions is None:
        return False
    return seen(last).asked != frozenset(looks.questions(names_of(standing_of(case.organisation))))


def waits_for_counsel(case: Case) -> bool:
    """Say whether clearing waits for a legal opinion: the partner is debarred, or somebody behind
    it is listed.
    """
    return case.debarred or case.listed_behind


def for_counsel(case: Case) -> list[list[str]]:
    """Return each true match that counsel has to speak of: whom it is about, list, entry, and the
    share of who is behind the partner, as the last look had it.
    """
    last = last_screening(case)
    shares: dict[str, list[str]] = {}
    for row in sorted(behind_then(last)) if last else ():
        shares.setdefault(row.whom, []).append(row.share)
    return sorted(
        [hit.whom, hit.watchlist, hit.entry, "; ".join(shares.get(hit.whom, ()))]
        for hit in current_hits(case)
        if hit.state == "true_match"
        and (_kind(hit) == "debarment" or (hit.whom and hit.kind == "sanction"))
    )


def is_covered(case: Case) -> bool:
    """Say whether the legal opinion of a case, if it has one, covers all who are listed now."""
    covered = case.legal_opinion.covers if case.legal_opinion else []
    return all(party in covered for party in for_counsel(case))


def changes(case: Case) -> tuple[diligence.Difference, ...]:
    """Return what has changed since the lists were last looked through for a case."""
    last = last_screening(case)
    return diligence.differences(seen(last), seen_now(case)) if last else ()


def told_changes(case: Case) -> tuple[Reason, ...]:
    """Say each thing that has changed since the lists were last looked through."""
    last = last_screening(case)
    titles = {watchlist.id: watchlist.title for watchlist in preset().lists}
    return diligence.told(seen(last), seen_now(case), titles=titles) if last else ()


def standing(
    case: Case, *, unagreed: int = 0, acknowledged: bool = False, compared: bool = False
) -> Standing:
    """Return what decides whether a case may move on; `unagreed`, `acknowledged` and `compared`
    depend on who asks.
    """
    ratings = [(finding.area, finding.rating) for finding in case.findings.all()]
    last = last_screening(case)
    return Standing(
        screened=case.screenings.exclude(lists=[]).exists(),
        changed=diligence.differences(seen(last), seen_now(case)) if last else (),
        unseen=last.more if last else 0,
        alerts=told_before(case).count(),
        hits=hit_facts(case),
        missing_areas=preset().missing(
            diligence.Level(case.level), covered=[area for area, _rating in ratings]
        ),
        excluded=any(rating == "excluded" for _, rating in ratings),
        stopped=case.stopped,
        debarred=case.debarred,
        listed_behind=case.listed_behind,
        legal_opinion=case.legal_opinion_id is not None,
        conditions=case.conditions.count(),
        renewed=case.round == 1 or case.findings.filter(round=case.round).exists(),
        unagreed=unagreed,
        unanswered=recalls.unanswered(case).count(),
        weak=bool(_faults(last)),
        acknowledged=acknowledged,
        declared=bool(declared.to_know(case)),
        compared=compared,
    )


def told_before(case: Case) -> QuerySet[Alert]:
    """Return the open alerts about sanctions on the partner, told before there was a case, of
    entries that no look of this case brought up: they were raised under a name that it no longer
    bears, or about somebody who no longer is on record.
    """
    without_case = Alert.objects.filter(
        OPEN, organisation__in=family(case.organisation), in_case=None, takes_two=True
    )
    brought_up = Q()
    for whom, watchlist, entry in case.hits.values_list("whom", "watchlist", "entry").distinct():
        about = Q(found__whom=whom) if whom else Q(found__whom="") | Q(found__whom__isnull=True)
        brought_up |= Q(found__list=watchlist, found__entry=entry) & about
    return without_case.exclude(brought_up) if brought_up else without_case


def topics(case: Case) -> tuple[Topic, ...]:
    """Return every area of the pack in its order, with the findings made in it; areas the pack has
    dropped come last.
    """
    by_area: dict[str, list[Finding]] = {}
    for finding in case.findings.select_related("by", "evidence").prefetch_related("more_evidence"):
        by_area.setdefault(finding.area, []).append(finding)
    missing = preset().missing(diligence.Level(case.level), covered=by_area)
    questions = tuple(
        diligence.Question(id=item.id, text=f"{item.title}: {item.about}")
        for item in pack.exclusions()
    )
    exclusions = Area(id="exclusions", title="", about="", levels=(), questions=questions)
    known = (*pack.areas(), exclusions)
    gone = tuple(
        Area(id=id, title=id, about="", levels=(), questions=())
        for id in by_area
        if id not in {area.id for area in known}
    )
    return tuple(
        Topic(area=area, findings=tuple(by_area.get(area.id, ())), needed=area.id in missing)
        for area in (*known, *gone)
    )


def last_screening(case: Case) -> Screening | None:
    return case.screenings.select_related("by").first()


def not_loaded(screening: Screening | None) -> tuple[str, ...]:
    """Return the lists that a full screening covers and that this one did not."""
    seen = {str(one["list"]) for one in screening.lists} if screening else set()
    return tuple(map(_, diligence.not_loaded(preset().lists, seen=seen)))


def evidence(case: Case) -> QuerySet[Evidence]:
    return case.evidence.select_related("added_by").prefetch_related("seals")


def opinions(case: Case) -> QuerySet[LegalOpinion]:
    """Return the legal opinions of this round that an approver agreed with or may agree with, and
    the one that a clearance of an earlier release rests on.
    """
    standing = case.legal_opinions.filter(round=case.round, state__in=("proposed", "agreed"))
    return standing.select_related("evidence", "proposed_by", "decided_by")


def level_reasons(case: Case) -> tuple[Reason, ...]:
    """Return why a case has its level: what no longer is so is told as what it was."""
    depth = preset().depth
    return diligence.level_reasons(case.level_reasons, facts=facts(case), depth=depth)


def weak_lists(case: Case) -> tuple[Reason, ...]:
    """Say which core lists were missing from the last look, or old; nothing before any look."""
    return diligence.told_faults(_faults(last_screening(case)))


def _faults(screening: Screening | None) -> Mapping[diligence.Fault, tuple[str, ...]]:
    if screening is None or not screening.lists:
        return {}
    seen = [
        ListFact(
            id=watchlist["list"],
            old=watchlist["stale"] or not watchlist["date"],
            few=bool(watchlist.get("few")),
        )
        for watchlist in screening.lists
    ]
    return diligence.faults((watchlist for watchlist in preset().lists if watchlist.core), seen)
