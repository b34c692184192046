"""Each look at the lists that a case rests on: which lists, what they were asked, what came near,
and what was not covered.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from convene.apps.guide.templatetags.evidence import countries
from convene.apps.vetting.exports.saying import by, moment, signature
from convene.apps.vetting.models import Case, Screening
from convene.apps.vetting.models.words import list_title
from convene.apps.vetting.queries import cases
from convene.core.diligence import Behind, told_not_loaded, unread_births
from convene.core.scripts import unsure
from convene.documents import diligence as paper
from convene.documents.diligence_looks import list_faults
from convene.documents.diligence_words import UP_TO_DATE
from convene.ground.templatetags.reasons import sentence


def looks(case: Case) -> tuple[tuple[paper.Look, ...], tuple[paper.Look, ...]]:
    """Return the looks on which a decision stands, with the last one, and the others; the newest
    first.
    """
    every = list(case.screenings.select_related("by").prefetch_related("approvals__approver"))
    taken = [look(screening, number=len(every) - place) for place, screening in enumerate(every)]
    rests = [look for place, look in enumerate(taken) if look.rests or place == 0]
    return tuple(rests), tuple(look for look in taken if look not in rests)


def look(screening: Screening, *, number: int) -> paper.Look:
    names = dict.fromkeys(map(_asked, screening.questions or [[name] for name in screening.names]))
    near = screening.near
    return paper.Look(
        number=number,
        when=moment(screening.at),
        by=str(signature(screening.by, screening.at)) if screening.by else _("Convene, at night"),
        key=screening.key,
        asked=tuple(names),
        lists=tuple(_list(seen, on=localdate(screening.at)) for seen in screening.lists),
        found=screening.found,
        more=screening.more,
        near=None if near is None else tuple(map(_missed, near)),
        others=tuple(sentence(reason) for reason in cases.asked_behind(screening)),
        gaps=tuple(gaps(screening)),
        rests=tuple(
            f"{approval.get_decision_display()} ({by(approval.approver, approval.at)})"
            for approval in screening.approvals.all()
        ),
    )


def _asked(question: list[str]) -> str:
    """Return what the lists were asked: a name, with the country and the number beside it."""
    name, country, number = [*question, "", ""][:3]
    beside = ", ".join(part for part in (countries([country] if country else []), number) if part)
    return f"{name} ({beside})" if beside else name


def _list(seen: Mapping[str, Any], *, on: date) -> paper.SeenList:
    day = seen["date"]
    return paper.SeenList(
        title=list_title(seen["list"]),
        date=day,
        age=(on - date.fromisoformat(day)).days if day else None,
        entries=seen["entries"],
        state=", ".join(faults(seen)) or _(UP_TO_DATE),
        version=seen.get("version", ""),
        hashes=tuple(seen.get("hashes", "").split()),
    )


def _missed(near: Mapping[str, Any]) -> paper.NearMiss:
    title = list_title(near["list"])
    return paper.NearMiss(name=near["name"], list=title, entry=near["entry"], score=near["score"])


def faults(seen: Mapping[str, Any]) -> Iterable[str]:
    """Yield what is wrong with a list that was looked through."""
    few = bool(seen.get("few"))
    return map(_, list_faults(date=seen["date"], stale=seen["stale"], few=few))


def gaps(screening: Screening) -> Iterable[str]:
    """Yield what a look did not cover, each with the reason."""
    yield from map(sentence, told_not_loaded(cases.not_loaded(screening)))
    known = (Behind(*row) for row in screening.behind)
    yield from map(sentence, unread_births(known, on=localdate(screening.at)))
    for seen in screening.lists:
        for fault in faults(seen):
            title = list_title(seen["list"])
            yield _("%(list)s: %(fault)s.") % {"list": title, "fault": fault}
    if names := unsure(screening.names):
        yield _(
            "Names in these scripts are missed more often, for lists are mostly in Latin letters: %(names)s."
        ) % {"names": "; ".join(names)}
    asked = screening.questions
    if asked is None:
        yield _("Which countries and numbers were asked with the names was not kept at the time.")
    elif not any(country for _name, country, _number in asked):
        yield _(
            "No country of the partner was known to ask with its names, so more namesakes come up."
        )
    if asked is not None and not any(number for _name, _country, number in asked):
        yield _("No number of the partner was known to ask for, so only its names were compared.")
