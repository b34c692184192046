"""`convene …`: what the pages do, for people who live in a terminal. One module for each family of
commands.
"""

from convene.cli.app import app


def main() -> None:
    """Run a command."""
    app(prog_name="convene")
