"""What people see of drafts: reading, starting, editing, sharing, history, files."""
