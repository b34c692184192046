"""What is read about cases."""
