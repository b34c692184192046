"""What people type of a promise: what it is, when it is due, if it may count, and what came."""

from decimal import Decimal
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convene.apps.ledger.models import ANSWERS, Contribution
from convene.apps.ledger.queries.terms import Line, Terms
from convene.apps.ledger.words import Column, State, YesNo
from convene.apps.workshop.models import Partner
from convene.core import currencies as rules
from convene.core import money
from convene.ground.fields import choose, day, so_far
from convene.ground.files import at_most
from convene.ground.templatetags.reasons import sentence
from convene.packs import codelists, guide

LARGEST = 10_000_000


class Amount(forms.CharField):
    """An amount as people type it, read exactly; what could be two amounts is asked back."""

    def __init__(self, label: Any, *, required: bool = False, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            max_length=40,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return money.typed(text)
        except money.Refused as refusal:
            raise ValidationError(sentence(refusal.reason)) from refusal


class CurrencyField(forms.CharField):
    """The code of a currency that somebody can pay in today."""

    def __init__(self, label: Any, *, required: bool = False) -> None:
        code = _("Three letters, such as KES.")
        super().__init__(label=label, required=required, max_length=3, help_text=code)

    def clean(self, value: Any) -> str:
        text = super().clean(value).upper()
        if text:
            try:
                rules.currency(text, on=timezone.localdate(), known=codelists.currencies())
            except money.Refused as refusal:
                raise ValidationError(sentence(refusal.reason)) from refusal
        return str(text)


class BookForm(forms.Form):
    base = CurrencyField(_("In which currency does this alliance count?"), required=True)


class PromiseForm(forms.Form):
    """What a partner is asked for or proposes. Its id is given by the page, so that pressing twice
    writes once.
    """

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    line = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    partner = forms.ModelChoiceField(Partner.objects.none(), label=_("Who"))
    title = forms.CharField(label=_("What"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind of contribution"), required=False)
    column = forms.ChoiceField(label=_("Counted as"), choices=Column.choices)
    state = forms.ChoiceField(
        label=_("How far is it?"),
        choices=[(state.value, state.label) for state in (State.PROPOSED, State.ASK)],
    )
    amount = Amount(_("Amount"), help_text=_("Empty for what is never priced."))
    currency = CurrencyField(_("Currency"))
    method = forms.ChoiceField(label=_("How is it valued?"), required=False)
    method_note = forms.CharField(
        label=_("What the value rests on"), required=False, max_length=3000
    )
    is_estimate = forms.BooleanField(label=_("It is an estimate"), required=False)
    rate = forms.CharField(
        label=_("Rate"),
        help_text=_("Units of the alliance's currency for one unit of this one."),
        required=False,
        max_length=40,
    )
    rate_day = day(_("Day of the rate"), required=False)
    rate_source = forms.CharField(label=_("Source of the rate"), required=False, max_length=300)
    due_on = day(_("Due on"), required=False)
    is_shared = forms.BooleanField(label=_("Other partners may see it"), required=False)

    def __init__(self, *args: Any, partners: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Partner]", self.fields["partner"]).queryset = partners
        kinds = [(kind.id, kind.title) for kind in guide().contributions]
        choose(self, "kind", [("", _("Something else")), *kinds])
        methods = codelists.valuation_methods().values()
        named = [(method.id, _(method.title)) for method in methods]
        choose(self, "method", [("", _("Not said yet")), *named])

    def clean_rate(self) -> Decimal | None:
        text = self.cleaned_data["rate"].strip()
        if not text:
            return None
        try:
            return money.exact_rate(text)
        except money.Refused as refusal:
            raise ValidationError(sentence(refusal.reason)) from refusal

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("column") == Column.UNPRICED and given.get("amount") is not None:
            raise ValidationError({"amount": _("What is never priced has no amount.")})
        if given.get("amount") is not None and not given.get("currency"):
            raise ValidationError({"currency": _("Say in which currency.")})
        if given.get("rate") and not (given.get("rate_day") and given.get("rate_source")):
            raise ValidationError({"rate_source": _("Say of which day the rate is, and whose.")})
        return given

    def terms(self) -> Terms:
        """Return what was said of the promise; what has no price has nothing of one."""
        given = self.cleaned_data
        head = {name: given[name] for name in ("title", "column", "kind", "is_shared")}
        if given["column"] == Column.UNPRICED or given["amount"] is None:
            return Terms(**head)
        priced = ("amount", "currency", "method", "method_note", "is_estimate")
        rate = ("rate", "rate_day", "rate_source") if given["rate"] else ()
        return Terms(**head, **{name: given[name] for name in (*priced, *rate)})

    def lines(self) -> list[Line]:
        """Return the one day on which all of it is due, where one was said."""
        given = self.cleaned_data
        if not given["due_on"]:
            return []
        return [Line(id=given["line"], due_on=given["due_on"], amount=given["amount"])]


class CommitForm(forms.Form):
    agreed_on = day(_("Promised on"))

    def clean_agreed_on(self) -> Any:
        return so_far(self.cleaned_data["agreed_on"])


class AnswersForm(forms.Form):
    """The seven answers to “may it count?”."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in ANSWERS:
            label = getattr(Contribution._meta.get_field(code), "verbose_name", code)
            self.fields[code] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[("", _("Nobody has said: it counts as no")), *YesNo.choices],
            )


class EndForm(forms.Form):
    state = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=[(state.value, state.label) for state in (State.CANCELLED, State.WRITTEN_OFF)],
    )
    reason = forms.CharField(label=_("Why?"), max_length=3000, widget=forms.Textarea({"rows": 2}))


class DeliveryForm(forms.Form):
    """What came. Its id is given by the page."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    on = day(_("On which day did it come?"))
    what = forms.CharField(label=_("What came"), max_length=500)
    amount = Amount(_("Amount"), help_text=_("In the currency of the promise."))

    def clean_on(self) -> Any:
        return so_far(self.cleaned_data["on"])


class EvidenceForm(forms.Form):
    """What shows that it came: a file, or what somebody saw."""

    title = forms.CharField(label=_("What it is"), max_length=200)
    file = forms.FileField(
        label=_("File"),
        required=False,
        max_length=200,
        validators=[at_most(LARGEST, refusal=_("This file is larger than 10 MB."))],
    )
    note = forms.CharField(
        label=_("What it says"),
        required=False,
        max_length=10000,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("file") and not given.get("note", "").strip():
            raise ValidationError({"note": _("Bring a file, or say what was seen.")})
        return given


class DisputeForm(forms.Form):
    reason = forms.CharField(
        label=_("What is wrong with it?"), max_length=5000, widget=forms.Textarea({"rows": 2})
    )
    answer_by = day(_("Answer by which day?"))
