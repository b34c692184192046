"""Who a case is about, and what is known that sets how deep to look."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from convene.apps.guide.templatetags.evidence import countries
from convene.apps.registry.models import Organisation, OrganisationName
from convene.apps.registry.queries import family, standing
from convene.apps.registry.templatetags.registry import said
from convene.apps.vetting.exports.saying import day_of, say, signature, so
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import pack
from convene.apps.vetting.queries.known import known, of_a_state
from convene.documents.diligence_facts import Pairs
from convene.ground.templatetags.reasons import sentence


def names(case: Case) -> Pairs:
    """Return every name on record, those of merged records too, with what is known of it."""
    every = OrganisationName.objects.filter(organisation__in=family(standing(case.organisation)))
    return tuple((name.text, _of_name(name)) for name in every.order_by("-kind", "pk"))


def _of_name(name: OrganisationName) -> str:
    since = _("from %(day)s") % {"day": day_of(name.valid_from)} if name.valid_from else ""
    until = _("until %(day)s") % {"day": day_of(name.valid_until)} if name.valid_until else ""
    language, script = say().spoken(name.language), say().script(name.script)
    parts = (name.get_kind_display(), language, script, since, until)
    return ", ".join(part for part in parts if part)


def who(case: Case) -> Pairs:
    """Return what the record says of the partner; what nobody knows is said to be not known."""
    partner = standing(case.organisation)
    kin = Organisation.objects.filter(pk__in=family(partner))
    places = sorted({record.country for record in kin} - {""})
    numbers = [str(number) for record in kin for number in record.identifiers.all()]
    return (
        (_("Kind"), said(partner.kind, "kind") or _("Not known")),
        (_("Country"), countries(places) or _("Not known")),
        (_("Numbers"), "; ".join(numbers) or _("None on record")),
        (_("Sector"), said(partner.sector, "sector") or _("Not known")),
        (_("Belongs to"), str(partner.parent or _("Not known"))),
        (_("State in the registry"), partner.get_state_display()),
        (_("At risk"), partner.get_at_risk_display()),
        (_("Record"), str(partner.pk)),
        *_merged(kin, partner),
    )


def _merged(kin: Iterable[Organisation], partner: Organisation) -> Pairs:
    others = [str(record.pk) for record in kin if record.pk != partner.pk]
    return ((_("Merged records"), "; ".join(others)),) if others else ()


def planned(case: Case) -> Pairs:
    is_known = case.value is not None
    value = f"{case.value:f} {case.currency}".strip() if is_known else _("Not known")
    places = countries(case.countries) or _("Not known")
    return ((_("Value"), value), (_("Where the work takes place"), places))


def facts(case: Case) -> Pairs:
    """Return the facts that set the level, as they are known today, with what is to be asked."""
    answers, asked = known(case), {"state_owned": map(sentence, of_a_state(case))}
    return tuple(
        (
            trigger.title,
            "\n".join((so(answers.get(trigger.id, "unknown")), *asked.get(trigger.id, ()))),
        )
        for trigger in pack.triggers()
    )


def sponsor(case: Case) -> str:
    """Return who sponsors the work, called as they were when they were named."""
    if case.sponsor is None:
        return ""
    named = case.history.filter(sponsor=case.sponsor).order_by("history_date").first()
    return signature(case.sponsor, named.history_date if named else case.opened_at).name
