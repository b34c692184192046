"""What a statement is made of, what was answered, and what is written about it."""
