"""Where the alliances are that somebody asked for, and how the risks in them are rated."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from convene.apps.risks.queries import register
from convene.apps.workshop.models import Alliance


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country, and how many alliances name it as theirs."""

    code: str
    number: int


@dataclass(frozen=True, kw_only=True)
class Pictures:
    """Alliances by country, and their risks by likelihood and impact. What stands in no place is
    counted beside: `nowhere` alliances without a country, `unrated` risks.
    """

    countries: tuple[Country, ...]
    nowhere: int
    matrix: tuple[register.Line, ...]
    unrated: int

    @property
    def rated(self) -> int:
        return sum(cell.number for line in self.matrix for cell in line.cells)


def drawn(several: QuerySet[Alliance]) -> Pictures:
    """Return the pictures of alliances in two questions, whatever their number."""
    by_country = several.order_by().values_list("country").annotate(number=Count("pk"))
    numbers = dict(by_country)
    nowhere = numbers.pop("", 0)
    most_first = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    risks = register.placed().filter(alliance__in=several.order_by().values("pk"))
    matrix, unrated = register.heat(risks)
    return Pictures(
        countries=tuple(Country(code=code, number=number) for code, number in most_first),
        nowhere=nowhere,
        matrix=matrix,
        unrated=unrated,
    )
