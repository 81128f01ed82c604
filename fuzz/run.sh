#!/usr/bin/env bash
# Runs every fuzz target for so many seconds, 30 if none are given. Ends with an error at the first input that breaks one.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-30}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(edits frames fix format explain schema dotenv)
export RUSTC_BOOTSTRAP=1
[ -d fuzz/corpus/edits ] || cargo run --quiet --manifest-path fuzz/Cargo.toml --bin seed
for target in "${targets[@]}"; do
  printf '\n== %s\n' "$target"
  cargo fuzz run --sanitizer none --features fuzzing "$target" -- \
    -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -print_final_stats=1
done
