"""The chase list of an alliance: what is late or only said to have come, the longest first, then
what is soon due; the last word about each; and the letter that would be written.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convene.apps.accounts.models import User
from convene.apps.chasing.models import Reminder
from convene.apps.ledger.models import Contribution, Instalment
from convene.apps.ledger.queries.due import outstanding, unverified
from convene.apps.workshop.models import Alliance, Part
from convene.ground.amounts import said
from convene.ground.letters import monday

SOON = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Due:
    """One promise of which something is due. `days` are those since the first day that passed;
    below zero, those to come. What `is_said` to have come waits for somebody to verify it.
    """

    contribution: Contribution
    instalments: tuple[Instalment, ...]
    days: int
    people: tuple[User, ...]
    last: Reminder | None
    this_week: bool
    """Whether it has been reminded of this week."""
    is_said: bool

    @property
    def first(self) -> Instalment:
        return self.instalments[0]

    @property
    def days_to_come(self) -> int:
        return -self.days

    @property
    def may_be_reminded(self) -> bool:
        return bool(self.people) and not self.this_week and not self.is_said


def chase(alliance: Alliance, *, today: date) -> list[Due]:
    """Return the promises of which something is late, soon due, or was due and is only said to have
    come; in as many questions whatever their number.
    """
    missing = outstanding([alliance.pk], before=today + SOON)
    said_to_be_there = unverified([alliance.pk], before=today)
    speakers = _speakers(alliance)
    rows = [
        *_due(missing, speakers, today=today),
        *_due(said_to_be_there, speakers, today=today, is_said=True),
    ]
    return sorted(rows, key=lambda item: (-item.days, str(item.contribution.pk)))


def _due(
    due: QuerySet[Instalment],
    speakers: Mapping[object, list[User]],
    *,
    today: date,
    is_said: bool = False,
) -> Iterator[Due]:
    """Return a row for each promise of which something is due."""
    reminders = Prefetch(
        "contribution__reminders", Reminder.objects.prefetch_related("sendings").order_by("at")
    )
    rows = due.select_related("contribution__partner__organisation").prefetch_related(
        "contribution__partner__organisation__names", reminders
    )
    by_promise: dict[Contribution, list[Instalment]] = defaultdict(list)
    for row in rows.order_by("due_on", "position", "pk"):
        by_promise[row.contribution].append(row)
    for promise, instalments in by_promise.items():
        written = list(promise.reminders.all())
        yield Due(
            contribution=promise,
            instalments=tuple(instalments),
            days=(today - instalments[0].due_on).days,
            people=tuple(speakers.get(promise.partner.organisation_id, ())),
            last=written[-1] if written else None,
            this_week=any(reminder.week == monday(today) for reminder in written),
            is_said=is_said,
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
