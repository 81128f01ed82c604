#!/usr/bin/env bash
# The second step of action.yml: checks, annotates, and leaves a summary of the job.
set -uo pipefail

paths=()
while IFS= read -r path; do
  [ -z "$path" ] || paths+=("$path")
done <<<"${OPENCLAW_LSP_PATHS:-.}"
read -ra arguments <<<"${OPENCLAW_LSP_ARGUMENTS:-}"
summary=$(mktemp)
outputs=(--format github --format short --output-file "$summary")
[ -z "${OPENCLAW_LSP_SARIF:-}" ] || outputs+=(--format sarif --output-file "$OPENCLAW_LSP_SARIF")

status=0
openclaw-lsp check "${outputs[@]}" ${arguments[@]+"${arguments[@]}"} -- "${paths[@]}" || status=$?
echo "status=$status" >>"${GITHUB_OUTPUT:?}"
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  {
    echo '### OpenClaw configuration'
    echo
    echo '```text'
    cat "$summary"
    echo '```'
  } >>"$GITHUB_STEP_SUMMARY"
fi
rm -f "$summary"
exit "$status"
