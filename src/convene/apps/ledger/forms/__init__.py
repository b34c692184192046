"""What people type about promises and what has come of them."""
