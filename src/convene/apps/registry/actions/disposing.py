"""Imports that came to nothing go once they are past their day."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from convene.apps.registry.models import Import
from convene.ground import trail
from convene.ground.changes import Person, lock_all
from convene.ground.forgetting import forget
from convene.ground.keeping import Gone

OF_ORGANISATIONS = ("registry.Organisation.source", "registry.HistoricalOrganisation.source")


def dispose_of_imports(records: Collection[UUID], _by: Person, _at: datetime) -> Gone:
    """Delete imports for good, in the transaction of a disposal, of which the database asks."""
    rows, lines = 0, 0
    hashes: list[tuple[str, str]] = []
    for source in lock_all(*Import.objects.filter(pk__in=records).order_by("pk")):
        lines += trail.forget(source)
        gone, hash = forget(source, besides=OF_ORGANISATIONS)
        rows += gone
        hashes += [("record", hash), ("file", source.sha256)]
    counts = {"record": len(records), "row": rows, "line": lines}
    return Gone(counts=counts, hashes=tuple(hashes))
