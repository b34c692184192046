"""Each hit with what both sides are: the partner as it was asked for, the entry as listed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from convene.apps.guide.templatetags.evidence import countries
from convene.apps.vetting.exports.saying import by, say
from convene.apps.vetting.models import Case, Hit, Screening
from convene.apps.vetting.models.words import LISTED_FACTS, list_title
from convene.apps.vetting.queries.behind import off_record
from convene.core.diligence import Behind
from convene.core.diligence.seen import ROLES
from convene.core.reasons import Reason, gettext_noop, recalled
from convene.documents import diligence as paper
from convene.ground.templatetags.reasons import sentence

ROLE = gettext_noop("{role} of {whom}")
"""How somebody stands behind an organisation that stands behind the partner."""


def hits(case: Case) -> tuple[paper.Hit, ...]:
    """Return every hit of a case, those of entries that changed since too, the nearest first."""
    decided = case.hits.select_related("decided_by").prefetch_related("evidence")
    every = decided.order_by("-score", "watchlist", "found_at")
    by_moment = {screening.at: screening for screening in case.screenings.all()}
    gone = off_record(case)
    return tuple(_hit(hit, by_moment.get(hit.found_at), gone=gone.get(hit.whom)) for hit in every)


def _hit(hit: Hit, look: Screening | None, *, gone: str | None) -> paper.Hit:
    cautions = (sentence(recalled(caution)) for caution in hit.details.get("cautions", ()))
    return paper.Hit(
        name=hit.name,
        whom=hit.whom,
        list=list_title(hit.watchlist),
        entry=hit.entry,
        list_date=hit.list_date,
        score=hit.score,
        why=tuple(map(sentence, hit.why)),
        decision=hit.get_state_display(),
        decided=f"({by(hit.decided_by, hit.decided_at)})" if hit.decided_by else "",
        reason=hit.reason,
        evidence=tuple(str(piece.pk) for piece in hit.evidence.all()),
        open=hit.state == "open",
        sides=tuple(_sides(hit, look)),
        cautions=(*([gone] if gone else []), *cautions),
    )


def _sides(hit: Hit, look: Screening | None) -> Iterable[tuple[str, str, str]]:
    """Yield what each side is, row by row; a list that says nothing says so."""
    ours = _behind(hit) if hit.whom else _partner(look)
    theirs, silent = _entry(hit.details), _("The list does not say")
    for what in dict.fromkeys((*ours, *theirs)):
        yield what, ours.get(what, "–"), theirs.get(what, "") or silent
    yield _("Kind of listing"), "–", hit.get_kind_display()


def _partner(look: Screening | None) -> Mapping[str, str]:
    """Return what the partner was asked for by; of an earlier release not all of it is known."""
    unknown = _("Not kept at the time")
    asked = look.questions if look and look.questions is not None else None
    names = "; ".join(dict.fromkeys(look.names)) if look else unknown
    places = sorted({country for _name, country, _no in asked or () if country})
    numbers = dict.fromkeys(number for _name, _country, number in asked or () if number)
    none = unknown if asked is None else _("None on record")
    return {
        _("Names"): names,
        _("Countries"): countries(places) or none,
        _("Numbers"): "; ".join(numbers) or none,
    }


def _behind(hit: Hit) -> Mapping[str, str]:
    """Return what somebody behind the partner was asked for by."""
    rows = [Behind(*row) for row in hit.behind]
    unknown = _("None on record") if rows else _("Not kept at the time")
    places = sorted({place for row in rows for place in (row.country, row.nationality) if place})
    return {
        _("Names"): hit.whom,
        _("How they stand behind the partner"): "; ".join(map(_role, rows)) or unknown,
        _("Countries"): countries(places) or unknown,
        _("Numbers"): "; ".join(_known(row.numbers for row in rows)) or unknown,
        _("Born"): "; ".join(_known(row.born for row in rows)) or unknown,
    }


def _known(values: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(filter(None, values))


def _role(row: Behind) -> str:
    """Say in which role, with which share, and of whom where that is not the partner."""
    role = ROLES.get(row.role, Reason(row.role))
    worded = sentence(Reason(ROLE, {"role": role, "whom": row.of}) if row.of else role)
    return f"{worded}, {row.share} %" if row.share else worded


def _entry(details: Mapping[str, Any]) -> Mapping[str, str]:
    """Return what a list said of an entry when it came up."""
    aliases = (_alias(text, quality) for text, quality in details.get("aliases", ()))
    names = [details["name"]] if details.get("name") else []
    facts = {str(LISTED_FACTS.get(what, what)): value for what, value in details.get("facts", ())}
    return {
        _("Names"): "; ".join((*names, *aliases)),
        _("Countries"): countries(details.get("countries", ())),
        _("Numbers"): "; ".join(map(" ".join, details.get("identifiers", ()))),
        _("Born"): ", ".join(details.get("born", ())),
        _("Programme"): ", ".join(details.get("programmes", ())),
        _("Reason on the list"): details.get("reason", ""),
        _("Period until"): say().written(details.get("until", "")),
        **facts,
    }


def _alias(text: str, quality: str) -> str:
    return f"{text} ({_('weak, says the list')})" if quality == "weak" else text
