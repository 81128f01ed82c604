#!/usr/bin/env bash
# The first step of action.yml: puts the program on the PATH of the job, after its checksum was verified.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
version=${OPENCLAW_LSP_VERSION:?}
from=${OPENCLAW_LSP_FROM:-}
into=${RUNNER_TEMP:?}/openclaw-lsp-$version
releases=https://github.com/openclaw-lsp/openclaw-lsp/releases/download

windows() {
  local cpu=x86_64 name
  [ "${RUNNER_ARCH:-X64}" != ARM64 ] || cpu=aarch64
  name=openclaw-lsp-$version-$cpu-pc-windows-msvc
  mkdir -p "$into/bin" "$into/archive"
  for file in SHA256SUMS "$name.zip"; do
    if [ -n "$from" ]; then cp "$from/$file" "$into/archive"; else curl -fsSL "$releases/v$version/$file" -o "$into/archive/$file"; fi
  done
  (cd "$into/archive" && grep "  $name.zip\$" SHA256SUMS | sha256sum --check --quiet -)
  verify "$into/archive/$name.zip"
  unzip -qo "$into/archive/$name.zip" -d "$into/archive"
  cp "$into/archive/$name/openclaw-lsp.exe" "$into/bin"
}

# The checksum that the workflow names, if it names one: then a release that was tampered with changes nothing.
verify() {
  [ -n "${OPENCLAW_LSP_CHECKSUM:-}" ] || return 0
  local found
  found=$(sha256sum "$1" 2>/dev/null || shasum -a 256 "$1")
  if [ "${found%% *}" != "$OPENCLAW_LSP_CHECKSUM" ]; then
    echo "::error title=openclaw-lsp::the archive has the checksum ${found%% *}, not $OPENCLAW_LSP_CHECKSUM"
    exit 1
  fi
}

unix() {
  local source=$from name
  if [ -n "${OPENCLAW_LSP_CHECKSUM:-}" ]; then
    # The archive is got once, verified by the workflow's checksum, and installed from where it lies.
    source=$into/archive
    mkdir -p "$source"
    name=$(archive)
    for file in SHA256SUMS "$name"; do
      if [ -n "$from" ]; then cp "$from/$file" "$source"; else curl -fsSL "$releases/v$version/$file" -o "$source/$file"; fi
    done
    verify "$source/$name"
  fi
  sh "$here/install.sh" --version "$version" --to "$into" ${source:+--from "$source"}
}

archive() {
  local cpu=x86_64 system=unknown-linux-gnu
  case ${RUNNER_ARCH:-$(uname -m)} in ARM64 | aarch64 | arm64) cpu=aarch64 ;; esac
  [ "$(uname -s)" != Darwin ] || system=apple-darwin
  echo "openclaw-lsp-$version-$cpu-$system.tar.gz"
}

case ${RUNNER_OS:-$(uname -s)} in
  Windows) windows ;;
  *) unix ;;
esac
echo "$into/bin" >>"${GITHUB_PATH:?}"
