"""The platforms that a release is made for, and how each channel calls them."""

import platform
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))["package"]
NAME = MANIFEST["name"]
VERSION = MANIFEST["version"]
REPOSITORY = MANIFEST["repository"]
HOMEPAGE = MANIFEST["homepage"]
DESCRIPTION = MANIFEST["description"]


@dataclass(frozen=True)
class Target:
    """One platform."""

    triple: str
    # The name of the npm package behind its scope.
    npm: str
    os: str
    cpu: str
    # `glibc` or `musl`, where npm has to tell them apart.
    libc: str | None = None

    @property
    def windows(self) -> bool:
        return self.os == "win32"

    @property
    def program(self) -> str:
        return f"{NAME}.exe" if self.windows else NAME

    @property
    def folder(self) -> str:
        """The folder inside the archive, and the archive without its ending."""
        return f"{NAME}-{VERSION}-{self.triple}"

    @property
    def archive(self) -> str:
        return self.folder + (".zip" if self.windows else ".tar.gz")


TARGETS = [
    Target("x86_64-unknown-linux-gnu", "linux-x64-gnu", "linux", "x64", "glibc"),
    Target("x86_64-unknown-linux-musl", "linux-x64-musl", "linux", "x64", "musl"),
    Target("aarch64-unknown-linux-gnu", "linux-arm64-gnu", "linux", "arm64", "glibc"),
    Target("aarch64-unknown-linux-musl", "linux-arm64-musl", "linux", "arm64", "musl"),
    Target("x86_64-apple-darwin", "darwin-x64", "darwin", "x64"),
    Target("aarch64-apple-darwin", "darwin-arm64", "darwin", "arm64"),
    Target("x86_64-pc-windows-msvc", "win32-x64", "win32", "x64"),
    Target("aarch64-pc-windows-msvc", "win32-arm64", "win32", "arm64"),
]


def find(triple: str) -> Target:
    """The target of a triple."""
    for target in TARGETS:
        if target.triple == triple:
            return target
    known = ", ".join(target.triple for target in TARGETS)
    raise SystemExit(f"{triple} is none of the targets: {known}")


def here() -> Target:
    """The target of this machine."""
    system = {"Linux": "linux", "Darwin": "darwin", "Windows": "win32"}.get(platform.system())
    cpu = {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64", "arm64": "arm64", "ARM64": "arm64"}.get(platform.machine())
    libc = "musl" if system == "linux" and platform.libc_ver()[0] != "glibc" else "glibc"
    for target in TARGETS:
        if (target.os, target.cpu) == (system, cpu) and target.libc in (None, libc):
            return target
    raise SystemExit(f"no release is made for {platform.system()} on {platform.machine()}")
