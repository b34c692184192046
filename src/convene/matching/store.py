"""An index on disk: a folder of plain arrays that are mapped back into memory, and of the names as
lines of JSON.
"""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from convene.core.names import Name
from convene.matching.consonants.lookup import Bones

FORMAT = 1
REMEMBERED = 20_000
"""Names of one index that are kept in memory once they were read."""
ARRAYS = ("data", "indices", "indptr", "rarity", "starts", "lines")
BONES = ("every", "voiceless")
"""Tables of bones: each is three arrays of a name of its own."""


class IndexBroken(ValueError):
    """Why an index cannot be read, in one sentence that names the folder."""


class MappedNames(Sequence[Name]):
    """Names that stay on disk until one is asked for."""

    def __init__(self, lines: NDArray[np.uint8], starts: NDArray[np.int64]) -> None:
        self._lines, self._starts = lines, starts
        self._read = lru_cache(maxsize=REMEMBERED)(self._read_line)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, position: int) -> Name: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Name]: ...
    def __getitem__(self, position: int | slice) -> Name | Sequence[Name]:
        if isinstance(position, slice):
            return [self[index] for index in range(*position.indices(len(self)))]
        size = len(self._starts) - 1
        if not -size <= position < size:
            raise IndexError(position)
        return self._read(position % size)

    def _read_line(self, position: int) -> Name:
        text, schema, countries, identifiers = json.loads(
            self._lines[self._starts[position] : self._starts[position + 1]].tobytes()
        )
        return Name(
            text=text, schema=schema, countries=tuple(countries), identifiers=tuple(identifiers)
        )


def write(
    folder: Path,
    *,
    names: Sequence[Name],
    pieces: csr_matrix[np.float32],
    rarity: NDArray[np.float32],
    bones: Bones | None = None,
) -> None:
    """Write an index into a folder, which is made; the last file written says that it is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.json").unlink(missing_ok=True)
    lines = [_line(name) for name in names]
    starts = np.zeros(len(lines) + 1, dtype=np.int64)
    np.cumsum([len(line) for line in lines], out=starts[1:])
    arrays: tuple[NDArray[Any], ...] = (
        pieces.data,
        pieces.indices,
        pieces.indptr,
        rarity,
        starts,
        np.frombuffer(b"".join(lines), dtype=np.uint8),
    )
    for name, array in (*zip(ARRAYS, arrays, strict=True), *_arrays_of(bones)):
        np.save(folder / f"{name}.npy", array, allow_pickle=False)
    about = {"format": FORMAT, "names": len(lines), "shape": list(pieces.shape)}
    (folder / "index.json").write_text(json.dumps({**about, "bones": bones is not None}))


def _arrays_of(bones: Bones | None) -> Iterator[tuple[str, NDArray[Any]]]:
    if bones:
        yield "bones_rarity", bones.rarity
        for table in BONES:
            for part in ARRAYS[:3]:
                yield f"bones_{table}_{part}", getattr(getattr(bones, table), part)


def read(
    folder: Path,
) -> tuple[Sequence[Name], csr_matrix[np.float32], NDArray[np.float32], Bones | None]:
    """Return the names, the pieces and their rarity from a folder, and the bones where they were
    written, as they are since 2026-12. Raises IndexBroken.
    """
    try:
        about = json.loads((folder / "index.json").read_text())
        if about["format"] != FORMAT:
            raise IndexBroken(
                f"{folder}: this index was written by another version; build it again."
            )
        data, indices, indptr, rarity, starts, lines = (_array(folder, name) for name in ARRAYS)
        pieces: csr_matrix[np.float32] = csr_matrix(
            (data, indices, indptr), shape=tuple(about["shape"]), copy=False
        )
        bones = _bones(folder, about["names"]) if about.get("bones") else None
    except FileNotFoundError as error:
        raise IndexBroken(
            f"{folder}: {Path(error.filename).name} is missing, so this is no whole index; build it again."
        ) from error
    except (KeyError, ValueError, TypeError, EOFError) as error:
        if isinstance(error, IndexBroken):
            raise
        raise IndexBroken(f"{folder}: this index is broken ({error}); build it again.") from error
    if len(starts) != about["names"] + 1 or starts[-1] != len(lines):
        raise IndexBroken(f"{folder}: this index was cut short; build it again.")
    return MappedNames(lines, starts), pieces, rarity, bones


def _bones(folder: Path, names: int) -> Bones:
    rarity = _array(folder, "bones_rarity")
    tables: dict[str, csr_matrix[np.float32]] = {
        table: csr_matrix(
            tuple(_array(folder, f"bones_{table}_{part}") for part in ARRAYS[:3]),
            shape=(len(rarity), names),
            copy=False,
        )
        for table in BONES
    }
    return Bones(rarity=rarity, **tables)


def _array(folder: Path, name: str) -> NDArray[Any]:
    """Map an array; what type it holds is known where it was written."""
    file = folder / f"{name}.npy"
    empty = file.stat().st_size <= 128  # only its header: there is nothing to map
    array: NDArray[Any] = np.load(file, mmap_mode=None if empty else "r", allow_pickle=False)
    return array.view(np.ndarray)


def _line(name: Name) -> bytes:
    return json.dumps(
        [name.text, name.schema, name.countries, name.identifiers], ensure_ascii=False
    ).encode("utf-8", "surrogatepass")
