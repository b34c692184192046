"""Stands in for `tests/conftest.py` where `tools/mutants.py` changes one rule after another:
without Django, without chance, and with nothing kept that the change could have made otherwise.
"""

import json
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "mutants",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=30,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def pytest_configure() -> None:
    """Forget what the process from which this one was forked has read by the rule as it was: what
    tests hold, and what is cached by modules that use the changed one.
    """
    settings.load_profile("mutants")
    for name in [name for name in sys.modules if name.startswith("tests.")]:
        if not name.endswith("conftest"):
            del sys.modules[name]
    for module in _users(os.environ.get("MUTANT_UNDER_TEST", "").rpartition(".")[0]):
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the quick tests first: one is enough to notice a change."""
    notes = Path("mutmut-stats.json")
    took = json.loads(notes.read_text("utf-8"))["duration_by_test"] if notes.exists() else {}
    items.sort(key=lambda item: took.get(item.nodeid, 0.0))


def _users(changed: str) -> list[ModuleType]:
    """Return the changed module and those that use it, directly or through others."""
    ours = {name: module for name, module in sys.modules.items() if name.startswith("convene.")}
    uses = {
        name: {getattr(value, "__module__", None) for value in vars(module).values()}
        for name, module in ours.items()
    }
    users, new = set[str](), {changed}
    while new:
        users |= new
        new = {name for name in ours if uses[name] & users} - users
    return [ours[name] for name in users if name in ours]
