"""What people say of a task: what it is, where it belongs, and whether somebody could do it."""

from collections.abc import Collection, Iterator
from typing import Any, cast
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convene.apps.workshop.forms.draft import Choice, text
from convene.apps.workshop.models import Ask, Partner, Task
from convene.apps.workshop.queries import wording
from convene.apps.workshop.queries.unbundling import Plan, pieces
from convene.apps.workshop.words import Ready, TaskState
from convene.core import unbundling
from convene.ground.fields import choose, day, so_far
from convene.ground.rows import RowId

ASKED = [choice for choice in Ready.choices if choice[0] != Ready.NOT_ASKED]


class TaskForm(forms.Form):
    """What a task is: in words that whoever would do it uses."""

    title = text(
        Task.title,
        _("Task"),
        required=True,
        help_text=_("In plain words, so that one partner could say that it does it."),
    )
    partner = forms.ModelChoiceField(
        Partner.objects.none(),
        label=_("Champion"),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("The partner that sees to it."),
    )
    champion = text(
        Task.champion,
        _("Who could champion it"),
        help_text=_("An organisation, or a kind of one, while no partner does."),
    )
    starts_on = day(_("Starts on"), required=False)
    due_on = day(_("Due on"), required=False)
    indicator = text(
        Task.indicator,
        _("Indicator"),
        help_text=_("How anybody would see that it is done."),
    )
    state = forms.ChoiceField(label=_("How far it is"), choices=TaskState.choices)
    asks = forms.MultipleChoiceField(
        label=_("What is asked for it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of what is written in the draft. One that goes with another task moves here."),
    )

    def __init__(self, *args: Any, plan: Plan, asks: Collection[Ask], pack: str, **more: Any):
        self.task: Task | None = more.pop("task", None)
        super().__init__(*args, **more)
        line = plan.of(self.task) if self.task else None
        if line and line.placed.parts:
            del self.fields["state"]
        if asks:
            choose(self, "asks", ((str(ask.pk), wording.ask(ask, pack=pack)) for ask in asks))
        else:
            del self.fields["asks"]

    def offer(self, partners: Any) -> None:
        """Offer the partners of the alliance that have not left, and the one that stands there."""
        mine = Q(pk=self.task.partner_id) if self.task else Q()
        still = Q(left_on=None) | mine if self.task and self.task.partner_id else Q(left_on=None)
        field = cast("forms.ModelChoiceField[Partner]", self.fields["partner"])
        field.queryset = partners.filter(still)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        starts, due = given.get("starts_on"), given.get("due_on")
        if starts and due and due < starts:
            self.add_error("due_on", _("This day lies before the first."))
        return given

    def written(self) -> dict[str, Any]:
        """Return what was typed, as the action takes it."""
        apart = ("asks", "id", "under")
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}

    def chosen(self) -> set[UUID] | None:
        """Return the asks that go with it; None where there is none to choose."""
        given = self.cleaned_data.get("asks")
        return None if given is None else {UUID(key) for key in given}


class NewTaskForm(TaskForm):
    """A task that is not there yet; its `id` makes pressing twice harmless."""

    id = RowId()
    under = forms.ChoiceField(label=_("Part of"), required=False)
    field_order = ("title", "under")

    def __init__(self, *args: Any, plan: Plan, **more: Any):
        super().__init__(*args, plan=plan, **more)
        choose(self, "under", places(plan))


class MoveForm(forms.Form):
    """What a task is to be a part of."""

    under = forms.ChoiceField(label=_("Part of"), required=False)

    def __init__(self, *args: Any, plan: Plan, task: Task, **more: Any):
        super().__init__(*args, **more)
        choose(self, "under", places(plan, task=task))


def places(plan: Plan, *, task: Task | None = None) -> Iterator[Choice]:
    """Yield where a task may go: to the top, or under each that it may be a part of."""
    yield "", str(_("Nothing: at the top"))
    tree = pieces(line.task for line in plan.lines)
    for line in plan.lines:
        key, placed = line.task.pk, line.placed
        deepest = placed.level >= unbundling.MOST_LEVELS
        if deepest if task is None else unbundling.refusal(task.pk, under=key, pieces=tree):
            continue
        yield str(key), f"{placed.number} {line.task.title}"


class ReadyForm(forms.Form):
    """Whether a company person could say what they would do, as somebody answered it."""

    ready = forms.ChoiceField(label=_("Answer"), choices=ASKED, widget=forms.RadioSelect)
    said_by = text(
        Task.ready_said_by,
        _("Who answered"),
        required=True,
        help_text=_("Their name, or their office at the company."),
    )
    on = day(_("On which day"))

    def clean_on(self) -> Any:
        return so_far(self.cleaned_data["on"])

    def reply(self) -> dict[str, Any]:
        """Return what was answered, as the action takes it."""
        given = self.cleaned_data
        return {"reply": Ready(given["ready"]), "said_by": given["said_by"], "on": given["on"]}
