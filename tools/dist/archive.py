#!/usr/bin/env python3
"""Packs the program of a platform with its manual, completions and licences: archive.py TRIPLE PROGRAM EXTRAS OUT

EXTRAS is a folder that `extras.sh` made with a program that runs here: its texts are the same on every platform. Two runs
with the same input give the same bytes.
"""

import gzip
import io
import sys
import tarfile
import zipfile
from pathlib import Path

from targets import ROOT, find

# The first second that a ZIP archive can tell; no date of a build gets into an archive.
STAMP = (1980, 1, 1, 0, 0, 0)
TEXTS = ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"]


def contents(target, program: Path, extras: Path) -> dict[str, tuple[bytes, int]]:
    """The files by name, with their bytes and modes."""
    files = {target.program: (program.read_bytes(), 0o755)}
    for name in TEXTS:
        files[name] = ((ROOT / name).read_bytes(), 0o644)
    for path in sorted(extras.rglob("*")):
        if path.is_file():
            files[path.relative_to(extras).as_posix()] = (path.read_bytes(), 0o644)
    return files


def write_tar(path: Path, folder: str, files) -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, (data, mode) in sorted(files.items()):
            entry = tarfile.TarInfo(f"{folder}/{name}")
            entry.size, entry.mode = len(data), mode
            tar.addfile(entry, io.BytesIO(data))
    with path.open("wb") as out, gzip.GzipFile(filename="", fileobj=out, mode="wb", mtime=0, compresslevel=9) as packed:
        packed.write(held.getvalue())


def write_zip(path: Path, folder: str, files) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, (data, mode) in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", STAMP)
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)


def main() -> None:
    triple, program, extras, out = sys.argv[1:]
    target, out = find(triple), Path(out)
    out.mkdir(parents=True, exist_ok=True)
    files = contents(target, Path(program), Path(extras))
    path = out / target.archive
    (write_zip if target.windows else write_tar)(path, target.folder, files)
    print(path)


if __name__ == "__main__":
    main()
