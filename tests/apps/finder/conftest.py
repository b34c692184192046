"""The small snapshot of fictional records that the corpus's own tests ask about, for pages."""

from tests.corpus.open_data.conftest import _once, serving

__all__ = ["_once", "serving"]
