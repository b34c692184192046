"""Files to be read, wherever they lie. So far plain files and folders on this disk."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from convene.feeds import FeedError


class Opened(NamedTuple):
    """A plain file on this disk, what it is called, and where it came from."""

    path: Path
    name: str
    address: str


def files(targets: Sequence[str], *, into: Path, progress: Callable[[str, int, int], None]) -> Iterator[Opened]:
    """Yield each file. Raises FeedError when one does not exist."""
    for target in targets:
        path = Path(target)
        if not path.exists():
            raise FeedError(f"{target}: there is no such file")
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                yield Opened(file, file.name, str(file.resolve()))
