"""How far a long piece of work is, for whoever shows it."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told what is being done, how far it is, and of how many (0: not known)."""


def quiet(_what: str, _done: int, _of: int) -> None:
    """Show nothing."""
