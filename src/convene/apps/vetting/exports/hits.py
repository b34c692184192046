"""Each hit with what both sides are: the partner as it was asked for, the entry as listed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from convene.apps.guide.templatetags.evidence import countries
from convene.apps.vetting.exports.saying import by, say
from convene.apps.vetting.models import Case, Hit, Screening
from convene.apps.vetting.models.words import LISTED_FACTS, list_title
from convene.core.reasons import recalled
from convene.documents import diligence as paper
from convene.ground.templatetags.reasons import sentence


def hits(case: Case) -> tuple[paper.Hit, ...]:
    """Return every hit of a case, those of entries that changed since too, the nearest first."""
    every = case.hits.select_related("decided_by").order_by("-score", "watchlist", "found_at")
    by_moment = {screening.at: screening for screening in case.screenings.all()}
    return tuple(_hit(hit, by_moment.get(hit.found_at)) for hit in every)


def _hit(hit: Hit, look: Screening | None) -> paper.Hit:
    return paper.Hit(
        name=hit.name,
        list=list_title(hit.watchlist),
        entry=hit.entry,
        list_date=hit.list_date,
        score=hit.score,
        why=tuple(map(sentence, hit.why)),
        decision=hit.get_state_display(),
        decided=f"({by(hit.decided_by, hit.decided_at)})" if hit.decided_by else "",
        reason=hit.reason,
        open=hit.state == "open",
        sides=tuple(_sides(hit, look)),
        cautions=tuple(sentence(recalled(caution)) for caution in hit.details.get("cautions", ())),
    )


def _sides(hit: Hit, look: Screening | None) -> Iterable[tuple[str, str, str]]:
    """Yield what each side is, row by row; a list that says nothing says so."""
    ours, theirs, silent = _partner(look), _entry(hit.details), _("The list does not say")
    if hit.whom:
        yield _("Asked for, behind the partner"), hit.whom, "–"
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
