"""What people type of a promise: what it is, when it is due, and if it may count."""

from typing import Any, cast
from uuid import uuid4, uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convene.apps.ledger.forms.fields import Amount, CurrencyField, RateField
from convene.apps.ledger.models import ANSWERS, Contribution
from convene.apps.ledger.queries import rates
from convene.apps.ledger.queries import terms as queries
from convene.apps.ledger.queries.terms import Line, Terms
from convene.apps.ledger.words import Column, State, YesNo
from convene.apps.workshop.models import Alliance, Partner
from convene.core import money
from convene.core.rates import Suggestion
from convene.ground.fields import choose, day, so_far
from convene.ground.rows import RowId, Words, rows_of, with_one_more
from convene.ground.templatetags.reasons import sentence
from convene.packs import codelists, guide

MOST_DAYS = 40
"""Most days on which something of one promise is due (expert choice)."""
ALWAYS = ("title", "column", "kind", "is_shared", "is_parallel", "quantity", "unit")
PRICED = ("amount", "currency", "unit_value", "method", "method_note", "is_estimate")
RATE = ("rate", "rate_day", "rate_source")


class BookForm(forms.Form):
    base = CurrencyField(_("In which currency does this alliance count?"), required=True)


class DueRow(forms.Form):
    id = RowId()
    due_on = day(_("Due on"))
    amount = Amount(_("Amount"))
    note = forms.CharField(label=_("What"), required=False, max_length=300)


DueRows = rows_of(
    DueRow,
    kind="due",
    most=MOST_DAYS,
    words=Words(
        title=_("When it is due"),
        about=_(
            "One day, or several with what is due on each; together they are the amount. With one day only, its amount may stay empty."
        ),
        row=_("Day %(number)s"),
        add=_("Add another day"),
    ),
)


class TermsForm(forms.Form):
    """What is said of a promise, with the days on which it is due. It is not sent yet while
    somebody asks for one more day, or for a rate to be looked up.
    """

    title = forms.CharField(label=_("What"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind of contribution"), required=False)
    column = forms.ChoiceField(label=_("Counted as"), choices=Column.choices)
    amount = Amount(_("Amount"), help_text=_("Empty for what is never priced."))
    currency = CurrencyField(_("Currency"))
    quantity = Amount(_("How many"))
    unit = forms.CharField(
        label=_("Of what"), required=False, max_length=50, help_text=_("Hours, places, computers.")
    )
    unit_value = Amount(
        _("Value of one"), help_text=_("With how many, it makes the amount where that is empty.")
    )
    method = forms.ChoiceField(label=_("How is it valued?"), required=False)
    method_note = forms.CharField(
        label=_("What the value rests on"), required=False, max_length=3000
    )
    is_estimate = forms.BooleanField(label=_("It is an estimate"), required=False)
    rate = RateField(
        _("Rate"), help_text=_("Units of the alliance's currency for one unit of this one.")
    )
    rate_day = day(_("Day of the rate"), required=False)
    rate_source = forms.CharField(label=_("Source of the rate"), required=False, max_length=300)
    passed_on_from = forms.ModelChoiceField(
        Contribution.objects.none(),
        label=_("Passed on from"),
        required=False,
        empty_label=_("Nobody: it is their own"),
        help_text=_("Money counts once, where it first came from."),
    )
    is_parallel = forms.BooleanField(
        label=_("A parallel investment: it stands beside the alliance and never counts"),
        required=False,
    )
    is_shared = forms.BooleanField(label=_("Other partners may see it"), required=False)

    suggestion: Suggestion | None = None
    no_suggestion = ""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        alliance: Alliance,
        promise: Contribution | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        data = with_one_more(data, most=MOST_DAYS) if data else None
        self.alliance = alliance
        self.asks_more = data is not None and ("add" in data or "suggest" in data)
        days = []
        if promise is not None:
            written = queries.terms(promise)
            initial = {
                **vars(written),
                "passed_on_from": written.passed_on_from_id,
                **(initial or {}),
            }
            days = [vars(line) for line in queries.lines(promise)]
        super().__init__(data, initial=initial)
        self.days = DueRows(data, initial=days)
        self._offer(promise)
        if data and "suggest" in data:
            self._suggest(data)

    def _offer(self, promise: Contribution | None) -> None:
        kinds = [(kind.id, kind.title) for kind in guide().contributions]
        choose(self, "kind", [("", _("Something else")), *kinds])
        methods = codelists.valuation_methods().values()
        named = [(method.id, _(method.title)) for method in methods]
        choose(self, "method", [("", _("Not said yet")), *named])
        others = Contribution.objects.filter(alliance=self.alliance)
        source = cast("forms.ModelChoiceField[Contribution]", self.fields["passed_on_from"])
        source.queryset = others.exclude(pk=promise.pk) if promise else others

    def _suggest(self, data: QueryDict) -> None:
        """Put the rate of a day into the form, with its day and source, to be saved or changed."""
        try:
            self.suggestion = rate = self._published(data)
        except ValidationError as error:
            self.no_suggestion = error.messages[0]
        except money.Refused as refusal:
            self.no_suggestion = sentence(refusal.reason)
        else:
            filled = data.copy()
            filled["rate"], filled["rate_source"] = money.plain(rate.rate), rate.source
            filled["rate_day"] = rate.day.isoformat()
            self.data = filled

    def _published(self, data: QueryDict) -> Suggestion:
        currency, wanted = (
            self.fields[name].clean(data.get(name)) for name in ("currency", "rate_day")
        )
        if not currency:
            raise ValidationError(_("Say in which currency."))
        today = timezone.localdate()
        base = self.alliance.book.base
        return rates.suggestion(currency, base=base, day=wanted or today, today=today)

    def full_clean(self) -> None:
        """Refuse nothing that is not sent yet."""
        if self.asks_more:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    @property
    def groups(self) -> dict[str, list[forms.BoundField]]:
        """The fields as the page shows them: what it is, what it is worth, at which rate, and how
        it counts.
        """
        of_value = (*PRICED, "quantity", "unit")
        of_counting = ("passed_on_from", "is_parallel", "is_shared")
        others = {*of_value, *RATE, *of_counting}
        of_head = [field.name for field in self.visible_fields() if field.name not in others]
        names = {"head": of_head, "value": of_value, "rate": RATE, "counting": of_counting}
        return {group: [self[name] for name in known] for group, known in names.items()}

    def is_valid(self) -> bool:
        """Say whether it can be saved as it stands."""
        return all([super().is_valid(), not self.is_bound or self.days.is_valid()]) and (
            not self.asks_more
        )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("column") == Column.UNPRICED and given.get("amount") is not None:
            raise ValidationError({"amount": _("What is never priced has no amount.")})
        if given.get("amount") is None and given.get("column") == Column.IN_KIND:
            given["amount"] = self._worked_out(given)
        if given.get("amount") is not None and not given.get("currency"):
            raise ValidationError({"currency": _("Say in which currency.")})
        if given.get("rate") and not (given.get("rate_day") and given.get("rate_source")):
            raise ValidationError({"rate_source": _("Say of which day the rate is, and whose.")})
        return given

    def _worked_out(self, given: dict[str, Any]) -> Any:
        number, value = given.get("quantity"), given.get("unit_value")
        if number is None or value is None:
            return None
        try:
            return money.base_value(number, value)
        except money.Refused as refusal:
            raise ValidationError({"amount": sentence(refusal.reason)}) from refusal

    def terms(self) -> Terms:
        """Return what was said of the promise; what has no price has nothing of one."""
        given = self.cleaned_data
        source = given["passed_on_from"]
        head = {name: given[name] for name in ALWAYS}
        head["passed_on_from_id"] = source.pk if source else None
        if given["column"] == Column.UNPRICED or given["amount"] is None:
            return Terms(**head)
        names = (*PRICED, *RATE) if given["rate"] else PRICED
        return Terms(**head, **{name: given[name] for name in names})

    def lines(self) -> list[Line]:
        """Return when what of it is due. The only day is that of the whole amount; another day for
        what had one already is a new row.
        """
        kept = [
            {name: row[name] for name in ("id", "due_on", "amount", "note")}
            for row in self.days.kept()
        ]
        if len(kept) == 1 and kept[0]["amount"] is None:
            kept[0]["amount"] = self.terms().amount
        was = {row["id"]: row["due_on"] for row in self.days.initial or []}
        for row in kept:
            if was.get(row["id"], row["due_on"]) != row["due_on"]:
                row["id"] = uuid5(row["id"], row["due_on"].isoformat())
        return [Line(**row) for row in kept]


class PromiseForm(TermsForm):
    """What a partner is asked for or proposes. Its id is given by the page, so that pressing twice
    writes once.
    """

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    partner = forms.ModelChoiceField(Partner.objects.none(), label=_("Who"))
    state = forms.ChoiceField(
        label=_("How far is it?"),
        choices=[(state.value, state.label) for state in (State.PROPOSED, State.ASK)],
    )
    field_order = ("partner", "title", "kind", "column", "state")

    def __init__(self, *args: Any, partners: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Partner]", self.fields["partner"]).queryset = partners


class EditForm(TermsForm):
    """The same of what is not promised yet."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    state = PromiseForm.base_fields["state"]
    field_order = ("title", "kind", "column", "state")


class AmendForm(TermsForm):
    """A new version of what was promised, why, and who signed for the partner."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why is it amended?"), max_length=3000, widget=forms.Textarea({"rows": 2})
    )
    signatory = forms.CharField(label=_("Who signed for the partner?"), max_length=200)
    field_order = ("reason", "signatory", "title", "kind", "column")


class SeenForm(forms.Form):
    """Which version of a promise somebody had before them when they decided."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class CommitForm(SeenForm):
    agreed_on = day(_("Promised on"))

    def clean_agreed_on(self) -> Any:
        return so_far(self.cleaned_data["agreed_on"])


class AnswersForm(SeenForm):
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


class EndForm(SeenForm):
    state = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=[(state.value, state.label) for state in (State.CANCELLED, State.WRITTEN_OFF)],
    )
    reason = forms.CharField(label=_("Why?"), max_length=3000, widget=forms.Textarea({"rows": 2}))
