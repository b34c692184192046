"""What a partner's focal point reads: their own partner, and what the alliance shares."""
