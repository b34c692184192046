"""The numbered sources of one page: each record cited gets a number where it is first cited."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from convene.core import open_data, scorecard
from convene.core.guide import Guide, Record, Statement, title_of


class Sources:
    """Hands out numbers while a page is rendered, and lists what they stand for at its end."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self._numbers: dict[str, int] = {}

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """Return the number of each record, in order and without repeats."""
        return [
            self._numbers.setdefault(id, len(self._numbers) + 1)
            for id in dict.fromkeys(ids)
            if self.knows(id)
        ]

    def knows(self, id: str) -> bool:
        """Return whether there is something to cite by this id."""
        return id in self.guide.records

    def __iter__(self) -> Iterator[tuple[int, Record, str, tuple[Statement, ...]]]:
        for id, number in self._numbers.items():
            record = self.guide.records[id]
            places = {cite.lines: cite for cite in self.guide.citations(id)}
            yield number, record, title_of(record), tuple(places.values())

    def __bool__(self) -> bool:
        return bool(self._numbers)


@dataclass(frozen=True)
class Published:
    """What someone else published, as a list of sources names it."""

    title: str
    publisher: str
    date: str
    licence: str
    address: str


class CountrySources(Sources):
    """The sources of a country's page: the guide's records, published figures, and files of open
    data (`open-` and its number).
    """

    def __init__(
        self,
        guide: Guide,
        figures: Iterable[scorecard.Source],
        loaded: Iterable[open_data.Source] = (),
    ) -> None:
        super().__init__(guide)
        self._published = {
            source.id: Published(
                source.title, source.publisher, str(source.edition), source.licence, source.address
            )
            for source in figures
        } | {
            f"open-{source.number}": Published(
                source.title or source.name,
                source.publisher,
                source.date,
                source.licence,
                _web(source.address),
            )
            for source in loaded
        }

    def knows(self, id: str) -> bool:
        return id in self._published or super().knows(id)

    @property
    def listed(self) -> list[tuple[int, Published | None, Record | None]]:
        """Return what is cited on the page, by number: what others published, or a record of the
        guide.
        """
        return [
            (number, self._published.get(id), self.guide.records.get(id))
            for id, number in self._numbers.items()
        ]


def _web(address: str) -> str:
    """Return an address that can be followed, or nothing: a file's place on somebody's disk is
    nobody's business.
    """
    return address if address.startswith(("https://", "http://")) else ""
