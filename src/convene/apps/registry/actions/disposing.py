"""Imports that came to nothing go once they are past their day."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from convene.apps.registry.models import Import
from convene.ground import trail
from convene.ground.changes import Person, lock_all
from convene.ground.forgetting import Told, forget
from convene.ground.keeping import Gone

OF_ORGANISATIONS = (
    "registry.Organisation.source",
    "registry.HistoricalOrganisation.source",
    "registry.Tie.brought_in",
    "registry.HistoricalTie.brought_in",
)


def dispose_of_imports(records: Collection[UUID], _by: Person, _at: datetime) -> Gone:
    """Delete imports for good, in the transaction of a disposal, of which the database asks."""
    gone: list[Told] = []
    hashes: list[tuple[str, str]] = []
    for source in lock_all(*Import.objects.filter(pk__in=records).order_by("pk")):
        went = Told()
        trail.forget(source, went)
        forget(source, went, besides=OF_ORGANISATIONS)
        gone.append(went)
        hashes += [("record", went.hash), ("file", source.sha256)]
    counts = {
        "record": len(records),
        "row": sum(went.rows for went in gone),
        "line": sum(went.lines for went in gone),
    }
    return Gone(counts=counts, hashes=tuple(hashes))
