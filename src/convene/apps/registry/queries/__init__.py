"""What is read about organisations."""

from convene.apps.registry.queries.linking import decisions
from convene.apps.registry.queries.names import families, family, names_of, names_of_many, standing

__all__ = ["decisions", "families", "family", "names_of", "names_of_many", "standing"]
