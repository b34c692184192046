"""The numbered sources of one page: each record cited gets a number where it is first cited."""

from collections.abc import Iterable, Iterator

from convene.core.guide import Citation, Guide, Record, title_of
from convene.core.scorecard import Source


class Sources:
    """Hands out numbers while a page is rendered, and lists what they stand for at its end."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self._numbers: dict[str, int] = {}

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """Return the number of each record, in order and without repeats."""
        return [self._numbers.setdefault(id, len(self._numbers) + 1) for id in dict.fromkeys(ids) if self.knows(id)]

    def knows(self, id: str) -> bool:
        """Return whether there is something to cite by this id."""
        return id in self.guide.records

    def __iter__(self) -> Iterator[tuple[int, Record, str, tuple[Citation, ...]]]:
        for id, number in self._numbers.items():
            if id not in self.guide.records:
                continue
            record = self.guide.records[id]
            yield number, record, title_of(record), self.guide.citations(id)

    def __bool__(self) -> bool:
        return bool(self._numbers)


class CountrySources(Sources):
    """The sources of a country's page: the guide's records, and what others published."""

    def __init__(self, guide: Guide, published: Iterable[Source]) -> None:
        super().__init__(guide)
        self._published = {source.id: source for source in published}

    def knows(self, id: str) -> bool:
        return id in self._published or super().knows(id)

    @property
    def published(self) -> list[tuple[int, Source]]:
        """Return what others published and is cited on the page, with its numbers."""
        return [(number, self._published[id]) for id, number in self._numbers.items() if id in self._published]
