"""How long a concept paper takes as PDF (the promise: at most 1 second)."""

from statistics import median
from time import perf_counter

from convene.documents.formats import make
from tests.documents.samples import concept

RUNS = 5


def concept_pdf() -> float:
    """Return the seconds it takes to write and set the Paraguay concept paper as PDF: the median of
    five runs.
    """
    return median(_timed() for _ in range(RUNS))


def _timed() -> float:
    start = perf_counter()
    make(concept(), format="pdf")
    return perf_counter() - start


if __name__ == "__main__":
    print(f"concept paper PDF: {concept_pdf():.3f} s")
