# Counting checks, for tests in shell. To be sourced.

passed=0 failed=0
ok() { passed=$((passed + 1)); echo "ok   $1"; }
bad() { failed=$((failed + 1)); echo "FAIL $1"; }

# same NAME FILE EXPECTED: byte for byte.
same() {
  if cmp -s "$2" "$3"; then ok "$1"; else bad "$1"; diff "$3" "$2" | head -40 || true; fi
}

# The last line of every test; its status is that of the test.
finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
