#!/usr/bin/env bash
# count_tests.sh LOG EXPECTED: sums up ctest's log of Qt Test programs. EXPECTED is how many programs should have run.
# A program that crashed, ran out of time, could not start or printed no totals counts as one failure more than its own
# count says, and so does one that is missing from the log. The last line is "N passed, N failed"; the exit code is 1
# where one failed or none ran.
set -euo pipefail
log=$1 expected=$2
[[ -e $log ]] || log=/dev/null

awk -v expected="$expected" '
  function fault(text) { faults = faults "  " name ": " text "\n" }
  function finish(status) {
    if (name == "") return
    ++programs
    if (!started) { ++failed; fault("could not be started") }
    else if (!totals) { ++failed; fault("crashed or ran out of time before it could count its tests") }
    else if (status != "Passed" && !failedHere) { ++failed; fault("ended with a fault after its tests") }
    name = ""
  }
  /^[0-9]+\/[0-9]+ Test: / { finish("lost"); name = $3; started = 1; totals = 0; failedHere = 0; ended = 0 }
  /^Command: ""$/ { started = 0 }
  /^<end of output>$/ { ended = 1 }
  ended && /^Test Passed/ { finish("Passed") }
  ended && /^Test Failed/ { finish("Failed") }
  ended { next }
  /^(FAIL!|XPASS)  : / { fault(substr($0, 10)) }
  /^SKIP   : / { skips = skips "  " substr($0, 10) "\n" }
  /^Totals: [0-9]+ passed, [0-9]+ failed/ {
    totals = 1
    passed += $2
    failed += $4
    failedHere += $4
    skipped += $6
  }
  END {
    finish("lost")
    if (programs < expected) {
      failed += expected - programs
      name = "ctest"
      fault((expected - programs) " of " expected " test programs did not run")
    }
    if (skips != "") printf "\nSkipped (%d):\n%s", skipped, skips
    if (faults != "") printf "\nFailed:\n%s", faults
    printf "\n%d passed, %d failed\n", passed, failed
    exit (failed > 0 || passed == 0) ? 1 : 0
  }
' "$log"
