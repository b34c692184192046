"""The rules that leverage is held against: a file each, its name the rule's code."""

from functools import cache
from pathlib import Path

from convene.core.leverage import Rule
from convene.packs.load import PackError
from convene.packs.read import ReadError, fit, parse_file

HERE = Path(__file__).parent
PRESET = "gda"
"""The rule where nobody chose another."""


@cache
def rules() -> dict[str, Rule]:
    """Return the rules that come with Convene, by their codes. Raises PackError naming file and
    fault when one is broken.
    """
    read = [read_rule(file) for file in sorted(HERE.glob("*.yaml"))]
    return {rule.id: rule for rule in read}


def read_rule(file: Path) -> Rule:
    """Return the rule that a YAML or JSON file holds. Raises PackError, and OSError."""
    try:
        return fit(parse_file(file), Rule)
    except ReadError as error:
        lines = "; ".join(str(error).removeprefix(f"{file.name}: ").splitlines())
        raise PackError(f"{file.name}: {lines}") from error
