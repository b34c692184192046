"""What the workshop reads."""
