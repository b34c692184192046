"""All alliances that a person reads, side by side."""
