"""The guide as a publication, and its sections."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class About:
    """The guide as a publication; `today` says what has become of it since, `drawn_up_by` who wrote
    the records.
    """

    id: str
    title: str
    sector: str
    publisher: str
    published: str
    version: int
    language: str = "en"
    prepared_by: str = ""
    author: str = ""
    terms: str = ""
    rights: str = ""
    today: str = ""
    drawn_up_by: str = ""
    text_sha256: str = ""
    """The hash of the guide's plain text whose lines the records count."""
    publisher_identifier: str = ""
    """The number that its publisher goes by in open data, so that records of the guide and of
    others meet.
    """


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the guide; `page` is the printed page where it starts, if known."""

    id: str
    title: str
    lines: tuple[int, int]
    page: int | None = None


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Lines of the guide that no record cites, such as `5-16, 86`, and why."""

    lines: str
    why: str

    @property
    def numbers(self) -> Iterator[int]:
        """Yield each line. Raises ValueError for what is no list of lines."""
        for span in self.lines.split(","):
            first, _, last = span.partition("-")
            yield from range(int(first), int(last or first) + 1)


@dataclass(frozen=True, kw_only=True)
class Check:
    """Who besides its author held a record against the guide, and when. It counts only while the
    record's `seal` is the same.
    """

    record: str
    by: str
    on: str
    seal: str
