"""What passes between those who read a file and those who ask for its records."""

from collections.abc import Callable
from typing import NamedTuple

from convene.core.records import SetAside

Aside = Callable[[SetAside], None]
"""Told of each record that could not be read."""


class Part(NamedTuple):
    """Some whole records of one file: bytes from `start` up to `end`, and what stood before them
    that they need to be read.
    """

    start: int
    end: int
    record: int
    """Line on which it starts, counted from 1."""
    context: str = ""
