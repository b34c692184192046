"""What the world has published, kept as whole versions that are read and never edited."""
