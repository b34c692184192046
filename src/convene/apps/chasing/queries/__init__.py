"""What is due, and who was reminded of it."""
