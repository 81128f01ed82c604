#!/usr/bin/env python3
"""Prints the page of settings, made of the manifest of the VS Code extension: settings.py > docs/settings.md"""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAD = """# Settings

Made of the manifest of the VS Code extension by `tools/docs/settings.py`; do not edit.

The settings marked *yes* are the server's own: every client sends them in the section `openclaw`, for
example `{ "openclaw": { "targetVersion": "2026.8.1" } }`. The others are those of the VS Code extension alone.

| setting | in every editor | default | meaning |
|---|---|---|---|
"""


def server_names() -> set[str]:
    """What the extension passes on."""
    text = (ROOT / "editors/vscode/src/setting-names.ts").read_text(encoding="utf-8")
    found = re.search(r"SERVER_SETTINGS = \[(.*?)\]|SERVER_SETTINGS[^\[]*\[(.*?)\]", text, re.DOTALL)
    return set(re.findall(r'"([^"]+)"', found.group(1) or found.group(2)))


def cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def page() -> str:
    manifest = json.loads((ROOT / "editors/vscode/package.json").read_text(encoding="utf-8"))
    own = server_names()
    rows = []
    for name, setting in sorted(manifest["contributes"]["configuration"]["properties"].items()):
        short = name.removeprefix("openclaw.")
        section = "yes" if short in own else ""
        meaning = setting.get("markdownDescription") or setting.get("description", "")
        values = ", ".join(f"`{value}`" for value in setting.get("enum", []))
        meaning += f" One of {values}." if values else ""
        rows.append(f"| `{name}` | {section} | `{json.dumps(setting.get('default'))}` | {cell(meaning)} |\n")
    return HEAD + "".join(rows)


if __name__ == "__main__":
    print(page(), end="")
