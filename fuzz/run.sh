#!/usr/bin/env bash
# Runs fuzz targets for so many seconds each: run.sh [SECONDS [TARGET...]], else every target for 30. SEED=N searches in
# the same order again. Ends with an error at the first input that breaks a target.
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
    -seed="${SEED:-0}" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -print_final_stats=1
done
