"""A measured figure beside the limit it is held to, and the folder it is measured in."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def own_data() -> Iterator[None]:
    """Give what is measured a data folder of its own."""
    before = os.environ.get("CONVENE_DATA")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CONVENE_DATA"] = folder
        try:
            yield
        finally:
            os.environ.pop("CONVENE_DATA")
            if before is not None:
                os.environ["CONVENE_DATA"] = before
