#!/usr/bin/env python3
"""Packs the npm packages: npm.py OUT [TRIPLE=PROGRAM]...

One package for each program that is given, and the one that starts it.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from targets import REPOSITORY, ROOT, VERSION, find

LAUNCHER = ROOT / "npm" / "openclaw-lsp"


def pack(folder: Path, out: Path) -> None:
    command = ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", str(out), str(folder)]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1]
    print(out / name)


def manifest(target) -> dict:
    """The manifest of the package that holds the program of a platform."""
    package = {
        "name": f"@openclaw-lsp/{target.npm}",
        "version": VERSION,
        "description": f"The program of openclaw-lsp for {target.triple}",
        "license": "MIT OR Apache-2.0",
        "repository": {"type": "git", "url": f"git+{REPOSITORY}.git"},
        "os": [target.os],
        "cpu": [target.cpu],
        "files": [target.program],
        "preferUnplugged": True,
        "publishConfig": {"access": "public", "provenance": True},
    }
    if target.libc:
        package["libc"] = [target.libc]
    return package


def platform_package(target, program: Path, out: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "package.json").write_text(json.dumps(manifest(target), indent=2) + "\n", encoding="utf-8")
        text = f"The program of [openclaw-lsp](https://www.npmjs.com/package/openclaw-lsp) for `{target.triple}`.\n"
        (folder / "README.md").write_text(text, encoding="utf-8")
        for licence in ("LICENSE-MIT", "LICENSE-APACHE"):
            shutil.copy(ROOT / licence, folder)
        shutil.copy(program, folder / target.program)
        (folder / target.program).chmod(0o755)
        pack(folder, out)


def launcher(out: Path) -> None:
    """The launcher, with the licences beside it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "openclaw-lsp"
        shutil.copytree(LAUNCHER, copy, ignore=shutil.ignore_patterns("test", "node_modules"))
        for licence in ("LICENSE-MIT", "LICENSE-APACHE"):
            shutil.copy(ROOT / licence, copy)
        (copy / "bin" / "openclaw-lsp.js").chmod(0o755)
        pack(copy, out)


def main() -> None:
    out = Path(sys.argv[1]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    for given in sys.argv[2:]:
        triple, program = given.split("=", 1)
        platform_package(find(triple), Path(program), out)
    launcher(out)


if __name__ == "__main__":
    main()
