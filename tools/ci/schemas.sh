#!/usr/bin/env bash
# schemas.sh CACHE: the files for other programs, by the schemas of these. Prints `N passed, N failed`.
set -uo pipefail

cd "$(dirname "$0")/../.."
bin=$1/venv/bin
passed=0 failed=0
check() {
  local name=$1
  shift
  if "$@"; then passed=$((passed + 1)) && echo "ok   $name"; else failed=$((failed + 1)) && echo "FAIL $name"; fi
}

check "workflows" "$bin/check-jsonschema" --builtin-schema vendor.github-workflows .github/workflows/*.yml examples/ci/.github/workflows/*.yml
check "action.yml" "$bin/check-jsonschema" --builtin-schema vendor.github-actions action.yml
check "GitLab template" "$bin/check-jsonschema" --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci examples/ci/gitlab-ci.yml
check "pre-commit hooks" "$bin/pre-commit" validate-manifest .pre-commit-hooks.yaml
check "pre-commit configuration" "$bin/pre-commit" validate-config examples/ci/.pre-commit-config.yaml
check "entry of mason-registry" "$bin/check-jsonschema" --schemafile tools/ci/mason.schema.json editors/nvim/upstream/mason-registry/packages/openclaw-lsp/package.yaml
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
