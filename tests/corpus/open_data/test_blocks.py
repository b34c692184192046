"""Years as blocks: any years and any span meet in a block just when a year lies in the span."""

from hypothesis import given
from hypothesis import strategies as st

from convene.corpus.search.schema import blocks, covering

YEARS = st.integers(1900, 2200)


def test_a_span_is_covered_by_the_fewest_blocks():
    assert list(covering(2005, 2024)) == ["2005+1", "2006+2", "2008+8", "2016+8", "2024+1"]


@given(st.frozensets(YEARS, max_size=12), YEARS, YEARS)
def test_years_and_a_span_share_a_block_just_when_a_year_lies_in_the_span(
    years: frozenset[int], one: int, other: int
):
    first, last = min(one, other), max(one, other)

    assert bool(blocks(years) & set(covering(first, last))) == any(
        first <= year <= last for year in years
    )
