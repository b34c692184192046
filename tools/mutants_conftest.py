"""Stands in for `tests/conftest.py` where `tools/mutants.py` changes one rule after another:
without Django, without chance, and with nothing kept from before the change.
"""

import sys

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
    """Forget what the process from which this one was forked has read by the rules as they are."""
    settings.load_profile("mutants")
    for name, module in list(sys.modules.items()):
        if name.startswith("tests.") and not name.endswith("conftest"):
            del sys.modules[name]
        if name.startswith("convene."):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
