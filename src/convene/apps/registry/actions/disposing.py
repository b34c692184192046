"""Imports that came to nothing go once they are past their day."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from convene.apps.registry.models import Import
from convene.ground import trail
from convene.ground.changes import Person, lock_all
from convene.ground.forgetting import Told, forget
from convene.ground.keeping import Gone

OF_ORGANISATIONS = ("registry.Organisation.source", "registry.HistoricalOrganisation.source")


def dispose_of_imports(records: Collection[UUID], _by: Person, _at: datetime) -> Gone:
    """Delete imports for good, in the transaction of a disposal, of which the database asks. Whom
    a table of owners named goes with it.
    """
    counts: Counter[str] = Counter(record=len(records))
    hashes: list[tuple[str, str]] = []
    for source in lock_all(*Import.objects.filter(pk__in=records).order_by("pk")):
        went, ties = Told(), list(source.ties.all())
        for record in (*ties, source):
            trail.forget(record, went)
        forget(source, went, besides=OF_ORGANISATIONS)
        counts.update(tie=len(ties), row=went.rows, line=went.lines)
        hashes += [("record", went.hash), ("file", source.sha256)]
    return Gone(counts=dict(counts), hashes=tuple(hashes))
