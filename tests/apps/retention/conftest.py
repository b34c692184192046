"""The people of a case dispose of it too, and its evidence lies in the same place."""

from tests.apps.vetting.conftest import approver, builder, kept_files, reviewer, second

__all__ = ["approver", "builder", "kept_files", "reviewer", "second"]
