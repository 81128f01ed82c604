#!/usr/bin/env python3
"""Validates what `check` prints by the published schemas: formats.py PROGRAM SARIF_SCHEMA JUNIT_XSD

Needs jsonschema and xmlschema. GitLab and GitHub publish no schema of theirs: what their documentation asks for is written
down here. Prints `N passed, N failed`.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema
import xmlschema

ROOT = Path(__file__).resolve().parents[2]

# docs.gitlab.com, "Code Quality report format".
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 8},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/.][^\\\\]*$"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}
# docs.github.com, "Workflow commands": properties hold no raw `:`, `,` or line break.
GITHUB = re.compile(
    r"::(error|warning|notice) file=[^:,\r\n]+,line=\d+(,col=\d+)?(,endLine=\d+)?(,endColumn=\d+)?,title=[a-z0-9-]+::[^\r\n]+"
)
SHORT = re.compile(r"[^\n]+:\d+:\d+: (error|warning|information|hint)\[[a-z0-9-]+\]: [^\n]+")


def samples(folder: Path) -> list[str]:
    """Configurations with everything that a report can hold: names that need escaping, includes, no finding at all."""
    texts = {
        "clean.json": "{ gateway: { mode: 'local' } }",
        "a b, 50%.json": "{ gateway: { prot: 1, bind: 'lann' }, agents: { defaults: { params: { cacheControlTtl: '1h' } } } }",
        "strange.json": "{ env: { vars: { 'a<&\\u0001\"': 5 } }, gateway: { 'x\ud83e\uddde]]>': 1 }, a: 1, a: 2 }",
        "broken.json": "{ gateway: { port: 1, ",
        "state/openclaw.json": "{ $include: './inc/gw.json5', logging: { level: 'loud' } }",
        "state/inc/gw.json5": "{\n  gateway: { port: 'x' },\n}",
        "change.patch.json5": "{ gateway: { prot: null } }",
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.encode("utf-16", "surrogatepass").decode("utf-16"), encoding="utf-8")
    examples = [str(path) for path in sorted((ROOT / "examples").glob("*.json*"))]
    return [name for name in texts if "inc/" not in name] + examples


def lines(pattern: re.Pattern, text: str, last: int) -> None:
    found = text.splitlines()
    wrong = [line for line in found[: len(found) - last] if not pattern.fullmatch(line)]
    assert len(found) > 10 and not wrong, wrong[:3]


def sarif(text: str, schema) -> None:
    report = json.loads(text)
    jsonschema.validate(report, schema)
    run = report["runs"][0]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert run["results"] and all(result["ruleId"] in rules for result in run["results"])
    assert all(rule["help"]["markdown"] and rule["helpUri"].startswith("https://") for rule in rules.values())
    assert all(result["partialFingerprints"] for result in run["results"])
    assert any("fixes" in result for result in run["results"]), "no fix"


def gitlab(text: str) -> None:
    report = json.loads(text)
    jsonschema.validate([issue for issue in report if not issue["location"]["path"].startswith("/")], GITLAB)
    prints = [issue["fingerprint"] for issue in report]
    assert len(set(prints)) == len(prints), "fingerprints repeat"


def main() -> None:
    program, sarif_schema, junit_schema = sys.argv[1:]
    sarif_schema = json.loads(Path(sarif_schema).read_text(encoding="utf-8"))
    own_schema = json.loads((ROOT / "docs/check.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(own_schema)
    junit_schema = xmlschema.XMLSchema(junit_schema)
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        files = samples(Path(folder))

        def run(form: str, files: list[str] = files) -> str:
            command = [program, "check", "--format", form, "--", *files]
            return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8").stdout

        tests = {
            "sarif": lambda: sarif(run("sarif"), sarif_schema),
            "sarif about nothing": lambda: jsonschema.validate(json.loads(run("sarif", ["clean.json"])), sarif_schema),
            "json": lambda: jsonschema.validate(json.loads(run("json")), own_schema),
            "json about nothing": lambda: jsonschema.validate(json.loads(run("json", ["clean.json"])), own_schema),
            "junit": lambda: junit_schema.validate(run("junit")),
            "junit about nothing": lambda: junit_schema.validate(run("junit", ["clean.json"])),
            "gitlab": lambda: gitlab(run("gitlab")),
            "github": lambda: lines(GITHUB, run("github"), 1),
            "short": lambda: lines(SHORT, run("short"), 1),
            "jsonl": lambda: [json.loads(line) for line in run("jsonl").splitlines()][len(files) - 1],
        }
        for name, test in tests.items():
            try:
                test()
                passed += 1
                print(f"ok   {name}")
            except Exception as error:  # noqa: BLE001
                failed += 1
                print(f"FAIL {name}: {str(error)[:800]}")
    print(f"{passed} passed, {failed} failed")
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
