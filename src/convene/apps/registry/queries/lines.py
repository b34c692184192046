"""One row of a table, as an import would bring it."""

from dataclasses import dataclass
from uuid import UUID

from convene.apps.registry.queries.duplicates import Likeness
from convene.apps.registry.queries.rows import Fault
from convene.core.organisations import Content


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of a table: what it says or why it can't be read, and which records or earlier rows
    may be the same.

    `id` is the one that its organisation will have, `under` the row of the same table that it
    belongs to.
    """

    number: int
    id: UUID
    name: str
    content: Content | None
    problems: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    """What is wrong with its cells, also with those that were only set aside."""
    same_as: tuple[Likeness, ...] = ()
    same_row: int | None = None
    under: int | None = None
    waits: bool = False
    """Whether it comes only with the row it belongs to, of which somebody has to say first that it
    is new.
    """

    @property
    def is_new(self) -> bool:
        return self.content is not None and not self.is_doubtful

    @property
    def is_doubtful(self) -> bool:
        return self.content is not None and (self.is_like_another or self.waits)

    @property
    def is_like_another(self) -> bool:
        return bool(self.same_as or self.same_row)
