"""Where an alliance stands: its facts put together, and judged by its path."""

from datetime import date

from django.db.models import Count, F, Q, QuerySet

from convene.apps.workshop.models import Alliance, Move, Override, Partner
from convene.apps.workshop.queries import facts
from convene.core import lifecycle
from convene.core.lifecycle import Because, Case, Halt, Stage, Standing, What
from convene.packs.alliances import path


def case(alliance: Alliance, *, today: date) -> Case:
    """Return everything that is known of an alliance today."""
    of_partners = facts.of_partners(alliance, today=today)
    return Case(
        state=Stage(alliance.state),
        on=today,
        halted=_halted(alliance),
        partners=tuple(
            lifecycle.Partner(id=str(key), **known) for key, known in of_partners.items()
        ),
        overrides=tuple(map(override, overrides(alliance))),
        **facts.facts(alliance, today=today),
    )


def standing(alliance: Alliance, *, today: date) -> Standing:
    return lifecycle.standing(case(alliance, today=today), path=path())


def overrides(alliance: Alliance) -> list[Override]:
    """Return every override that was asked for, with who agreed."""
    asked = alliance.overrides.select_related("asked_by", "partner__organisation")
    return list(asked.prefetch_related("agreements__by", "partner__organisation__names"))


def in_force(*, today: date) -> QuerySet[Override]:
    """Return the overrides of every alliance that are not over and that enough others agreed to."""
    others = Count("agreements", filter=~Q(agreements__by=F("asked_by")))
    running = Override.objects.filter(last_day__gte=today)
    return running.annotate(agree=others).filter(agree__gte=lifecycle.AGREE)


def override(row: Override) -> lifecycle.Override:
    """Return an override as plain data; people stand by their keys."""
    return lifecycle.Override(
        code=row.code,
        about=str(row.partner_id) if row.partner_id else "alliance",
        asked_by=f"person {row.asked_by_id}",
        agreed_by=tuple(f"person {agreed.by_id}" for agreed in row.agreements.all()),
        reason=row.reason,
        last_day=row.last_day,
    )


def last_move(alliance: Alliance) -> Move | None:
    return alliance.moves.select_related("by").last()


def _halted(alliance: Alliance) -> Halt | None:
    """Return how it left the path, if it is off it: from the last state on it."""
    if not path().is_off(Stage(alliance.state)):
        return None
    steps = list(alliance.moves.all())
    before = next(step.was for step in reversed(steps) if not path().is_off(Stage(step.was)))
    last = steps[-1]
    return Halt(was=Stage(before), on=last.on, reason=last.reason, owed=last.owed)


def stops(partner: Partner, what: What, *, today: date) -> tuple[Because, ...]:
    """Return why a partner may not do something now, or nothing may be done with it; nothing where
    it may. A stop of the whole alliance counts too.
    """
    stopped = standing(partner.alliance, today=today).stopped
    concerned = {"", str(partner.pk)}
    return tuple(
        stop.because for stop in stopped if stop.partner in concerned and what in stop.what
    )
