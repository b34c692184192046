"""What is read about organisations."""

from convene.apps.registry.queries.names import family, names_of, standing

__all__ = ["family", "names_of", "standing"]
