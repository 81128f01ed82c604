#!/usr/bin/env python3
"""Writes SHA256SUMS beside the archives of a folder: checksums.py FOLDER

The lines are those of sha256sum(1), sorted by name.
"""

import hashlib
import sys
from pathlib import Path

ENDINGS = (".tar.gz", ".zip", ".vsix", ".sh")


def sums(folder: Path) -> list[str]:
    files = sorted(path for path in folder.iterdir() if path.name.endswith(ENDINGS))
    return [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in files]


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / "SHA256SUMS").write_text("\n".join(sums(folder)) + "\n", encoding="utf-8")
    print(folder / "SHA256SUMS")
