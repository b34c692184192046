"""The ways and lessons of an alliance over HTTP."""
