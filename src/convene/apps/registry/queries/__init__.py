"""What is read about organisations."""

from convene.apps.registry.queries.contents import content_of
from convene.apps.registry.queries.linking import decisions
from convene.apps.registry.queries.names import families, family, names_of, names_of_many, standing

__all__ = ["content_of", "decisions", "families", "family", "names_of", "names_of_many", "standing"]
