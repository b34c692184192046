"""Finding organisations by a number of a register."""

from collections.abc import Iterator

import tantivy

from convene.core import identifiers
from convene.core.open_data import OrganisationRow
from convene.corpus.open_data.opened import OpenData, kept
from convene.corpus.search import schema, shown
from convene.packs import codelists

LONGEST = 200
"""Characters of what is typed that are looked at."""
MOST = 200
"""Organisations that may carry one number; some stand for a hundred."""


def numbered(text: str, data: OpenData) -> Iterator[tuple[OrganisationRow, tuple[str, ...]]]:
    """Yield the organisations that have a number, written in any way, with its register or
    without.
    """
    if not any(sign.isdigit() for sign in text):
        return
    number = identifiers.normal(text[:LONGEST], schemes=codelists.org_id_schemes())
    if asked := identifiers.key(number):
        any_of = tantivy.Query.term_query(schema.organisations(), "number", asked)
        for _, address in data.organisations.search(
            any_of, limit=MOST, count=False, weight_by_field="weight"
        ).hits:
            yield shown.organisation(kept(data.organisations, address))
