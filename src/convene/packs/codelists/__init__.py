"""Code lists that others publish: each code with its name,
from a small file that names its source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from convene.packs.load import PackError
from convene.packs.read import ReadError, fit, parse_file

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Code:
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class CodeList:
    """Codes in the order of the file, and where they come from."""

    source: str
    codes: tuple[Code, ...]


def org_id_schemes() -> Mapping[str, str]:
    """Return the registers that give organisations their numbers, name by code (org-id.guide,
    ODbL).
    """
    return names(HERE / "org_id_schemes.yaml")


def iati_organisation_types() -> Mapping[str, str]:
    """Return the kinds of organisation of the IATI Standard, name by code."""
    return names(HERE / "iati_organisation_types.yaml")


def dac_categories() -> Mapping[str, str]:
    """Return the three-digit categories of DAC purpose codes, name by code."""
    return names(HERE / "dac_categories.yaml")


def dac_sectors() -> Mapping[str, str]:
    """Return the guide's sector that DAC purpose codes speak of, by their beginnings. Our reading
    of the code list.
    """
    return names(HERE / "dac_sectors.yaml")


@cache
def names(file: Path) -> Mapping[str, str]:
    """Return the names of a list by their codes. Raises PackError naming the file when it is
    broken.
    """
    try:
        code_list = fit(parse_file(file), CodeList)
    except ReadError as error:
        raise PackError(f"codelists/{file.name}: {error}") from error
    twice = [
        code.code
        for position, code in enumerate(code_list.codes)
        if code.code in {other.code for other in code_list.codes[:position]}
    ]
    if twice:
        raise PackError(f"codelists/{file.name}: “{twice[0]}” stands twice")
    return {code.code: code.name for code in code_list.codes}
