#!/bin/sh
# Puts the official plugins of channels beside an installed package, where `access.mjs` looks for them. They bring their own dependencies.
#
#   access.sh VERSION PACKAGE
set -eu
version=$1
folder=$(cd "$2/.." && pwd)/@openclaw
mkdir -p "$folder"
for plugin in discord slack whatsapp signal imessage; do
  [ -d "$folder/$plugin" ] && continue
  archive=$(cd "$folder" && npm pack --silent "@openclaw/$plugin@$version")
  mkdir "$folder/$plugin"
  tar xzf "$folder/$archive" -C "$folder/$plugin" --strip-components=1
  rm "$folder/$archive"
done
