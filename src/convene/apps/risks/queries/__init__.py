"""The register of risks, what is proposed for it, and what is told of it elsewhere."""
