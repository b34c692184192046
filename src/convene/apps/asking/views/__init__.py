"""The record of asking over HTTP."""
