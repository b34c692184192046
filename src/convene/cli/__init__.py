"""`convene …`: what the pages do, for people who live in a terminal. One module for each family of
commands.
"""

from convene.cli import (
    advice,
    corpus,
    country,
    longlist,
    matching,
    packs,
    registry,
    serve,
    watchlists,
    world,
)
from convene.cli.app import app

__all__ = [
    "advice",
    "app",
    "corpus",
    "country",
    "longlist",
    "main",
    "matching",
    "packs",
    "registry",
    "serve",
    "watchlists",
    "world",
]


def main() -> None:
    """Run a command."""
    app(prog_name="convene")
