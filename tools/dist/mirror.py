#!/usr/bin/env python3
"""Makes the repository that pre-commit installs from without building: mirror.py OUT

Its hooks are those of this repository, but Python's package with the built program stands behind them, so that a first run
takes seconds. A release pushes it to openclaw-lsp/pre-commit under the tag of the version.
"""

import sys
from pathlib import Path

from targets import HOMEPAGE, ROOT, VERSION

PROJECT = f"""[project]
name = "openclaw-lsp-pre-commit"
version = "{VERSION}"
dependencies = ["openclaw-lsp=={VERSION}"]

[build-system]
requires = ["setuptools>=61"]
build-backend = "setuptools.build_meta"

[tool.setuptools]
py-modules = []
"""

README = f"""# Hooks of openclaw-lsp for pre-commit

```yaml
repos:
  - repo: https://github.com/openclaw-lsp/pre-commit
    rev: v{VERSION}
    hooks:
      - id: openclaw-check
      - id: openclaw-fix
```

Made from <{HOMEPAGE}>; changes belong there.
"""


def main() -> None:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8").replace("language: rust", "language: python")
    for name, text in {".pre-commit-hooks.yaml": hooks, "pyproject.toml": PROJECT, "README.md": README}.items():
        (out / name).write_text(text, encoding="utf-8")
        print(out / name)


if __name__ == "__main__":
    main()
