#!/usr/bin/env python3
"""Prints the section of CHANGELOG.md about a version: notes.py VERSION"""

import re
import sys

from targets import ROOT


def section(text: str, version: str) -> str:
    found = re.search(rf"^## \[{re.escape(version)}\][^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise SystemExit(f"CHANGELOG.md says nothing about {version}")
    return found.group(1).strip()


if __name__ == "__main__":
    print(section((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), sys.argv[1]))
