"""What a digest would say to somebody now."""
