"""What is read about declarations."""

from convene.apps.declarations.queries.comparing import compared
from convene.apps.declarations.queries.links import by_link, is_open, statement

__all__ = ["by_link", "compared", "is_open", "statement"]
