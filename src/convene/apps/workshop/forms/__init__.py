"""What people type into a draft, and about it."""
