"""The numbered sources of one page: each record cited gets a number where it is first cited."""

from collections.abc import Iterable, Iterator

from convene.core.guide import Citation, Guide, Record, title_of


class Sources:
    """Hands out numbers while a page is rendered, and lists what they stand for at its end."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self._numbers: dict[str, int] = {}

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """Return the number of each record, in order and without repeats."""
        return [self._numbers.setdefault(id, len(self._numbers) + 1) for id in dict.fromkeys(ids) if id in self.guide.records]

    def __iter__(self) -> Iterator[tuple[int, Record, str, tuple[Citation, ...]]]:
        for id, number in self._numbers.items():
            record = self.guide.records[id]
            yield number, record, title_of(record), self.guide.citations(id)

    def __bool__(self) -> bool:
        return bool(self._numbers)
