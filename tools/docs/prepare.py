#!/usr/bin/env python3
"""Makes the sources of the documentation site: prepare.py OUT

Copies docs/ and book.toml, writes the table of contents, and turns links to files outside docs/ into addresses of the
repository at the tag of this version.
"""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "dist"))
from targets import REPOSITORY, VERSION  # noqa: E402

CONTENTS = [
    ("index.md", "Introduction"),
    ("install.md", "Install"),
    ("editors.md", "Editors"),
    ("settings.md", "Settings"),
    ("check.md", "Checking"),
    ("security.md", "Risks"),
    ("editing.md", "Editing from scripts"),
    ("ci.md", "CI"),
    ("agents.md", "Agents"),
    ("cli.md", "Command line"),
    ("diagnostics/index.md", "Diagnostics"),
    ("migrations.md", "Migrations"),
    ("upgrade.md", "Before an update"),
    ("explain.md", "What will really happen"),
    ("cost-of-the-cache.md", "What the cache costs"),
    ("models-and-cache.md", "Models and cache"),
    ("versions.md", "Versions of OpenClaw"),
    ("openclaw/index.md", "What OpenClaw does"),
    ("protocol.md", "Protocol"),
    ("architecture.md", "Architecture"),
    ("performance.md", "Performance"),
    ("releasing.md", "Releasing"),
]


def title(page: Path) -> str:
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            return line[2:].strip()
    return page.stem


def summary(docs: Path) -> str:
    """The table of contents: the pages above, with those of their folders below them."""
    lines, listed = ["# Summary", ""], set()
    for name, text in CONTENTS:
        page = docs / name
        if not page.exists():
            continue
        lines.append(f"[{text}]({name})" if name == "index.md" else f"- [{text}]({name})")
        listed.add(page)
        if page.name == "index.md" and page.parent != docs:
            for child in sorted(page.parent.glob("*.md")):
                if child != page:
                    lines.append(f"  - [{title(child)}]({child.relative_to(docs).as_posix()})")
                    listed.add(child)
    left = [page for page in sorted(docs.rglob("*.md")) if page not in listed and page.name != "SUMMARY.md"]
    if left:
        raise SystemExit(f"tools/docs/prepare.py lists no place for {', '.join(map(str, left))}")
    return "\n".join(lines) + "\n"


def outward(page: Path, docs: Path) -> str:
    """The text of a page whose links that leave docs/ are addresses."""

    def link(found: re.Match) -> str:
        target = found.group(2)
        path, _, anchor = target.partition("#")
        if ":" in target or not path:
            return found.group(0)
        real = (ROOT / "docs" / page.relative_to(docs)).parent / path
        inside = real.resolve().is_relative_to((ROOT / "docs").resolve())
        if inside:
            # A folder's page is its index on the site.
            page_there = re.sub(r"(^|/)README\.md$", r"\1index.md", path)
            return f"{found.group(1)}{page_there}{'#' + anchor if anchor else ''})"
        kind = "tree" if real.is_dir() else "blob"
        address = f"{REPOSITORY}/{kind}/v{VERSION}/{real.resolve().relative_to(ROOT).as_posix()}"
        return f"{found.group(1)}{address}{'#' + anchor if anchor else ''})"

    return re.sub(r"(\]\()([^)\s]+)\)", link, page.read_text(encoding="utf-8"))


def main() -> None:
    out = Path(sys.argv[1])
    shutil.rmtree(out, ignore_errors=True)
    docs = out / "docs"
    shutil.copytree(ROOT / "docs", docs)
    shutil.copy(ROOT / "book.toml", out)
    for page in list(docs.rglob("*.md")):
        page.write_text(outward(page, docs), encoding="utf-8")
        if page.name == "README.md":
            page.rename(page.with_name("index.md"))
    (docs / "SUMMARY.md").write_text(summary(docs), encoding="utf-8")


if __name__ == "__main__":
    main()
