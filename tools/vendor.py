"""Fetch the front-end files we ship, at pinned versions, and write down their hashes. For
maintainers; users need no Node.

Usage: python tools/vendor.py          fetch, copy and write vendor.json
       python tools/vendor.py --check  only compare the files with vendor.json
"""

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).parent.parent / "src/convene/site/static/convene/vendor"
WANTED = {
    "@fontsource/source-serif-4@5.3.1": {
        "files/source-serif-4-latin-600-normal.woff2": "serif-600.woff2",
        "LICENSE": "serif.LICENSE.txt",
    },
    "@fontsource/source-sans-3@5.3.1": {
        "files/source-sans-3-latin-400-normal.woff2": "sans-400.woff2",
        "files/source-sans-3-latin-600-normal.woff2": "sans-600.woff2",
        "LICENSE": "sans.LICENSE.txt",
    },
    "modern-normalize@3.0.1": {
        "modern-normalize.css": "modern-normalize.css",
        "license": "modern-normalize.LICENSE.txt",
    },
}
LIST = HERE / "vendor.json"


def integrity(file: Path) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(file.read_bytes()).digest()).decode()


def fetch() -> None:
    """Copy the wanted files out of each package, without comments that name source maps."""
    HERE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for package, files in WANTED.items():
            done = subprocess.run(
                ["npm", "pack", "--silent", package],
                cwd=folder,
                check=True,
                capture_output=True,
                text=True,
            )
            with tarfile.open(Path(folder) / done.stdout.split()[-1]) as archive:
                for source, target in files.items():
                    member = archive.extractfile(f"package/{source}")
                    assert member is not None, f"{package} holds no {source}"
                    (HERE / target).write_bytes(member.read())
    listed = {
        target: {"from": package, "integrity": integrity(HERE / target)}
        for package, files in WANTED.items()
        for target in files.values()
    }
    LIST.write_text(json.dumps(listed, indent=2) + "\n")


def check() -> list[str]:
    """Return a sentence for each file that is missing or is not what was fetched."""
    listed = json.loads(LIST.read_text())
    return [
        f"{name} is not the file that was fetched from {entry['from']}"
        for name, entry in listed.items()
        if not (HERE / name).is_file() or integrity(HERE / name) != entry["integrity"]
    ]


if __name__ == "__main__":
    if "--check" not in sys.argv:
        fetch()
    sys.exit("\n".join(check()) or 0)
