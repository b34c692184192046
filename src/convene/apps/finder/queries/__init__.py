"""What is read to find kinds of alliances, organisations and partners."""
