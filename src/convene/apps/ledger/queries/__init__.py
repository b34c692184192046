"""What the ledger reads."""
