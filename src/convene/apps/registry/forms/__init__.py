"""What people type, and the tables that they hand in."""
