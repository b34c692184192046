"""What a digest says: what waits, what has its day soon, and how much happened where.

It is what its reader may see at that moment. Mail leaves the house: what happened is counted and
not told, and an alliance in which somebody is not to be named has no title.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convene.apps.accounts.models import User
from convene.apps.digest.models import Digest, Wish
from convene.apps.digest.words import Every
from convene.apps.inbox import queries as inbox
from convene.apps.portfolio.queries import activity
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries.naming import unnamed
from convene.ground.letters import monday

AHEAD = {Every.DAY: 7, Every.WEEK: 14}
"""Days that are looked ahead."""
BACK = {Every.DAY: 1, Every.WEEK: 7}
"""Days that are looked back where nothing was written before."""
MOST = 20
"""Days and alliances that are listed; a longer list says how many more there are."""
SALT = "digest.stop"


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A digest in the language of its reader."""

    subject: str
    body: str
    language: str


def wish_of(person: User) -> Wish | None:
    return Wish.objects.filter(person=person).first()


def period(every: str, *, today: date) -> date:
    """Return the day that names what a digest is of: the day, or the Monday of its week."""
    return monday(today) if every == Every.WEEK else today


def wording(person: User, *, every: str, site: str, today: date) -> Wording | None:
    """Return what a digest would say to somebody now, or None where there is nothing to say."""
    language = person.language or settings.LANGUAGE_CODE
    often = Every(every)
    with translation.override(language):
        parts = [
            *_waits(person, site, today=today),
            *_days(person, site, today=today, ahead=AHEAD[often]),
            *_happened(person, site, since=_since(person, today, often)),
        ]
        if not parts:
            return None
        address = site + reverse("digest:stop", args=[token(person)])
        stop = _("You asked for this digest. To stop it: %(address)s") % {"address": address}
        subject = _("What waits for you in Convene")
        body = "\n\n".join([person.name, *parts, stop])
    return Wording(subject=subject, body=f"{body}\n", language=language)


def _since(person: User, today: date, every: Every) -> date:
    """Return the day from which on things happened that no digest has told."""
    last = Digest.objects.filter(person=person).last()
    furthest = today - timedelta(days=BACK[every])
    return max(last.at.date(), furthest) if last else furthest


def _waits(person: User, site: str, *, today: date) -> list[str]:
    if all(section.is_empty for section in inbox.sections(person, today=today)):
        return []
    address = site + reverse("inbox:inbox")
    return [_("Something waits for you: %(address)s") % {"address": address}]


def _days(person: User, site: str, *, today: date, ahead: int) -> list[str]:
    until = today + timedelta(days=ahead)
    soon = [dated for dated in inbox.dates(person, today=today) if today <= dated.day <= until]
    if not soon:
        return []
    lines = [f"- {date_format(dated.day)}: {dated.what}" for dated in soon]
    address = site + reverse("inbox:calendar")
    return [
        "\n".join([_("What has its day soon: %(address)s") % {"address": address}, *_cut(lines)])
    ]


def _happened(person: User, site: str, *, since: date) -> list[str]:
    lines = activity.happened(person, activity.Since(day=since))
    others = (line for line in lines if line.event.by_id != person.pk)
    counts = Counter(line.alliance for line in others)
    if not counts:
        return []
    titles = dict(Alliance.objects.filter(pk__in=counts).values_list("pk", "title"))
    quiet = unnamed(Alliance.objects.filter(pk__in=counts).values("pk"))
    counted = [
        ngettext("%(alliance)s: %(number)d change", "%(alliance)s: %(number)d changes", number)
        % {
            "alliance": _("An alliance") if key in quiet else titles[key],
            "number": number,
        }
        for key, number in counts.most_common()
    ]
    address = site + reverse("portfolio:happened")
    heading = _("What happened since %(day)s: %(address)s") % {
        "day": date_format(since),
        "address": address,
    }
    return ["\n".join([heading, *_cut([f"- {line}" for line in counted])])]


def _cut(lines: list[str]) -> list[str]:
    more = len(lines) - MOST
    if more <= 0:
        return lines
    rest = ngettext("- and %(number)d more", "- and %(number)d more", more) % {"number": more}
    return [*lines[:MOST], rest]


def token(person: User) -> str:
    """Return what the link in a digest carries, by which its reader stops it without signing in."""
    return signing.dumps(person.pk, salt=SALT)


def by_token(given: str) -> Wish | None:
    """Return the wish of whoever a link was written to, or None where it is no link of ours."""
    try:
        key = signing.loads(given, salt=SALT)
    except signing.BadSignature:
        return None
    return Wish.objects.filter(person=key).select_related("person").first()
