"""The papers of an alliance over HTTP."""
