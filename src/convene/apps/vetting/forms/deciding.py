"""What is decided of hits and cases, each with its reason."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from convene.apps.evidence.models import Evidence
from convene.apps.registry.queries.signing import signed
from convene.apps.vetting.forms.fields import CaseForm, Citing, Seen, typed
from convene.apps.vetting.models import Hit
from convene.apps.vetting.models.words import (
    DECISIONS,
    HIT_STATES,
    HIT_STATES_BEHIND,
    REOPENINGS,
    list_title,
)
from convene.apps.vetting.queries import cases, declared, letters
from convene.core import diligence
from convene.core.diligence import MOST_MONTHS, Level, State
from convene.core.reasons import Reason
from convene.ground.fields import choose, day
from convene.ground.templatetags.reasons import sentence
from convene.packs.diligence import preset

DECLARATION_DAYS = 14
"""Days that a partner is given for its declaration where nobody says otherwise (expert choice)."""
REPLY_DAYS = 21
"""Days that a partner is given to reply where nobody says otherwise (expert choice)."""


class AssessForm(Seen):
    assessment = typed(
        _("Assessment"),
        longest=10000,
        rows=8,
        help_text=_("What the findings come to, and what you recommend."),
    )


class ReasonForm(CaseForm):
    reason = typed(_("Reason"), longest=5000, rows=4)


class DecideForm(Seen):
    decision = forms.ChoiceField(label=_("Decision"), choices=DECISIONS, widget=forms.RadioSelect())
    reason = typed(_("Reason"), longest=5000, rows=4)
    months = forms.IntegerField(
        label=_("Months it holds"), required=False, min_value=1, max_value=MOST_MONTHS
    )
    agreed = forms.ModelMultipleChoiceField(
        Hit.objects.none(),
        label=_("Strong hits on sanctions lists that were set aside, or may be the partner"),
        help_text=_(
            "To clear the partner, tick each that you have looked at and of which you agree with what was decided."
        ),
        widget=forms.CheckboxSelectMultiple(),
        required=False,
    )
    acknowledged = forms.BooleanField(
        label=_("I know what was wrong with the lists, and clear the partner all the same"),
        required=False,
    )
    compared = forms.BooleanField(
        label=_("I know this of what the partner declared, and clear it all the same"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if weak := cases.weak_lists(self.case):
            self.fields["acknowledged"].help_text = _to_know(weak)
        else:
            del self.fields["acknowledged"]
        if to_know := declared.to_know(self.case):
            self.fields["compared"].help_text = _to_know(to_know)
        else:
            del self.fields["compared"]
        longest = diligence.months(Level(self.case.level), validity=preset().validity)
        self.fields["months"].help_text = _(
            "Empty for %(months)s months, the longest at this level."
        ) % {"months": longest}
        if aside := cases.set_aside(self.case):
            field = cast("forms.ModelMultipleChoiceField[Hit]", self.fields["agreed"])
            field.queryset = Hit.objects.filter(pk__in=[hit.pk for hit in aside])
            setattr(field, "label_from_instance", _why_aside)  # noqa: B010  # typed as a method
        else:
            del self.fields["agreed"]

    def wanted(self) -> dict[str, Any]:
        return {**self.cleaned_data, "decision": State(self.cleaned_data["decision"])}


def _to_know(reasons: Iterable[Reason]) -> SafeString:
    """Return what whoever decides has to know, each on a line of its own. A partner may have
    written parts of it.
    """
    lines = ((sentence(reason),) for reason in reasons)
    return format_html_join("", '<p class="inline-caution">{}</p>', lines)


class HitForm(Citing):
    """What an entry is to the partner. To call it a true match takes a second tick: nobody can take
    it back alone.
    """

    state = forms.ChoiceField(
        label=_("This entry"), choices=list(HIT_STATES.items())[1:], widget=forms.RadioSelect()
    )
    reason = typed(
        _("Reason"),
        longest=5000,
        rows=4,
        help_text=_(
            "What tells them apart, or makes them the same: country, date, number, person. For a strong hit name at least one of them, or tick evidence below."
        ),
    )
    evidence = forms.ModelMultipleChoiceField(
        Evidence.objects.none(),
        label=_("What shows it"),
        help_text=_("Evidence of this case, where some says so."),
        widget=forms.CheckboxSelectMultiple(),
        required=False,
    )
    sure = forms.BooleanField(
        label=_("I am sure that this is the partner"),
        required=False,
        help_text=_(
            "A true match on a sanctions list stops the case. Only two approvers together can take a mistake back."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.case.exhibits.exists():
            del self.fields["evidence"]
        if self.about.whom:
            choose(self, "state", list(HIT_STATES_BEHIND.items())[1:])
            self.fields["sure"].label = _("I am sure that this is who stands behind the partner")
            self.fields["sure"].help_text = _(
                "It is no match of the partner. The case then waits for a legal opinion, and only two approvers together can take a mistake back."
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") == "true_match" and not data.get("sure"):
            self.add_error(
                "sure", _("Please tick this too: a true match cannot be taken back by one person.")
            )
        return data

    def wanted(self) -> dict[str, Any]:
        asked = ("state", "reason", "evidence")
        return {name: value for name, value in self.cleaned_data.items() if name in asked}


def _worded(hit: Hit) -> str:
    name = f"{hit.name} / {hit.whom}" if hit.whom else hit.name
    return f"{name} · {list_title(hit.watchlist)} · {hit.score:.2f}"


def _why_aside(hit: Hit) -> str:
    assert hit.decided_at is not None  # it was set aside
    who = signed(hit.decided_by, hit.decided_at, known={})
    return f"{_worded(hit)} · {hit.get_state_display()} · {who}: {hit.reason}"


class BulkForm(CaseForm):
    hits = forms.ModelMultipleChoiceField(
        Hit.objects.none(), label=_("Plainly someone else"), widget=forms.CheckboxSelectMultiple()
    )
    reason = typed(_("Reason for all of them"), longest=5000, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.easy = cases.easy_hits(self.case)
        field = cast("forms.ModelMultipleChoiceField[Hit]", self.fields["hits"])
        field.queryset = Hit.objects.filter(pk__in=[hit.pk for hit in self.easy])
        setattr(field, "label_from_instance", _worded)  # noqa: B010  # typed as a method


class ReopenForm(CaseForm):
    why = forms.ChoiceField(label=_("Why"))
    text = typed(_("What happened"), longest=2000, rows=3)
    scope = typed(_("What you plan with them now"), longest=5000, rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "why", [(code, REOPENINGS[code]) for code in self._codes()])

    def _codes(self) -> tuple[diligence.Reopening, ...]:
        return cases.reopenings(self.case, today=timezone.localdate())

    def start(self) -> dict[str, Any]:
        """What the case is in doubt for comes first, and then what fits where it stands."""
        return {"scope": self.case.scope, "why": self.case.doubt or self._codes()[0]}


class LegalForm(Citing):
    counsel = typed(
        _("Counsel"),
        longest=300,
        help_text=_("Who gives the opinion, and for which firm or office."),
    )
    text = typed(_("What the opinion says"), longest=5000, rows=4)
    evidence = forms.ModelChoiceField(
        Evidence.objects.none(),
        label=_("The opinion itself"),
        help_text=_("A file. Add it as evidence first."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Evidence]", self.fields["evidence"])
        field.queryset = self.case.evidence.filter(kind="file")


class LetterForm(CaseForm):
    addressee = typed(_("To whom"), longest=200, help_text=_("The person, or the body."))
    to = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_(
            "Empty to print it and bring it yourself. The file then says that no mail went out."
        ),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    note = typed(
        _("In your own words"),
        longest=5000,
        rows=5,
        required=False,
        help_text=_("What the partner should know of the reasons. Name no sources and no people."),
    )
    reply_until = day(_("They may reply until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if letters.answer_by(self.case, today=timezone.localdate()):
            self.fields["reply_until"].disabled = True
            self.fields["reply_until"].help_text = _(
                "The first day by which what it asks is to be answered. Where it is too soon, give the partner another day first."
            )

    def start(self) -> dict[str, Any]:
        today = timezone.localdate()
        until = letters.answer_by(self.case, today=today)
        return {
            "language": get_language(),
            "reply_until": until or today + timedelta(days=REPLY_DAYS),
        }

    def clean_reply_until(self) -> date:
        until: date = self.cleaned_data["reply_until"]
        if until <= timezone.localdate():
            raise forms.ValidationError(_("Give them at least until tomorrow."))
        return until


class DeclarationForm(CaseForm):
    """Whom to ask for the partner's own declaration."""

    addressee = typed(
        _("To whom"), longest=200, help_text=_("The person who is to fill it in and sign.")
    )
    address = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    due_on = day(_("By when"))
    mail = forms.BooleanField(
        label=_("Send the link by mail"),
        required=False,
        help_text=_("Either way the link is shown to you once, to send it yourself."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.CAN_SEND_MAIL:
            del self.fields["mail"]

    def start(self) -> dict[str, Any]:
        return {
            "language": get_language(),
            "due_on": timezone.localdate() + timedelta(days=DECLARATION_DAYS),
        }

    def clean_due_on(self) -> date:
        due: date = self.cleaned_data["due_on"]
        last = timezone.localdate() + timedelta(days=settings.DECLARATION_DAYS)
        if not timezone.localdate() < due <= last:
            raise forms.ValidationError(
                _(
                    "Give them at least until tomorrow, and at most until %(day)s: then the link ends."
                )
                % {"day": date_format(last, "DATE_FORMAT")}
            )
        return due

    def wanted(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "mail"}


class PlanForm(CaseForm):
    text = typed(_("What is planned now"), longest=5000, rows=4)

    def start(self) -> dict[str, Any]:
        return {"text": self.case.scope}


class StandForm(Seen):
    reason = typed(_("Why the clearance stands"), longest=5000, rows=4)


class RecallForm(CaseForm):
    answer = typed(
        _("What it means for this case"),
        longest=5000,
        rows=5,
        help_text=_(
            "Whether it is the same organisation or the same owner, and what has changed since."
        ),
    )


class RetractForm(Citing):
    reason = typed(_("Why it was a mistake"), longest=5000, rows=4)
    evidence = forms.ModelChoiceField(
        Evidence.objects.none(), label=_("What shows it"), help_text=_("Add it as evidence first.")
    )
