"""The register of risks over HTTP."""
