"""What the lists were asked of a partner in one look, and whether it is called so still."""

from dataclasses import dataclass

from convene.apps.registry.queries import names_of, standing
from convene.apps.vetting.models import Hit, Screening


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The names that were asked, with the countries and numbers beside them; `now` is what the
    partner is called today that was not asked, `kept` whether more than names was kept.
    """

    names: tuple[str, ...]
    countries: tuple[str, ...]
    numbers: tuple[str, ...]
    now: tuple[str, ...]
    kept: bool


def of_hit(hit: Hit) -> Asked:
    """Return what was asked in the look that brought a hit; of a hit from before looks were kept,
    what the first look after it asked.
    """
    looks = hit.case.screenings.filter(at__gte=hit.found_at)
    return of_look(looks.order_by("at", "pk").first(), hit=hit)


def of_look(look: Screening | None, *, hit: Hit) -> Asked:
    today = [name.text for name in names_of(standing(hit.case.organisation))]
    questions = look.questions or [] if look else []
    names = tuple(dict.fromkeys(look.names if look else today))
    return Asked(
        names=names,
        countries=tuple(sorted({country for _name, country, _number in questions if country})),
        numbers=tuple(dict.fromkeys(number for _name, _place, number in questions if number)),
        now=tuple(name for name in dict.fromkeys(today) if name not in names),
        kept=look is not None and look.questions is not None,
    )
