"""The chase list of an alliance: what is late, the longest first, then what is soon due; the last
word about each; and the letter that would be written.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convene.apps.accounts.models import User
from convene.apps.chasing.models import Reminder
from convene.apps.ledger.models import Contribution, Instalment
from convene.apps.ledger.queries.due import outstanding
from convene.apps.workshop.models import Alliance, Part
from convene.ground.amounts import said
from convene.ground.letters import monday

SOON = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Due:
    """One promise of which something is due. `days` are those since the first day that passed;
    below zero, those to come.
    """

    contribution: Contribution
    instalments: tuple[Instalment, ...]
    days: int
    people: tuple[User, ...]
    last: Reminder | None
    this_week: bool
    """Whether it has been reminded of this week."""

    @property
    def first(self) -> Instalment:
        return self.instalments[0]

    @property
    def days_to_come(self) -> int:
        return -self.days

    @property
    def may_be_reminded(self) -> bool:
        return bool(self.people) and not self.this_week


def chase(alliance: Alliance, *, today: date) -> list[Due]:
    """Return the promises of which something is late or soon due, in as many questions whatever
    their number.
    """
    rows = outstanding([alliance.pk], before=today + SOON)
    reminders = Prefetch(
        "contribution__reminders", Reminder.objects.prefetch_related("sendings").order_by("at")
    )
    rows = rows.select_related("contribution__partner__organisation").prefetch_related(
        "contribution__partner__organisation__names", reminders
    )
    by_promise: dict[Contribution, list[Instalment]] = defaultdict(list)
    for row in rows.order_by("due_on", "position", "pk"):
        by_promise[row.contribution].append(row)
    speakers = _speakers(alliance)
    due = [
        _due(promise, several, speakers.get(promise.partner.organisation_id, ()), today=today)
        for promise, several in by_promise.items()
    ]
    return sorted(due, key=lambda item: (-item.days, str(item.contribution.pk)))


def _due(
    promise: Contribution, instalments: Sequence[Instalment], people: Sequence[User], *, today: date
) -> Due:
    reminders = list(promise.reminders.all())
    return Due(
        contribution=promise,
        instalments=tuple(instalments),
        days=(today - instalments[0].due_on).days,
        people=tuple(people),
        last=reminders[-1] if reminders else None,
        this_week=any(reminder.week == monday(today) for reminder in reminders),
    )


def _speakers(alliance: Alliance) -> dict[object, list[User]]:
    parts = Part.objects.filter(
        alliance=alliance, kind=Part.Kind.FOCAL_POINT, until=None, person__is_active=True
    )
    speakers: dict[object, list[User]] = defaultdict(list)
    for part in parts.select_related("person"):
        speakers[part.organisation_id].append(part.person)
    return speakers


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A reminder as it would go out."""

    due: Due
    to: User
    language: str
    subject: str
    body: str


def letter(due: Due, *, address: str, language: str, title: str, by: User) -> Letter:
    """Return the reminder of what is due of a promise, in the language of whoever reads it, with
    the alliance's title and who writes; without a title it names neither. `address` is the
    partner's own page.
    """
    reader = due.people[0]
    spoken = reader.language or due.contribution.partner.language or language
    with translation.override(spoken):
        lines = "\n".join(f"- {_line(row)}" for row in due.instalments)
        subject = _("What your organisation promised")
        named = _(
            "%(name)s,\n\nthis was promised in the alliance “%(title)s”, and is not recorded as"
            " delivered:\n\n%(lines)s\n\n%(since)s If it has come, or needs another day, please"
            " say so. You see it all on your page: %(address)s\n\n%(by)s"
        )
        unnamed = _(
            "%(name)s,\n\nthis was promised, and is not recorded as delivered:\n\n%(lines)s\n\n"
            "%(since)s If it has come, or needs another day, please say so. You see it all on your"
            " page: %(address)s"
        )
        words = {"name": reader, "lines": lines, "since": _since(due), "address": address}
        body = (named if title else unnamed) % {**words, "title": title, "by": by}
    return Letter(due=due, to=reader, language=spoken, subject=subject, body=body)


def _line(row: Instalment) -> str:
    promise = row.contribution
    what = row.note or promise.title
    if row.amount is not None:
        what = f"{what}: {promise.currency} {said(row.amount)}"
    return f"{date_format(row.due_on, 'DATE_FORMAT')}: {what}"


def _since(due: Due) -> str:
    if due.days <= 0:
        return _("The first day is still to come.")
    return ngettext(
        "The first day passed %(days)d day ago.",
        "The first day passed %(days)d days ago.",
        due.days,
    ) % {"days": due.days}
