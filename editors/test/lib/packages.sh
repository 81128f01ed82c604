# Programs from Debian packages. To be sourced.

# need PROGRAM PACKAGE...: installs the packages when the program is not there. Where they cannot be had the test is
# skipped, which its last line says; a test that is skipped has failed nothing.
need() {
  local program=$1
  shift
  command -v "$program" > /dev/null && dpkg -s "$@" > /dev/null 2>&1 && return
  local log
  log=$(mktemp)
  if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"; } > "$log" 2>&1 < /dev/null; then
    tail -n 3 "$log"
    echo "0 passed, 0 failed: SKIPPED, the packages could not be installed: $*"
    exit 0
  fi
}
