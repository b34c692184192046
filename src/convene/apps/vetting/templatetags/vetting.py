"""Words for the codes of cases."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convene.apps.evidence.queries import told_harm
from convene.apps.inbox.models import Occasion
from convene.apps.vetting.models import AlertKind, Case, Finding
from convene.apps.vetting.models.words import LISTED_FACTS, list_title
from convene.apps.vetting.queries import brought_up, pack, people
from convene.core.diligence.seen import ROLES
from convene.core.diligence.states import State
from convene.core.reasons import Reason
from convene.ground.templatetags.reasons import sentence

register = template.Library()
SHAPES = {
    State.CLEARED: "kept",
    State.CONDITIONS: "partly",
    State.DECLINED: "stopped",
    State.EXPIRED: "late",
}
register.filter("rests_on", people.rests_on)
register.filter("list_title", list_title)
register.filter("harm", told_harm)
register.filter("outcome", brought_up.outcome)


@register.filter
def shape(case: Case) -> str:
    """Return with which shape the state of a case is shown: never as kept where it is in doubt."""
    if case.stopped:
        return "stopped"
    return "late" if case.doubt else SHAPES.get(State(case.state), "open")


@register.filter
def list_day(day: str) -> str:
    """Return of which day a list is, as far as anybody knows."""
    return day or _("date unknown")


@register.filter
def fact(code: str) -> str:
    """Return what a fact of an entry is called; its code when nobody knows it here."""
    return str(LISTED_FACTS.get(code, code))


@register.filter
def likeness(band: str) -> str:
    return {
        "strong": _("Strong likeness"),
        "possible": _("Some likeness"),
        "weak": _("Weak likeness"),
    }.get(band, band)


@register.filter
def tie_role(code: str) -> str:
    """Return how somebody stands behind the partner; its code when nobody knows it here."""
    return sentence(ROLES.get(code, Reason(code)))


@register.filter
def alert_kind(code: str) -> str:
    return str(AlertKind(code).label)


@register.filter
def brought_by(occasion: Occasion) -> str:
    """Say what brought alerts up together."""
    facts = occasion.facts
    match occasion.cause:
        case "list":
            words = {"list": list_title(facts["list"]), "day": list_day(facts["date"])}
            return _("%(list)s, list of %(day)s") % words
        case "import":
            return _("Import of %(file)s") % {"file": facts["file"]}
        case "record":
            return _("What the registry says was changed, %(day)s") % {"day": _day(occasion.of)}
        case "time":
            return _("What ended or was due, %(day)s") % {"day": _day(occasion.of)}
    return _("Told before Convene kept what brought it up")


def _day(day: str) -> str:
    return date_format(date.fromisoformat(day), "DATE_FORMAT")


@register.filter
def about(finding: Finding) -> str:
    """Return what a finding is about, where that is one of the exclusions."""
    return (
        pack.title(finding.area, finding.question)
        if finding.area == "exclusions" and finding.question
        else ""
    )
