"""Code lists that others publish: each code with its name,
from a small file that names its source.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from convene.core.contributions import Method
from convene.core.currencies import Currency
from convene.packs.load import PackError
from convene.packs.read import ReadError, fit, parse_file

HERE = Path(__file__).parent
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Code:
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class CodeList:
    """Codes in the order of the file, and where they come from."""

    source: str
    codes: tuple[Code, ...]


@dataclass(frozen=True, kw_only=True)
class CurrencyList:
    """Currencies in the order of their codes, and where they come from."""

    source: str
    currencies: tuple[Currency, ...]


@dataclass(frozen=True, kw_only=True)
class MethodList:
    """Methods by which the value of a contribution is found, and where they come from."""

    source: str
    methods: tuple[Method, ...]


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
def currencies() -> Mapping[str, Currency]:
    """Return all currencies, today's and past ones, by their codes. Raises PackError when the list
    is broken.
    """
    listed = _fitted(HERE / "currencies.yaml", CurrencyList).currencies
    _check_once([currency.code for currency in listed], file="currencies.yaml")
    return {currency.code: currency for currency in listed}


@cache
def valuation_methods() -> Mapping[str, Method]:
    """Return the methods by which the value of a contribution is found, by the codes of the guide's
    catalogue. Raises PackError when the list is broken.
    """
    listed = _fitted(HERE / "valuation_methods.yaml", MethodList).methods
    _check_once([method.id for method in listed], file="valuation_methods.yaml")
    return {method.id: method for method in listed}


@cache
def names(file: Path) -> Mapping[str, str]:
    """Return the names of a list by their codes. Raises PackError naming the file when it is
    broken.
    """
    codes = _fitted(file, CodeList).codes
    _check_once([code.code for code in codes], file=file.name)
    return {code.code: code.name for code in codes}


def _fitted(file: Path, kind: type[T]) -> T:
    try:
        return fit(parse_file(file), kind)
    except ReadError as error:
        raise PackError(f"codelists/{file.name}: {error}") from error


def _check_once(codes: Sequence[str], *, file: str) -> None:
    if twice := [code for code, times in Counter(codes).items() if times > 1]:
        raise PackError(f"codelists/{file}: “{twice[0]}” stands twice")
