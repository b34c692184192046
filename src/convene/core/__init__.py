"""The rules of alliance building, pure: standard library only, no clock, no files, no network."""
