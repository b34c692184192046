"""IATI files: activities and organisations."""
