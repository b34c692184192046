"""What is asked of open data, and what comes back: every figure with its sources, and
what it does not cover.

`sources` are numbers of the snapshot's sources; `Coverage.sources` says what each is. Counts of
activities count each activity once. Sums are never added across kinds of money, currencies or
publishers: two kinds, or two publishers, may tell of the same money. Nothing found never means that
nothing happened; `Coverage` goes with every answer and is shown with it.
"""

from convene.core.open_data.asked import (
    DEEPEST,
    FACETS,
    MOST,
    PAGE,
    Coverage,
    Gap,
    Of,
    Query,
    QueryError,
    Source,
)
from convene.core.open_data.bands import DIGITS, band, bounds
from convene.core.open_data.json import as_json
from convene.core.open_data.lists import (
    ActivityRow,
    Amount,
    Count,
    Facet,
    Found,
    OrganisationRow,
    Part,
    Suggestion,
)
from convene.core.open_data.pages import (
    Active,
    ActiveIn,
    ActivityPage,
    Between,
    Bond,
    End,
    Flow,
    IdentifierUsed,
    Joined,
    Mapped,
    NameUsed,
    Neighbour,
    OrganisationPage,
    Partner,
    Path,
    Related,
    Step,
    Sum,
    Year,
    YearSum,
    busiest,
)

__all__ = [
    "DEEPEST",
    "DIGITS",
    "FACETS",
    "MOST",
    "PAGE",
    "Active",
    "ActiveIn",
    "ActivityPage",
    "ActivityRow",
    "Amount",
    "Between",
    "Bond",
    "Count",
    "Coverage",
    "End",
    "Facet",
    "Flow",
    "Found",
    "Gap",
    "IdentifierUsed",
    "Joined",
    "Mapped",
    "NameUsed",
    "Neighbour",
    "Of",
    "OrganisationPage",
    "OrganisationRow",
    "Part",
    "Partner",
    "Path",
    "Query",
    "QueryError",
    "Related",
    "Source",
    "Step",
    "Suggestion",
    "Sum",
    "Year",
    "YearSum",
    "as_json",
    "band",
    "bounds",
    "busiest",
]
