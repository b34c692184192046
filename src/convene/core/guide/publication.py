"""The guide as a publication, and its sections."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class About:
    """The guide as a publication; `today` says what has become of it since."""

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
