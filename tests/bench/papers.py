"""How long a concept paper takes as PDF."""

from tests.bench.documents import concept_pdf
from tests.bench.figures import Figure


def measure() -> list[Figure]:
    return [Figure("concept paper as PDF, median of five", concept_pdf(), "s", 1)]
