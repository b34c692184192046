"""What is read about organisations."""

from convene.apps.registry.queries.linking import decisions
from convene.apps.registry.queries.names import family, names_of, standing

__all__ = ["decisions", "family", "names_of", "standing"]
