"""Who publishes something, under which licence, how often and where: what a source.yaml says."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Expect:
    """How many records a whole file or list holds, at least and at most."""

    min: int
    max: int


@dataclass(frozen=True, kw_only=True)
class Source:
    """A publisher, and what to expect."""

    title: str
    publisher: str
    licence: str
    cadence: str
    address: tuple[str, ...]
    expect: Expect
