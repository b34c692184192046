"""A measured figure beside the limit it is held to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`value` may be at most `limit`, both in `unit`."""

    what: str
    value: float
    unit: str
    limit: float

    @property
    def ratio(self) -> float:
        return self.value / self.limit if self.limit else self.value

    @property
    def met(self) -> bool:
        return self.value <= self.limit


def percentile(values: list[float], share: float) -> float:
    """Return the value below which that share of the values lies (nearest rank)."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]
