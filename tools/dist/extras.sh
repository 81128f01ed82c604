#!/usr/bin/env bash
# extras.sh PROGRAM OUT: the manual pages and completion scripts, made by a program that runs here.
set -euo pipefail

program=$1 out=$2
rm -rf "$out"
mkdir -p "$out/completions"
"$program" man "$out/man"
"$program" completions bash > "$out/completions/openclaw-lsp.bash"
"$program" completions zsh > "$out/completions/_openclaw-lsp"
"$program" completions fish > "$out/completions/openclaw-lsp.fish"
"$program" completions powershell > "$out/completions/_openclaw-lsp.ps1"
