"""Which register an organisation's identifier belongs to, by its prefix (org-id.guide)."""

from functools import lru_cache

from convene.packs import codelists


@lru_cache(maxsize=1 << 14)
def scheme(identifier: str) -> str:
    """Return the register of an identifier such as GB-CHC-1234567, nothing when it is not known."""
    country, dash, rest = identifier.partition("-")
    code = f"{country}{dash}{rest.partition('-')[0]}".upper()
    return code if "-" in rest and code in codelists.org_id_schemes() else ""
