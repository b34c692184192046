"""Knowledge as data, and the one typed loader that reads it."""

from functools import cache
from pathlib import Path

from convene import disk
from convene.core.guide import Guide
from convene.packs.load import PackError, load_guide

HERE = Path(__file__).parent
BUILT_IN = "democracy"

__all__ = ["BUILT_IN", "PackError", "guide", "guides", "load_guide"]


@cache
def guide(id: str = BUILT_IN) -> Guide:
    """Return a guide by its id: one that ships with Convene, or one of your own in the data
    folder's `packs/`.

    Raises PackError naming file, path and value when the pack is broken, KeyError when there is
    none of that id.
    """
    for folder in folders():
        if folder.name == id:
            return load_guide(folder)
    raise KeyError(id)


def guides() -> tuple[Guide, ...]:
    """Return every guide at hand, the built-in one first."""
    return tuple(guide(folder.name) for folder in folders())


def folders() -> list[Path]:
    """Return the folders that hold a guide; a folder of one's own never hides the built-in one."""
    own = disk.data() / "packs"
    own_folders = sorted(file.parent for file in own.glob("*/pack.yaml")) if own.is_dir() else []
    return [HERE / BUILT_IN, *(folder for folder in own_folders if folder.name != BUILT_IN)]
